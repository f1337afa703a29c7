import Statistics

/// What a method did over some pairs.
struct Tally {
  let method: Method
  let pairs: [PairFinding]

  private func count(_ isWanted: (PairFinding) -> Bool) -> Int { pairs.count(where: isWanted) }

  var above: Int { count { $0.outcome(method).side == .upper } }
  var below: Int { count { $0.outcome(method).side == .lower } }
  var stopped: Int { above + below }
  var refused: Int { count { $0.outcome(method).isRefused } }
  var answered: Int { pairs.count - refused }
  var open: Int { answered - stopped }
  /// Stops that waited for the last look.
  var atLast: Int { count { $0.outcome(method).stop?.look == $0.looks.count - 1 } }
  /// Stops on the side that the fixed test decides for at the end.
  var asAtEnd: Int { count { $0.end != nil && $0.outcome(method).side == $0.end } }
  /// Stops on the other one.
  var againstEnd: Int { count { $0.end != nil && $0.outcome(method).stop != nil && $0.outcome(method).side != $0.end } }

  /// The exact interval of the share that is stopped (Clopper & Pearson 1934); nil when the method answers no pair.
  func share() throws(StatisticsError) -> Estimate? {
    answered == 0 ? nil : try Proportion(stopped, of: answered).interval(.clopperPearson)
  }

  /// The median share of information or days at which the method stops as at the end, over the pairs that it answers; a
  /// pair that it never stops so counts as the longest. ∞ when that is half of them or more.
  func median(_ share: (_ shares: (information: Double, days: Double)) -> Double) -> Double {
    Self.median(
      pairs.filter { !$0.outcome(method).isRefused }.map { pair in
        guard pair.outcome(method).side == pair.end, let shares = pair.shares(method) else { return .infinity }
        return share(shares)
      })
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard let last = sorted.last else { return .nan }
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 { return sorted[middle] }
    return last == .infinity && sorted[middle] == .infinity
      ? .infinity : 0.5 * (sorted[middle - 1] + sorted[middle])
  }
}
