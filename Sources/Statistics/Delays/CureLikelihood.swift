import Foundation

/// The likelihood of mixture cure models of several groups that share their delays, as a function of location and log spread.
///
/// Of each group a share π of the calls ever has an outcome. With y_d outcomes at delay d in all and m_a calls of age a
/// without one, the logarithm is Σ y_d log(F(d + 1) − F(d)) + Y log π + Σ m_a log(1 − π F(a + 1)) (Farewell 1982, with
/// delays in whole days). At each law of the delays every π is put where this is largest.
struct CureLikelihood {
  /// One group, at one law of the delays.
  struct Arm {
    let outcomes: Double
    /// Outcomes by day, over days that have any.
    let byDelay: [(day: Int, count: Double)]
    /// Calls without an outcome by age.
    let pending: [(age: Int, calls: Double)]

    init(_ cohorts: DelayCohorts) {
      outcomes = Double(cohorts.outcomes)
      byDelay = cohorts.byDelay.enumerated().filter { $0.element > 0 }.map { ($0.offset, Double($0.element)) }
      pending = cohorts.cohorts.map { ($0.age, Double($0.calls - $0.answered)) }.filter { $0.calls > 0 }
    }
  }

  let law: DelayLaw
  let arms: [Arm]
  let prior: DelayPrior?
  /// Pseudo-counts of calls that ever have an outcome, and of those that never do: 0 for the largest likelihood, ½ for
  /// Jeffreys's prior on the scale of log odds.
  let pseudo: Double

  init(_ law: DelayLaw, _ cohorts: [DelayCohorts], prior: DelayPrior?, pseudo: Double = 0) {
    self.law = law
    arms = cohorts.map(Arm.init)
    self.prior = prior
    self.pseudo = pseudo
  }

  var parameters: Int { law.hasShape ? 2 : 1 }

  /// The value where every π is best, with its gradient and the shares.
  struct Point {
    var value: Double
    var gradient: (Double, Double)
    var shares: [Double]
  }

  func distribution(_ x: (Double, Double)) -> DelayDistribution {
    DelayDistribution(unchecked: law, location: x.0, spread: exp(x.1))
  }

  func point(_ x: (Double, Double)) -> Point {
    let delays = distribution(x)
    var point = Point(value: 0, gradient: (0, 0), shares: [])
    for arm in arms {
      for (day, count) in arm.byDelay {
        let cell = delays.cell(day)
        point.value += count * cell.logarithm
        point.gradient.0 += count * cell.gradient.0
        point.gradient.1 += count * cell.gradient.1
      }
      let through = arm.pending.map { delays.through($0.age) }
      let share = share(arm, through.map(\.share))
      point.shares.append(share)
      point.value += value(arm, share, through.map(\.share))
      for (index, pending) in arm.pending.enumerated() {
        let factor = -pending.calls * share / max(1 - share * through[index].share, .leastNormalMagnitude)
        point.gradient.0 += factor * through[index].gradient.0
        point.gradient.1 += factor * through[index].gradient.1
      }
    }
    if let prior {
      let penalty = prior.penalty(x.0, x.1)
      point.value -= penalty.value
      point.gradient.0 -= penalty.gradient.0
      point.gradient.1 -= penalty.gradient.1
    }
    if !law.hasShape { point.gradient.1 = 0 }
    return point
  }

  /// What a share adds: the terms in π.
  func value(_ arm: Arm, _ share: Double, _ through: [Double]) -> Double {
    var value = 0.0
    let (some, never) = (arm.outcomes + pseudo, pseudo)
    if some > 0 { value += some * log(share) }
    if never > 0 { value += never * log1p(-share) }
    for (index, pending) in arm.pending.enumerated() { value += pending.calls * log1p(-share * through[index]) }
    return value
  }

  /// The best share: where its score in log odds, over 1 − π, is 0; 1 where it is above 0 up to there.
  ///
  /// That score falls and is concave in π, so that Newton's steps come down to the root from above once they are there.
  func share(_ arm: Arm, _ through: [Double]) -> Double {
    let some = arm.outcomes + pseudo
    guard some > 0 else { return 0 }
    func score(_ share: Double) -> (value: Double, slope: Double) {
      let never = max(1 - share, .leastNormalMagnitude)
      var (value, slope) = (some, 0.0)
      if pseudo > 0 {
        value -= pseudo * share / never
        slope -= pseudo / (never * never)
      }
      for (index, pending) in arm.pending.enumerated() {
        let left = max(1 - share * through[index], .leastNormalMagnitude)
        value -= pending.calls * share * through[index] / left
        slope -= pending.calls * through[index] / (left * left)
      }
      return (value, slope)
    }
    if pseudo == 0, score(1).value >= 0 { return 1 }
    // Where each term's denominator is 1 the score is higher.
    var slope = pseudo
    for (index, pending) in arm.pending.enumerated() { slope += pending.calls * through[index] }
    var share = min(some / slope, 0.5)
    for _ in 0..<200 {
      let (value, slope) = score(share)
      var next = share - value / slope
      if !(next < 1) { next = share + (1 - share) / 2 }
      if !(next > 0) { next = share / 2 }
      if (next - share).magnitude <= 1e-15 * share || next >= 1 { break }
      share = next
    }
    return share
  }

  /// Minus the second derivative in the log odds of π, at a share between 0 and 1.
  func curvature(_ arm: Arm, _ share: Double, _ through: [Double]) -> Double {
    let odds = share * (1 - share)
    var curvature = (arm.outcomes + 2 * pseudo) * odds
    for (index, pending) in arm.pending.enumerated() {
      // d²/dz² of log(1 − πF), with dπ/dz = π(1 − π).
      let left = 1 - share * through[index]
      curvature +=
        pending.calls * through[index] * odds
        * ((1 - 2 * share) / left + share * (1 - share) * through[index] / (left * left))
    }
    return curvature
  }
}
