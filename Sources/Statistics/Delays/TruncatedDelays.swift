import Foundation

/// Delays that are seen only when they are over: an opportunity is known once its delay is at most the follow-up of its
/// call, so that short delays are seen first (right truncation).
///
/// Read backwards from the longest delay, right truncation is the usual delayed entry (Lagakos, Barraj & De Gruttola 1988,
/// "Nonparametric analysis of truncated survival data"; Kalbfleisch & Lawless 1989): at a delay d are at risk those with
/// delay ≤ d ≤ follow-up, and the reverse hazard is the share of them whose delay is d. Groups are compared by the log-rank
/// test in reverse time, without supposing that they were followed equally long.
///
/// Delays are whole days and follow-ups are not chosen from them. What lies beyond the longest follow-up cannot be
/// known: shares are shares of the delays up to there. Not for delays whose law changes with the date of the call in one
/// group and not in another.
public struct TruncatedDelays: Hashable, Sendable {
  /// A number of delays of one group and length, of calls followed equally long.
  public struct Entry: Hashable, Sendable {
    /// Index of the group, from 0.
    public let group: Int
    /// Days from the call to the reading.
    public let followUp: Int
    /// Days from the call to its end; 0...`followUp`.
    public let delay: Int
    /// How many, at least 0.
    public let count: Int

    /// Some delays; checked when ``TruncatedDelays`` is made of them.
    public init(group: Int, followUp: Int, delay: Int, count: Int = 1) {
      self.group = group
      self.followUp = followUp
      self.delay = delay
      self.count = count
    }
  }

  /// Longest follow-up that is read, in days: some 270 years.
  public static let mostFollowUp = 100_000

  /// Number of groups.
  public let groups: Int
  /// Longest follow-up of any delay, in days; 0 without delays.
  public let longestFollowUp: Int
  /// Delays of each length, by day from 0 to the longest one, and group.
  let ended: [[Double]]
  /// Delays of at most a day, whose call was followed at least as long, by day and group.
  let atRisk: [[Double]]

  /// Delays of so many groups.
  ///
  /// Throws unless there are at least 2 groups, and every entry has a group of these, a follow-up of at most
  /// ``mostFollowUp``, a delay in 0...`followUp`, and a count in 0...2⁵³.
  public init(_ entries: [Entry], groups: Int) throws(StatisticsError) {
    guard groups >= 2 else { throw .tooFew(name: "groups", count: groups, expected: "at least 2") }
    try Self.check(entries, groups)
    let counted = entries.filter { $0.count > 0 }
    self.groups = groups
    longestFollowUp = counted.map(\.followUp).max() ?? 0
    let days = (counted.map(\.delay).max() ?? -1) + 1
    let none = [Double](repeating: 0, count: groups)
    var ended = [[Double]](repeating: none, count: days)
    var atRisk = ended
    for entry in counted {
      ended[entry.delay][entry.group] += Double(entry.count)
      // At risk from its delay to its follow-up: differences first, sums below.
      atRisk[entry.delay][entry.group] += Double(entry.count)
      if entry.followUp + 1 < days { atRisk[entry.followUp + 1][entry.group] -= Double(entry.count) }
    }
    for day in ended.indices.dropFirst() {
      for group in 0..<groups { atRisk[day][group] += atRisk[day - 1][group] }
    }
    self.ended = ended
    self.atRisk = atRisk
  }

  private static func check(_ entries: [Entry], _ groups: Int) throws(StatisticsError) {
    for entry in entries {
      guard (0..<groups).contains(entry.group) else {
        throw .outOfRange(name: "group", value: Double(entry.group), expected: "a whole number from 0 to \(groups - 1)")
      }
      guard (0...mostFollowUp).contains(entry.followUp) else {
        throw .outOfRange(
          name: "follow-up", value: Double(entry.followUp), expected: "whole days from 0 to \(mostFollowUp)")
      }
      guard (0...entry.followUp).contains(entry.delay) else {
        throw .outOfRange(
          name: "delay", value: Double(entry.delay),
          expected: "whole days from 0 to the follow-up of \(entry.followUp): longer delays are not seen")
      }
      guard (0...Proportion.largestTrials).contains(entry.count) else {
        throw .outOfRange(
          name: "number of delays", value: Double(entry.count), expected: "a whole number from 0 to 2⁵³")
      }
    }
  }

  /// Number of delays of a group.
  public func count(of group: Int) -> Int {
    Int(ended.reduce(0) { $0 + $1[group] })
  }

  /// The share of a group's delays that last at most 0, 1, 2 … days, among those that last at most the longest delay seen
  /// in any group: the product-limit estimate in reverse time, ∏ (1 − reverse hazard) over longer delays (Lagakos,
  /// Barraj & De Gruttola 1988, eq. 2.2). Empty without delays of the group.
  ///
  /// Short of truncation this is the share of the delays seen; with it, long delays count for more, since fewer calls
  /// could show them. Where a group's longest delays have few at risk the estimate is rough.
  public func shares(of group: Int) -> [Double] {
    guard count(of: group) > 0 else { return [] }
    var share = 1.0
    var shares = [Double](repeating: 1, count: ended.count)
    for day in ended.indices.reversed() {
      shares[day] = share
      if ended[day][group] > 0 { share *= 1 - ended[day][group] / atRisk[day][group] }
    }
    return shares
  }

  /// The smallest number of days within which at least `share` (in 0...1) of a group's delays end; see
  /// ``shares(of:)``. Nil without delays of the group.
  public func quantile(_ share: Double, of group: Int) -> Int? {
    shares(of: group).firstIndex { $0 >= share }
  }
}
