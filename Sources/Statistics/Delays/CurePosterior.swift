import Foundation

/// What calls say of their delays and of one group's share, as points with weights.
///
/// The likelihood with Jeffreys's prior for every share, and a flat or a stated one for location and log spread, on a grid
/// of steps of three quarters of a standard deviation around its mode: a rule of trapezoids, which is as good as exact for functions
/// this smooth. Other groups' shares are integrated by Laplace's method.
struct CurePosterior {
  /// One law of the delays with one share.
  struct Point {
    var weight: Double
    var delays: DelayDistribution
    var share: Double
  }

  /// Points whose weights sum to 1, those of no weight left out.
  let points: [Point]
  /// The law at the mode.
  let mode: DelayDistribution

  private static let reach = 8
  private static let stride = 0.75
  private static let least = 1e-7

  /// Nil where the calls, with the prior, do not tell the delays.
  init?(_ law: DelayLaw, _ groups: [DelayCohorts], group: Int, prior: DelayPrior?) {
    let likelihood = CureLikelihood(law, groups, prior: prior, pseudo: 0.5)
    let peak = CureSearch(likelihood: likelihood).peak()
    guard let (a, b, c) = peak.covariance else { return nil }
    mode = likelihood.distribution(peak.x)
    // Cholesky's root of the covariance.
    let first = a.squareRoot()
    let across = b / first
    let second = law.hasShape ? max(0, c - across * across).squareRoot() : 0
    let sides = law.hasShape ? Self.reach : 0
    var found: [(logWeight: Double, delays: DelayDistribution, share: Double)] = []
    for i in -Self.reach...Self.reach {
      for j in -sides...sides {
        let (u, v) = (Double(i) * Self.stride, Double(j) * Self.stride)
        let x = (peak.x.0 + first * u, peak.x.1 + across * u + second * v)
        Self.slice(likelihood, x, group, peak.point.value, into: &found)
      }
    }
    let highest = found.map(\.logWeight).max() ?? 0
    var points: [Point] = []
    var total = 0.0
    for point in found {
      let weight = exp(point.logWeight - highest)
      guard weight > Self.least else { continue }
      points.append(Point(weight: weight, delays: point.delays, share: point.share))
      total += weight
    }
    for index in points.indices { points[index].weight /= total }
    self.points = points
  }

  /// The shares of one law of the delays.
  private static func slice(
    _ likelihood: CureLikelihood, _ x: (Double, Double), _ group: Int, _ highest: Double,
    into found: inout [(logWeight: Double, delays: DelayDistribution, share: Double)]
  ) {
    let point = likelihood.point(x)
    var value = point.value
    guard value - highest > -30 else { return }
    let delays = likelihood.distribution(x)
    for (index, arm) in likelihood.arms.enumerated() where index != group {
      let through = arm.pending.map { delays.share(through: $0.age) }
      value -= 0.5 * log(max(likelihood.curvature(arm, point.shares[index], through), .leastNormalMagnitude))
    }
    let arm = likelihood.arms[group]
    let through = arm.pending.map { delays.share(through: $0.age) }
    let share = point.shares[group]
    let curvature = max(likelihood.curvature(arm, share, through), 1e-12)
    let deviation = min(1 / curvature.squareRoot(), 3)
    let odds = log(share) - log1p(-share)
    let best = likelihood.value(arm, share, through)
    for k in -reach...reach {
      let own = 1 / (1 + exp(-(odds + Double(k) * stride * deviation)))
      guard own > 0, own < 1 else { continue }
      let logWeight = value + log(deviation) + likelihood.value(arm, own, through) - best
      if logWeight - highest > -30 { found.append((logWeight, delays, own)) }
    }
  }
}
