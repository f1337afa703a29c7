import Statistics

/// The trials of two arms.
struct Arms: Hashable, Sendable {
  let control: Int
  let variant: Int

  var total: Int { control + variant }
  var smaller: Int { min(control, variant) }

  /// `total` trials shared as control : variant.
  init(total: Int, split: Split) {
    let part = Double(total) * split.control / (split.control + split.variant)
    control = Int(part.rounded())
    variant = total - control
  }

  /// The arms with the smaller one given.
  init(smaller: Int, split: Split) {
    let scale = Double(smaller) / min(split.control, split.variant)
    control = Int((scale * split.control).rounded())
    variant = Int((scale * split.variant).rounded())
  }

  /// One arm alone, told as the control.
  init(alone trials: Int) {
    control = trials
    variant = 0
  }

  /// A table of these arms.
  func table(_ controlSuccesses: Int, _ variantSuccesses: Int) throws -> TwoProportions {
    TwoProportions(
      control: try Proportion(controlSuccesses, of: control), variant: try Proportion(variantSuccesses, of: variant))
  }
}

/// The shares of control and variant.
struct Split: Hashable, Sendable {
  let control: Double
  let variant: Double

  static let all = [(1.0, 4.0), (1, 2), (1, 1), (2, 1), (4, 1)].map { Split(control: $0, variant: $1) }
  /// Those with the variant at least as large; the others are these seen from the other side.
  static let towardsVariant = Array(all.prefix(3))

  var name: String { "\(Int(control)):\(Int(variant))" }
}

/// The two rates at which something is enumerated.
struct Cell: Hashable, Sendable {
  let arms: Arms
  /// Rate of the control.
  let base: Double
  /// What the variant's rate exceeds it by, relatively.
  let lift: Double

  static let rates = [0.01, 0.02, 0.03, 0.06]
  static let totals = [100, 300, 1_000, 3_000, 10_000]

  /// Every design, the largest first, so that the cores end together.
  static let designs = totals.reversed().flatMap { total in Split.all.map { Arms(total: total, split: $0) } }

  /// Every design at every rate.
  static func all(lift: Double) -> [Cell] {
    designs.flatMap { arms in rates.map { Cell(arms: arms, base: $0, lift: lift) } }
  }

  var variantRate: Double { lift == 0 ? base : base * (1 + lift) }
  var difference: Double { lift == 0 ? 0 : variantRate - base }
  var ratio: Double { 1 + lift }
  var oddsRatio: Double { lift == 0 ? 1 : variantRate / (1 - variantRate) * ((1 - base) / base) }

  /// The smallest of the counts expected at the rate both arms have together.
  var smallestExpected: Double {
    guard arms.variant > 0 else { return Double(arms.control) * min(base, 1 - base) }
    let pooled = (Double(arms.control) * base + Double(arms.variant) * variantRate) / Double(arms.total)
    return Double(arms.smaller) * min(pooled, 1 - pooled)
  }
}
