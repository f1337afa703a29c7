import Foundation

/// Bounds of a fixed form, scaled so that all looks together have the error asked for.
///
/// The number and times of the looks must be kept as planned; where they may change, use ``ErrorSpending``.
public enum ClassicalBounds: Hashable, Sendable {
  /// Bound ∝ 1/√t: very strict early (O'Brien & Fleming 1979).
  case obrienFleming
  /// The same bound at every look (Pocock 1977).
  case pocock
  /// Bound ∝ t^(delta − ½): 0 is O'Brien–Fleming, ½ Pocock (Wang & Tsiatis 1987).
  case wangTsiatis(delta: Double)
  /// A fixed bound at every interim look, and the last one solved (Haybittle 1971, Peto et al. 1976).
  case haybittlePeto(interim: Double)

  /// The bounds at these fractions of information, for `alpha` on one side or half of it on each of two.
  ///
  /// Throws when information does not increase, alpha is not between 0 and 1, delta is not from −10 to 10, or the interim
  /// bound is not above 0 or leaves no error for the last look.
  public func bounds(
    information: [Double], alpha: Double, sides: Sides
  ) throws(StatisticsError) -> StoppingBounds {
    try StoppingBounds.require(information: information)
    try StatisticsError.requireProbability(alpha, "alpha")
    let side = alpha / Double(sides.rawValue)
    switch self {
    case .obrienFleming: return scaled(information, side, sides, delta: 0)
    case .pocock: return scaled(information, side, sides, delta: 0.5)
    case .wangTsiatis(let delta):
      guard delta.magnitude <= 10 else {
        throw .outOfRange(name: "delta", value: delta, expected: "a number from -10 to 10, usually from 0 to 0.5")
      }
      return scaled(information, side, sides, delta: delta)
    case .haybittlePeto(let interim): return try haybittlePeto(information, side, sides, interim)
    }
  }

  private func scaled(_ information: [Double], _ alpha: Double, _ sides: Sides, delta: Double) -> StoppingBounds {
    let last = information.last ?? 1
    let shape = information.map { pow($0 / last, delta - 0.5) }
    func bounds(_ factor: Double) -> [LookBounds] {
      zip(information, shape).map { Self.look($0, factor * $1, sides) }
    }
    // On the scale of Z the error of all looks is nearly a straight line in the factor, so that a few steps suffice.
    let wanted = Normal.quantile(survival: alpha)
    func excess(_ factor: Double) -> Double {
      var paths = SurvivingPaths(drift: 0)
      var total = 0.0
      for look in bounds(factor) {
        paths.move(to: look.information)
        total += paths.above(look.upper).probability
        paths.keep(lower: look.lower, upper: look.upper)
      }
      return Normal.quantile(survival: total) - wanted
    }
    let narrowest = shape.min() ?? 1
    let low = min(wanted, wanted / narrowest)
    let high = max(wanted, Normal.quantile(survival: alpha / Double(information.count))) / narrowest
    return StoppingBounds(unchecked: bounds(Secant.root(from: low, to: high, excess)))
  }

  private func haybittlePeto(
    _ information: [Double], _ alpha: Double, _ sides: Sides, _ interim: Double
  ) throws(StatisticsError) -> StoppingBounds {
    guard interim > 0 else {
      throw .outOfRange(name: "interim bound", value: interim, expected: "a number above 0, usually 3")
    }
    var paths = SurvivingPaths(drift: 0)
    var looks: [LookBounds] = []
    var rest = alpha
    for time in information.dropLast() {
      let look = Self.look(time, interim, sides)
      paths.move(to: time)
      rest -= paths.above(look.upper).probability
      paths.keep(lower: look.lower, upper: look.upper)
      looks.append(look)
    }
    guard rest > 0, let last = information.last else {
      throw .outOfRange(
        name: "interim bound", value: interim,
        expected:
          "a bound whose interim looks spend less than \(alpha) on a side, so that some is left for the last look")
    }
    paths.move(to: last)
    looks.append(Self.look(last, paths.upperBound(exceededWith: rest), sides))
    return StoppingBounds(unchecked: looks)
  }

  private static func look(_ time: Double, _ bound: Double, _ sides: Sides) -> LookBounds {
    LookBounds(unchecked: time, lower: sides == .two ? -bound : -.infinity, upper: bound)
  }
}

/// The secant method for nearly straight functions; Brent's where it does not settle at once.
private enum Secant {
  static func root(from lower: Double, to upper: Double, _ function: (Double) -> Double) -> Double {
    var (a, b) = (lower, lower + 0.7 * (upper - lower))
    var (fa, fb) = (function(a), function(b))
    for _ in 0..<10 {
      guard fb != fa else { break }
      let next = b - fb * (b - a) / (fb - fa)
      guard next >= lower, next <= upper else { break }
      if (next - b).magnitude <= 1e-10 * max(1, b.magnitude) { return next }
      (a, fa) = (b, fb)
      (b, fb) = (next, function(next))
    }
    if fb.magnitude <= 1e-14 { return b }
    return Brent.root(from: lower, to: upper, relative: 1e-14, function)
  }
}
