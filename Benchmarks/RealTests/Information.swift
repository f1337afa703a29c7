import Statistics

/// How far a series has come at each look, as a share of its last look.
enum Information: Hashable, Sendable {
  /// 1/(1/n₀ + 1/n₁): the units alone.
  case units
  /// The same times the pooled odds p/(1 − p).
  ///
  /// Of units counted early, more and more succeed as time goes by. Under equal arms the pooled z of two looks then have
  /// the correlation √(I/I′) with this I: the covariance of the scores is s(1 − p′) when the s units that had succeeded
  /// stay so, p′ is the later rate and the earlier units reach it too, and their variances are s(1 − p) and s′(1 − p′).
  /// With a rate that stays the same it is the share of the units; with units that stay the same, that of the odds.
  case counts

  func amount(_ look: Look) -> Double {
    switch self {
    case .units: look.size
    case .counts: look.size * Double(look.successes) / Double(look.units - look.successes)
    }
  }

  /// The looks at which information had grown, with their shares: looks that stand at the same information are one look,
  /// the last of them.
  func schedule(_ looks: [Look]) -> (looks: [Int], shares: [Double]) {
    guard let last = looks.last else { return ([], []) }
    let whole = amount(last)
    var kept: [Int] = []
    var next = Double.infinity
    for index in looks.indices.reversed() where kept.isEmpty || amount(looks[index]) < next * (1 - 1e-6) {
      kept.append(index)
      next = amount(looks[index])
    }
    kept.reverse()
    return (kept, kept.map { amount(looks[$0]) / whole })
  }
}
