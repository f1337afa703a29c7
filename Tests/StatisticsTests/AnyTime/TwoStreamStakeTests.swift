import Foundation
import Testing

@testable import Statistics

@Suite("the e-value of one block")
struct TwoStreamStakeTests {
  private func stake(_ x0: Int, of n0: Int, _ x1: Int, of n1: Int, pooled: Double) -> TwoStreamStake {
    TwoStreamStake(
      controlSuccesses: Double(x0), controlTrials: Double(n0), variantSuccesses: Double(x1),
      variantTrials: Double(n1), pooled: pooled, variantAbove: .none, controlAbove: .none)
  }

  /// Σ n D(θ ‖ r): the divergence of a block's outcomes.
  private func divergence(_ trials: Double, _ rate: Double, from other: Double) -> Double {
    trials * (rate * log(rate / other) + (1 - rate) * log((1 - rate) / (1 - other)))
  }

  @Test(
    "it is the likelihood ratio against the nearest rates whose difference is the tested one",
    arguments: [(30, 10, 0.2, 0.05, 5.0), (7, 50, 0.5, -0.2, 3), (12, 12, 0.03, 0, 2)])
  func projection(controlTrials: Int, variantTrials: Int, pooled: Double, difference: Double, bet: Double) throws {
    let (n0, n1) = (Double(controlTrials), Double(variantTrials))
    let r0 = pooled - difference * n1 / (n0 + n1)
    let r1 = r0 + difference
    let (t0, t1) = (r0 - bet * r0 * (1 - r0) / n0, r1 + bet * r1 * (1 - r1) / n1)
    for x0 in [0, 1, controlTrials / 2, controlTrials] {
      for x1 in [0, 1, variantTrials / 2, variantTrials] {
        let (s0, s1) = (Double(x0), Double(x1))
        let likelihoodRatio =
          s0 * log(t0 / r0) + (n0 - s0) * log((1 - t0) / (1 - r0)) + s1 * log(t1 / r1)
          + (n1 - s1) * log((1 - t1) / (1 - r1))
        let got = stake(x0, of: controlTrials, x1, of: variantTrials, pooled: pooled)
          .logValue(difference: difference, bet: bet)
        #expect((got - likelihoodRatio).magnitude < 1e-13 * max(1, got.magnitude))
      }
    }
    let nearest = divergence(n0, t0, from: r0) + divergence(n1, t1, from: r1)
    for step in [-0.01, -0.0001, 0.0001, 0.01] {
      #expect(divergence(n0, t0, from: r0 + step) + divergence(n1, t1, from: r1 + step) > nearest)
    }
  }

  @Test("no outcome costs everything, at any tested difference or ratio, while a bet is at most ¾ of the smaller arm")
  func solvency() {
    for pooled in [1e-100, 0.03, 0.5, 0.97, 1 - 0x1p-53] {
      for (n0, n1) in [(1, 1), (2, 9), (9, 2)] {
        let bet = 0.75 * Double(min(n0, n1))
        for (x0, x1) in [(0, 0), (n0, 0), (0, n1), (n0, n1)] {
          let stake = stake(x0, of: n0, x1, of: n1, pooled: pooled)
          for step in -20...20 {
            let value = Double(step) / 20
            #expect(stake.logValue(difference: value, bet: bet) > -.infinity)
            #expect(stake.logValue(ratio: RatioPoint(u: value), bet: bet) > -.infinity)
          }
        }
      }
    }
  }

  @Test("the tested ratio 1 and the tested difference 0 are the same hypothesis, to the last bit")
  func agreement() {
    let stake = stake(3, of: 40, 9, of: 70, pooled: 0.1)
    #expect(stake.logValue(difference: 0, bet: 4) == stake.logValue(ratio: RatioPoint(u: 0), bet: 4))
  }
}
