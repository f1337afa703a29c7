import Statistics
import Testing

@Suite("delays that are seen only when they are over")
struct TruncatedDelaysTests {
  typealias Entry = TruncatedDelays.Entry

  /// Follow-up, delay and number, by group; many ties, and delays of every group cut off by its follow-up.
  static let groups: [[(followUp: Int, delay: Int, count: Int)]] = [
    [
      (20, 0, 3), (20, 2, 7), (20, 5, 9), (20, 9, 6), (20, 15, 2), (12, 1, 6), (12, 3, 8), (12, 6, 7), (12, 11, 3),
      (6, 0, 4), (6, 2, 9), (6, 5, 5), (2, 1, 4), (2, 2, 3),
    ],
    [
      (20, 0, 5), (20, 2, 11), (20, 4, 8), (20, 8, 3), (12, 1, 9), (12, 3, 10), (12, 5, 5), (6, 0, 7), (6, 1, 10),
      (6, 3, 6), (6, 6, 1), (2, 0, 3), (2, 1, 6),
    ],
    [
      (20, 1, 4), (20, 3, 9), (20, 7, 7), (20, 18, 3), (12, 2, 8), (12, 4, 6), (12, 10, 5), (6, 1, 6), (6, 4, 8),
      (2, 2, 5),
    ],
  ]

  static func entries(_ groups: Int, followUp: Int? = nil) -> [Entry] {
    Self.groups.prefix(groups).enumerated().flatMap { group, rows in
      rows.map { Entry(group: group, followUp: followUp ?? $0.followUp, delay: $0.delay, count: $0.count) }
    }
  }

  /// statsmodels 0.14 `survdiff` on 100 − delay with entry at 100 − follow-up, and, where nothing is truncated,
  /// `multivariate_logrank_test` of lifelines 0.30.
  @Test(
    "the log-rank test in reverse time is the ordinary one with delayed entry",
    arguments: [
      (2, Int?.none, 10.876108862851488, 0.0009741268918702596),
      (3, nil, 22.349761332580318, 1.4022033188561595e-05), (3, 30, 22.463665259469465, 1.3245765656049812e-05),
    ])
  func logRank(groups: Int, followUp: Int?, statistic: Double, p: Double) throws {
    let test = try TruncatedDelays(Self.entries(groups, followUp: followUp), groups: groups).logRank
    #expect(agrees(test.statistic, statistic, within: 1e-12))
    #expect(agrees(test.pValue, p, within: 1e-11))
    #expect(test.degreesOfFreedom == groups - 1)
  }

  @Test("the slower group has more long delays than expected")
  func direction() throws {
    let test = try TruncatedDelays(Self.entries(2), groups: 2).logRank
    #expect(agrees(test.observed[0], 76, within: 1e-12) && agrees(test.expected[0], 60.21944029, within: 1e-8))
    #expect(agrees(test.observed[1], 84, within: 1e-12) && agrees(test.expected[1], 99.78055971, within: 1e-8))
  }

  @Test("neither the order of rows nor the names of groups matter")
  func invariance() throws {
    let entries = Self.entries(3)
    let wanted = try TruncatedDelays(entries, groups: 3).logRank
    for order in [[0, 2, 1], [1, 0, 2], [2, 1, 0]] {
      let renamed = entries.reversed().flatMap { entry in
        // Row by row instead of counted.
        (0..<entry.count).map { _ in
          Entry(group: order[entry.group], followUp: entry.followUp, delay: entry.delay)
        }
      }
      let test = try TruncatedDelays(renamed, groups: 3).logRank
      #expect(agrees(test.statistic, wanted.statistic, within: 1e-12))
      #expect(agrees(test.expected[order[0]], wanted.expected[0], within: 1e-12))
    }
    // A group without delays is not compared.
    let padded = try TruncatedDelays(entries, groups: 5).logRank
    #expect(padded.degreesOfFreedom == 2 && agrees(padded.pValue, wanted.pValue, within: 1e-12))
  }

  /// The product-limit estimate in reverse time, computed row by row in Python.
  @Test("shares allow for what is still to come")
  func shares() throws {
    let delays = try TruncatedDelays(Self.entries(3), groups: 3)
    for (group, figures) in [
      [0.073486184597, 0.178466448308, 0.377928949358, 0.66463366956, 0.755857898715, 0.869236583522],
      [0.161476355248, 0.430603613995, 0.549019607843, 0.928104575163, 0.941176470588, 1],
      [0, 0.114911138933, 0.264295619545, 0.602006688963, 0.758082497213, 0.869565217391],
    ].enumerated() {
      let shares = delays.shares(of: group)
      for (day, figure) in zip([0, 1, 2, 5, 7, 10], figures) {
        #expect(agrees(shares[day], figure, within: 1e-11))
      }
      #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 <= $1 } && shares.last == 1)
    }
    #expect((0..<3).map { delays.quantile(0.5, of: $0) } == [5, 2, 4])
    #expect((0..<3).map { delays.quantile(0.99, of: $0) } == [15, 8, 18])
    #expect((0..<3).map(delays.count) == [76, 84, 61])
  }

  @Test("without truncation shares are those of the delays")
  func untruncated() throws {
    let shares = try TruncatedDelays(Self.entries(2, followUp: 40), groups: 2).shares(of: 0)
    #expect(agrees(shares[2], 36.0 / 76, within: 1e-12) && agrees(shares[9], 71.0 / 76, within: 1e-12))
  }

  @Test("truncation alone makes no difference: halves of equal delays, followed unequally long")
  func unequalFollowUp() throws {
    // 100, 60 and 40 delays of 0, 1 and 2 days a cohort; the second group was followed one day only.
    let law = [100, 60, 40]
    let entries =
      law.enumerated().map { Entry(group: 0, followUp: 2, delay: $0.offset, count: $0.element) }
      + law.prefix(2).enumerated().map { Entry(group: 1, followUp: 1, delay: $0.offset, count: $0.element) }
    let test = try TruncatedDelays(entries, groups: 2).logRank
    // Naively, 1 in 5 of the first group is late and none of the second. Here only days 0 and 1 are compared.
    #expect(test.statistic.magnitude < 1e-12 && test.pValue > 0.999999)
  }

  @Test("what says nothing has p = 1", arguments: [[], [Entry(group: 0, followUp: 3, delay: 1, count: 9)]])
  func nothing(entries: [Entry]) throws {
    let delays = try TruncatedDelays(entries, groups: 2)
    #expect(delays.logRank.pValue == 1 && delays.logRank.degreesOfFreedom == 0)
    #expect(delays.shares(of: 1).isEmpty && delays.quantile(0.5, of: 1) == nil)
  }

  @Test(
    "delays that cannot have been seen are refused",
    arguments: [
      Entry(group: 2, followUp: 3, delay: 1), Entry(group: -1, followUp: 3, delay: 1),
      Entry(group: 0, followUp: 3, delay: 4), Entry(group: 0, followUp: 3, delay: -1),
      Entry(group: 0, followUp: -1, delay: 0), Entry(group: 0, followUp: 100_001, delay: 0),
      Entry(group: 0, followUp: 3, delay: 1, count: -1),
    ])
  func refused(entry: Entry) {
    #expect(throws: StatisticsError.self) { try TruncatedDelays([entry], groups: 2) }
  }
}
