import Foundation

/// What calls say of their delays and of one group's share, as points with weights.
///
/// The likelihood with Jeffreys's prior for every share, and a flat or a stated one for location and log spread, on a grid
/// of steps of one standard deviation around its mode: a rule of trapezoids, whose error falls faster than any power of the
/// step for functions this smooth. Other groups' shares are integrated by Laplace's method.
struct CurePosterior {
  /// One law of the delays, and what it leaves of the share.
  struct Slice {
    var delays: DelayDistribution
    /// Places of the share, by log odds, with their weights.
    var shares: [(odds: Double, weight: Double)]
    /// Distance of the places.
    var step: Double

    var weight: Double { shares.reduce(0) { $0 + $1.weight } }
  }

  /// Slices whose weights sum to 1, points of no weight left out.
  let slices: [Slice]
  /// The law at the mode.
  let mode: DelayDistribution

  private static let reach = 6
  private static let least = 1e-6

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
    var found: [Slice] = []
    for i in -Self.reach...Self.reach {
      for j in -sides...sides {
        let (u, v) = (Double(i), Double(j))
        let x = (peak.x.0 + first * u, peak.x.1 + across * u + second * v)
        if let slice = Self.slice(likelihood, x, group, below: peak.point.value) { found.append(slice) }
      }
    }
    slices = Self.normalised(found)
  }

  /// Weights instead of their logarithms.
  private static func normalised(_ found: [Slice]) -> [Slice] {
    let highest = found.map { $0.shares.map(\.weight).max() ?? -.infinity }.max() ?? 0
    var total = 0.0
    var slices: [Slice] = []
    for var slice in found {
      slice.shares = slice.shares.map { ($0.odds, exp($0.weight - highest)) }.filter { $0.weight > least }
      guard !slice.shares.isEmpty else { continue }
      total += slice.weight
      slices.append(slice)
    }
    for slice in slices.indices {
      for place in slices[slice].shares.indices { slices[slice].shares[place].weight /= total }
    }
    return slices
  }

  /// The shares of one law of the delays, with logarithms for weights; nil where it counts for nothing.
  private static func slice(
    _ likelihood: CureLikelihood, _ x: (Double, Double), _ group: Int, below highest: Double
  ) -> Slice? {
    let point = likelihood.point(x)
    var value = point.value - highest
    guard value > -30 else { return nil }
    let delays = likelihood.distribution(x)
    for (index, arm) in likelihood.arms.enumerated() where index != group {
      let through = arm.pending.map { delays.share(through: $0.age) }
      value -= 0.5 * log(max(likelihood.curvature(arm, point.shares[index], through), 1e-12))
    }
    let arm = likelihood.arms[group]
    let through = arm.pending.map { delays.share(through: $0.age) }
    let share = point.shares[group]
    let step = min(1 / max(likelihood.curvature(arm, share, through), 1e-12).squareRoot(), 3)
    let middle = log(share) - log1p(-share)
    let best = likelihood.value(arm, share, through)
    var slice = Slice(delays: delays, shares: [], step: step)
    for k in -reach...reach {
      let odds = middle + Double(k) * step
      let own = 1 / (1 + exp(-odds))
      guard own > 0, own < 1 else { continue }
      slice.shares.append((odds, value + log(step) + likelihood.value(arm, own, through) - best))
    }
    return slice
  }
}

/// Posteriors under several laws of the delays, each with its weight.
struct CureMixture {
  /// Slices of all laws; their weights sum to 1.
  let slices: [CurePosterior.Slice]

  init(_ parts: [(posterior: CurePosterior, weight: Double)]) {
    slices = parts.flatMap { part in
      part.posterior.slices.map { slice in
        var slice = slice
        for place in slice.shares.indices { slice.shares[place].weight *= part.weight }
        return slice
      }
    }
  }

  /// A quantile of the group's share, the weight of a place being spread evenly up to halfway to its neighbours.
  func share(_ chance: Double) -> Double {
    func below(_ odds: Double) -> Double {
      var sum = 0.0
      for slice in slices {
        for place in slice.shares {
          sum += place.weight * min(max((odds - place.odds) / slice.step + 0.5, 0), 1)
        }
      }
      return sum
    }
    let edges = slices.flatMap { slice in slice.shares.map { ($0.odds - slice.step, $0.odds + slice.step) } }
    var (low, high) = (edges.map(\.0).min() ?? 0, edges.map(\.1).max() ?? 0)
    while high - low > 1e-9 * (1 + low.magnitude) {
      let middle = (low + high) / 2
      if below(middle) < chance { low = middle } else { high = middle }
    }
    return 1 / (1 + exp(-high))
  }

  /// A quantile of the chance of an outcome within a horizon, π F: the weight of a place spread as for ``share(_:)``.
  func chance(_ probability: Double, within horizon: Int) -> Double {
    let through = slices.map { $0.delays.share(through: horizon) }
    func below(_ chance: Double) -> Double {
      var sum = 0.0
      for (slice, through) in zip(slices, through) {
        let share = through > chance ? chance / through : 1
        let odds = share < 1 ? log(share) - log1p(-share) : .infinity
        for place in slice.shares {
          sum += place.weight * min(max((odds - place.odds) / slice.step + 0.5, 0), 1)
        }
      }
      return sum
    }
    var (low, high) = (-700.0, 0.0)
    while high - low > 1e-10 {
      let middle = (low + high) / 2
      if below(exp(middle)) < probability { low = middle } else { high = middle }
    }
    return exp(high)
  }

  /// A quantile of a function of the delays, between slices by straight lines through the middles of their weights.
  func quantile(_ chance: Double, of function: (DelayDistribution) -> Double) -> Double {
    let values = slices.map { (value: function($0.delays), weight: $0.weight) }.sorted { $0.value < $1.value }
    guard var last = values.first else { return 0 }
    var sum = last.weight / 2
    if chance <= sum { return last.value }
    for next in values.dropFirst() {
      let step = (last.weight + next.weight) / 2
      if chance <= sum + step { return last.value + (next.value - last.value) * ((chance - sum) / step) }
      sum += step
      last = next
    }
    return last.value
  }
}
