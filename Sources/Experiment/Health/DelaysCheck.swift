import Statistics

/// Whether opportunities of the variants are qualified after equally long delays.
///
/// When they are not, a maturity window that cuts the tail favours the script whose opportunities come sooner, and
/// counting as they come favours it while calls are young: with equal rates of 3 % and mean delays of 5 against 3
/// days a 7-day window declares the faster script better in 66 % of tests. So the check compares the delays by the
/// log-rank test in reverse time (`TruncatedDelays`), which allows for opportunities that are still to come.
///
/// It never fails, since it speaks of the window and not of the data. It warns when p is below 0.01, unless the window is
/// seen to cover the slower variant: calls followed at least twice as long as the window, and 99 % of its
/// opportunities inside.
///
/// **False warnings** with equal delays: 1 % of tests at one reading (0.9–1.2 % from the fourth day on); 6.5 % of tests
/// warn at some time when they are read every day for three weeks. With mean delays of 5 against 3 days the reading at the
/// end warns in all tests if delays are log-normal, and in 91 % if they are exponential. (20,000 and 4,000
/// simulated tests of ten days with 994 calls a day and variant, 3 %, a 7-day window.)
public struct DelaysCheck: HealthCheck {
  /// p-value of the log-rank test below which the check warns.
  public static let warnsBelow = 0.01
  /// Opportunities of known delay that every variant needs.
  public static let leastOpportunities = 10
  /// Share of opportunities that a window should cover.
  public static let coverage = 0.99

  /// The check.
  public init() {}

  /// `delays`.
  public var name: HealthCheckName { .delays }

  /// The state of the check.
  public func finding(for inspection: Inspection) -> HealthFinding {
    guard let asOf = inspection.asOf else {
      return HealthFinding(check: name, status: .notApplicable, detail: .undated)
    }
    let names = inspection.test.variants.names
    let entries = inspection.tally.delays.sorted.compactMap { key, opportunities -> TruncatedDelays.Entry? in
      guard let group = names.firstIndex(of: key.variant), key.date + key.days <= asOf else { return nil }
      return TruncatedDelays.Entry(group: group, followUp: asOf - key.date, delay: key.days, count: opportunities)
    }
    let known = names.indices.map { group in entries.reduce(0) { $1.group == group ? $0 + $1.count : $0 } }
    guard let fewest = known.min(), fewest >= Self.leastOpportunities else {
      return HealthFinding(
        check: name, status: .notApplicable, detail: .delaysUnknown(leastNeeded: Self.leastOpportunities))
    }
    let delays: TruncatedDelays
    do {
      delays = try TruncatedDelays(entries, groups: names.count)
    } catch {
      // A call centuries before the reading: its date is wrong.
      return HealthFinding(
        check: name, status: .notApplicable, detail: .delaysUnknown(leastNeeded: Self.leastOpportunities))
    }
    return finding(delays, names: names, within: inspection.test.goal.within)
  }

  private func finding(_ delays: TruncatedDelays, names: [String], within: Int?) -> HealthFinding {
    let test = delays.logRank
    // More opportunities than expected among the long delays, which reverse time begins with: slower.
    let ratios = zip(test.observed, test.expected).map { $1 > 0 ? $0 / $1 : 1 }
    let order = names.indices.sorted { (ratios[$0], $0) < (ratios[$1], $1) }
    let (faster, slower) = (order[0], order[order.count - 1])
    let arms = names.indices.map { group in
      HealthFinding.ArmDelays(
        variant: names[group], opportunities: delays.count(of: group),
        median: delays.quantile(0.5, of: group) ?? 0,
        afterWindow: within.map { window in
          let shares = delays.shares(of: group)
          return window < shares.count ? 1 - shares[window] : 0
        })
    }
    let covering = delays.quantile(Self.coverage, of: slower) ?? 0
    let isCovered = within.map { delays.longestFollowUp >= 2 * $0 && covering <= $0 } ?? false
    return HealthFinding(
      check: name, status: test.pValue < Self.warnsBelow && !isCovered ? .warn : .pass, p: test.pValue,
      detail: .delays(
        HealthFinding.DelayFinding(
          arms: arms, within: within, faster: names[faster], slower: names[slower],
          differ: test.pValue < Self.warnsBelow, isCovered: isCovered, covering: covering,
          longestFollowUp: delays.longestFollowUp)))
  }
}
