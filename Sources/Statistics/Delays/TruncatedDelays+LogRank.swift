import Foundation

/// What the log-rank test in reverse time says about groups of delays.
public struct DelayComparison: Hashable, Sendable {
  /// Quadratic form of observed less expected; chi-square when all groups have the same delays.
  public let statistic: Double
  /// Groups that can be told apart, less one; 0 when no two groups are ever at risk together.
  public let degreesOfFreedom: Int
  /// The probability of a statistic at least this large when all groups have the same delays; 1 without degrees of
  /// freedom.
  public let pValue: Double
  /// Delays of each group, over the days on which they count.
  public let observed: [Double]
  /// Their expectation, were all groups alike: below ``observed`` in a group whose delays are **longer**, since reverse
  /// time begins with the longest.
  public let expected: [Double]
}

extension TruncatedDelays {
  /// The log-rank test of equal delays in all groups, in reverse time.
  ///
  /// Day by day from the longest delay: observed less expected by the groups at risk, with the hypergeometric variance for
  /// ties, (Y − n)/(Y − 1)·n·(δ Yᵢ/Y − YᵢYⱼ/Y²) (Mantel 1966; Lagakos, Barraj & De Gruttola 1988, section 4). The
  /// chi-square law is good from some ten delays a group on. Weak when laws cross.
  public var logRank: DelayComparison {
    var observed = [Double](repeating: 0, count: groups)
    var expected = observed
    var variance = [[Double]](repeating: observed, count: groups)
    for (ended, atRisk) in zip(ended, atRisk) {
      let n = ended.reduce(0, +)
      let whole = atRisk.reduce(0, +)
      // A day whose group is alone at risk says nothing: observed is expected.
      guard n > 0, whole > 1 else { continue }
      let factor = n * ((whole - n) / (whole - 1))
      for i in 0..<groups {
        observed[i] += ended[i]
        expected[i] += n * (atRisk[i] / whole)
        for j in 0..<groups {
          variance[i][j] += factor * (atRisk[i] / whole) * ((i == j ? 1 : 0) - atRisk[j] / whole)
        }
      }
    }
    let form = Self.quadraticForm(zip(observed, expected).map { $0 - $1 }, variance)
    return DelayComparison(
      statistic: form.value, degreesOfFreedom: form.rank,
      pValue: form.rank > 0 ? ChiSquare(unchecked: Double(form.rank)).survival(form.value) : 1, observed: observed,
      expected: expected)
  }

  /// zᵀV⁻z for a vector in the span of the non-negative definite V, by elimination that passes over dependent rows, and
  /// the rank of V.
  private static func quadraticForm(_ z: [Double], _ variance: [[Double]]) -> (value: Double, rank: Int) {
    var z = z
    var v = variance
    var value = 0.0
    var rank = 0
    for i in z.indices {
      let pivot = v[i][i]
      // What is left of a dependent row is rounding.
      guard pivot > 1e-10 * variance[i][i] else { continue }
      value += z[i] * z[i] / pivot
      rank += 1
      for j in z.indices.dropFirst(i + 1) {
        let ratio = v[j][i] / pivot
        z[j] -= ratio * z[i]
        for k in z.indices.dropFirst(i) { v[j][k] -= ratio * v[i][k] }
      }
    }
    return (value, rank)
  }
}
