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
    // With error above ½ on one side the bounds are negative; of all factors the one that meets alpha is unique.
    func bounds(_ factor: Double) -> [LookBounds] {
      zip(information, shape).map { Self.look($0, factor * $1, sides) }
    }
    func excess(_ factor: Double) -> Double {
      FollowedPaths(past: bounds(factor), drifts: 0...0).crossing(drift: 0).totalUpper - alpha
    }
    let low = Normal.quantile(survival: alpha)
    let narrowest = shape.min() ?? 1
    let high = max(low, Normal.quantile(survival: alpha / Double(information.count))) / narrowest
    let factor = Brent.root(from: min(low, low / narrowest), to: high, relative: 1e-14, excess)
    return StoppingBounds(unchecked: bounds(factor))
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
