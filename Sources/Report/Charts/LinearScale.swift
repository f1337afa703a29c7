/// A range of figures laid over 0...100 % of a drawing.
struct LinearScale: Hashable {
  let lower: Double
  let upper: Double

  /// A scale from `lower` to `upper`; widened where they are equal.
  init(_ lower: Double, _ upper: Double) {
    if lower < upper {
      self.lower = lower
      self.upper = upper
    } else {
      let margin = max(abs(lower) * 0.5, 1e-6)
      self.lower = lower - margin
      self.upper = lower + margin
    }
  }

  /// A scale that holds every finite figure, with some air on both sides but never across zero.
  init(covering figures: [Double]) {
    let known = figures.filter(\.isFinite)
    guard let least = known.min(), let most = known.max() else {
      self.init(0, 1)
      return
    }
    let air = max((most - least) * 0.08, max(abs(most), abs(least)) * 0.02)
    self.init(
      least >= 0 ? max(0, least - air) : least - air, most <= 0 ? min(0, most + air) : most + air)
  }

  /// Where a figure lies, 0...100, kept inside the drawing.
  func position(_ value: Double) -> Double { min(max(place(value), 0), 100) }

  /// Where a figure lies, beyond 0...100 when it leaves the drawing; at most ten drawings away.
  func place(_ value: Double) -> Double {
    min(max((value - lower) / (upper - lower) * 100, -1000), 1100)
  }

  func contains(_ value: Double) -> Bool { value >= lower && value <= upper }

  /// Round figures inside the scale, a step of 1, 2 or 5 times a power of ten apart.
  func ticks(about count: Int) -> [Double] {
    let rough = (upper - lower) / Double(max(count, 1))
    guard rough > 0, rough.isFinite else { return [] }
    let magnitude = DecimalDigits(rough).magnitude ?? 0
    let candidates = (magnitude...(magnitude + 1)).flatMap { exponent in
      [1.0, 2.0, 5.0].map { (base: $0, exponent: exponent) }
    }
    let chosen = candidates.first { LinearScale.power($0.exponent) * $0.base >= rough * 0.75 }
    guard let chosen else { return [] }
    let step = LinearScale.power(chosen.exponent) * chosen.base
    let first = (lower / step - 1e-9).rounded(.up)
    let last = (upper / step + 1e-9).rounded(.down)
    guard first <= last, last - first < 100 else { return [] }
    // Multiples of the step rather than sums, written with its digits, so that no rounding piles up.
    return stride(from: first, through: last, by: 1).map { multiple in
      chosen.exponent < 0
        ? multiple * chosen.base / LinearScale.power(-chosen.exponent) : multiple * step
    }
  }

  /// Decimals that tell neighbouring ticks apart.
  static func tickPlaces(_ ticks: [Double]) -> Int {
    guard ticks.count > 1 else { return ticks.first.map { max(0, NumberFormat.places($0, significant: 2)) } ?? 0 }
    return max(0, NumberFormat.places(ticks[1] - ticks[0], significant: 1))
  }

  private static func power(_ exponent: Int) -> Double {
    let size = (0..<abs(exponent)).reduce(1.0) { product, _ in product * 10 }
    return exponent < 0 ? 1 / size : size
  }
}
