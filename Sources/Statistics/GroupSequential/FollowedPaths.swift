/// The running paths of a whole design at every look, laid out once for a range of drifts, so that each further drift of the
/// range costs a sum and no new integration.
struct FollowedPaths: Sendable {
  /// Deviations from the mean beyond which a probability is 0 in floating point.
  private static let utmost = 38.0

  private let looks: [LookBounds]
  private let stages: [SurvivingPaths]

  /// Follows the paths past `looks`, which all lie beyond the start.
  init(
    past looks: [LookBounds], drifts: ClosedRange<Double>, from score: Double = 0, at information: Double = 0
  ) {
    var paths = SurvivingPaths(drift: 0.5 * (drifts.lowerBound + drifts.upperBound), from: score, at: information)
    var stages: [SurvivingPaths] = []
    stages.reserveCapacity(looks.count)
    for (index, look) in looks.enumerated() {
      paths.move(to: look.information)
      stages.append(paths)
      guard index + 1 < looks.count else { break }
      let within = Self.needed(
        paths.reached(by: drifts), at: look.information, before: looks[(index + 1)...], score, information)
      paths.keep(lower: look.lower, upper: look.upper, within: within)
    }
    self.looks = looks
    self.stages = stages
  }

  /// The usual range of Z, widened to where paths pass on their way to later bounds, so that small crossing probabilities
  /// are right in their digits and not only in size.
  private static func needed(
    _ usual: ClosedRange<Double>, at time: Double, before later: ArraySlice<LookBounds>, _ score: Double,
    _ start: Double
  ) -> ClosedRange<Double> {
    let elapsed = time - start
    let unit = (elapsed / time).squareRoot()
    let margin = SurvivingPaths.reach * unit
    let furthest = (usual.lowerBound - utmost * unit)...(usual.upperBound + utmost * unit)
    var (lower, upper) = (usual.lowerBound, usual.upperBound)
    for look in later {
      let share = elapsed / (look.information - start)
      for bound in [look.lower, look.upper] where bound.isFinite {
        let bridge = (score + (bound * look.information.squareRoot() - score) * share) / time.squareRoot()
        lower = min(lower, max(bridge - margin, furthest.lowerBound))
        upper = max(upper, min(bridge + margin, furthest.upperBound))
      }
    }
    return lower...upper
  }

  /// The probabilities of stopping first at each look, on each side.
  func crossing(drift: Double) -> CrossingProbabilities {
    var (upper, lower): ([Double], [Double]) = ([], [])
    for (look, stage) in zip(looks, stages) {
      let paths = stage.tilted(to: drift)
      upper.append(paths.above(look.upper).probability)
      lower.append(paths.below(look.lower).probability)
    }
    return CrossingProbabilities(information: looks.map(\.information), upper: upper, lower: lower)
  }
}
