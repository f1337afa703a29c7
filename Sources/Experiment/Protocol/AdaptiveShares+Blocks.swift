extension AdaptiveShares {
  /// Calling days that have the same shares.
  public struct Block: Hashable, Sendable {
    /// The first day of the block, which names it; not always a calling day.
    public var firstDay: CivilDate
    /// Its calling days, as places among those of the test.
    public var days: Range<Int>
    /// Calling days whose results its shares rest on: the first so many.
    public var known: Int
  }

  /// The blocks of a test that have calling days.
  ///
  /// - Parameters:
  ///   - dates: the calling days of the test in order, none before its first day.
  ///   - test: the test.
  /// - Returns: the blocks in order; together they hold all dates. None for a test without a first day.
  public func blocks(of dates: [CivilDate], in test: TestProtocol) -> [Block] {
    guard let starts = test.starts else { return [] }
    var blocks: [Block] = []
    var first = 0
    while first < dates.count {
      let firstDay = block(of: dates[first], starts: starts)
      let end = dates[first...].firstIndex { block(of: $0, starts: starts) > firstDay } ?? dates.count
      let through = knownThrough(block: firstDay, of: test)
      blocks.append(
        Block(
          firstDay: firstDay, days: first..<end, known: through.map { last in dates.prefix { $0 <= last }.count } ?? 0))
      first = end
    }
    return blocks
  }
}
