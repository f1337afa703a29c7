/// How the shares of an adaptive test follow its results: block of days by block of days, by a rule that is written down
/// beforehand and never leaves a variant without calls.
///
/// Each block is named by its first day, and is a stratum of the analysis: rates that drift from day to day then move all
/// variants of a block alike, whatever its shares. Without a floor a block might hold one variant only, and say nothing.
public struct AdaptiveShares: Hashable, Sendable, Codable {
  /// What a share follows.
  public enum Rule: String, CaseIterable, Hashable, Sendable, Codable {
    /// The probability of being best (Thompson 1933): serves the leads called during the test.
    case thompson
    /// p (1 − p) of that probability (Kasy & Sautmann 2021): finds the best of three variants or more sooner; with two,
    /// each always gets half.
    case exploration
  }

  /// What a share follows.
  public var rule: Rule
  /// Least share of every variant, above 0 and at most one over their number.
  public var floor: Double
  /// Days of a block, counted from the first day of the test; 1...28.
  public var every: Int

  /// Shares that follow results; day by day by default.
  public init(rule: Rule, floor: Double, every: Int = 1) {
    self.rule = rule
    self.floor = floor
    self.every = every
  }

  /// The floor of a plan that states none: 10 %, or half an equal share where there are more than five variants.
  public static func standardFloor(variants: Int) -> Double { min(0.1, 0.5 / Double(max(1, variants))) }

  /// The first day of the block that a date belongs to; that of the first block for dates before the test.
  public func block(of date: CivilDate, starts: CivilDate) -> CivilDate {
    date <= starts ? starts : starts + (date - starts) / max(1, every) * max(1, every)
  }

  /// The first day of the next block with a calling day that begins after a date; nil where the test has none.
  public func nextBlock(after date: CivilDate, of test: TestProtocol) -> CivilDate? {
    guard let starts = test.starts else { return nil }
    var block = date < starts ? starts : self.block(of: date, starts: starts) + every
    // A test that ends by calls has no last day: a year without a calling day is none.
    let last = test.lastDay ?? block + 366
    while block <= last {
      if !test.calling.callingDays(from: block, through: min(last, block + (every - 1))).isEmpty { return block }
      block = block + every
    }
    return nil
  }

  /// The last date whose calls the shares of a block rest on: those mature at the end of the last calling day before the
  /// block. Nil for the first blocks, before which no call is mature.
  public func knownThrough(block: CivilDate, of test: TestProtocol) -> CivilDate? {
    guard let starts = test.starts, block > starts,
      let last = test.calling.callingDays(from: starts, through: block - 1).last
    else { return nil }
    let through = Tally.matureThrough(asOf: last, within: test.goal.within)
    return through < starts ? nil : through
  }
}
