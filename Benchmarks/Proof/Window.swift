import Statistics

/// The numbers of successes of an arm that matter, with their probabilities.
struct Window: Sendable {
  let first: Int
  let masses: [Double]
  /// The probability of all others.
  let skipped: Double

  var last: Int { first + masses.count - 1 }

  /// The probability of a number of successes; 0 for those left out.
  func mass(_ successes: Int) -> Double { (first...last).contains(successes) ? masses[successes - first] : 0 }

  /// What the tables left out of one cell weigh at most.
  static let negligible = 1e-12

  init(trials: Int, rate: Double) throws {
    let law = try Binomial(trials: trials, probability: rate)
    let limit = Self.negligible / 4
    var (low, high) = (0, Int(Double(trials) * rate))
    while law.cdf(low) < limit { low += 1 }
    while law.survival(high) > limit { high += 1 }
    first = low
    masses = (low...high).map(law.mass)
    skipped = law.cdf(low - 1) + law.survival(high)
  }
}

/// Both arms of a cell.
struct Windows: Sendable {
  let control: Window
  let variant: Window

  init(_ cell: Cell) throws {
    try self.init(control: cell.base, variant: cell.variantRate, cell.arms)
  }

  init(control: Double, variant: Double, _ arms: Arms) throws {
    self.control = try Window(trials: arms.control, rate: control)
    self.variant = try Window(trials: arms.variant, rate: variant)
  }

  /// The probability of the tables left out; they count as errors, on every side.
  var skipped: Double { control.skipped + variant.skipped }
  /// The numbers of successes in both arms together.
  var lines: ClosedRange<Int> { (control.first + variant.first)...(control.last + variant.last) }
}
