public import Experiment
import Statistics

/// The shares of each wave of a test, and of the next one, by the plan's rule: Thompson's probability of being best, or
/// exploration sampling (Kasy & Sautmann 2021), each variant in proportion to p(1 − p), p the probability that it is best
/// given the calls before, with uniform priors. Exact: probabilities by quadrature, not by simulation. With a floor f and
/// K variants a share is f + (1 − K f) q, q what the rule gives.
///
/// Shares follow results, so variants may be compared within waves only; a difference of pooled rates mixes the days with the
/// scripts. Only what was known when a wave began should enter. A plan with `adaptive` shares sees to that: each block of
/// days rests on the calls that were mature at the end of the last calling day before it, so that the same shares come out
/// whenever they are asked for. Other plans rest on all calls of the waves before; with opportunities that take days to be
/// qualified, start a wave once those of the last have matured.
///
/// - Parameters:
///   - plan: a plan whose only stratum is the wave.
///   - evidence: what is known.
///   - floor: the least share of each variant, at most one over their number; an adaptive plan states its own.
///   - asOf: the day after which the next block of an adaptive plan begins; nil: the last day of the evidence.
/// - Returns: the waves in the order of their first day (of their names, for undated counts), and the next one, which an
///   adaptive plan has only until its last block has begun.
public func waves(
  _ plan: Plan, _ evidence: Evidence, floor: Double = 0, asOf: CivilDate? = nil
) throws(DecisionError) -> [WaveShares] {
  let test = plan.test
  let names = test.variants.names
  try evidence.requireVariants(of: test)
  let history = WaveHistory(evidence, test)
  let adaptive = test.assignment.adaptive
  guard test.assignment.by.count == 1, adaptive != nil || !history.order.isEmpty,
    test.assignment.method == .waves || test.assignment.plannedShares != nil
  else { throw .wavesMissing }
  if adaptive != nil, evidence.tally.byDay.cells.keys.contains(where: { $0.date == nil }) { throw .wavesUndated }
  var entries = history.order.map(Optional.some)
  let next = adaptive.flatMap { history.next($0, after: asOf) }
  if adaptive == nil || next != nil { entries.append(nil) }
  var waves: [WaveShares] = []
  for (place, wave) in entries.enumerated() {
    let firstDay = wave.map { history.firstDay(of: $0) } ?? next
    let through = adaptive.flatMap { adaptive in firstDay.flatMap { adaptive.knownThrough(block: $0, of: test) } }
    let known = names.map { name in
      adaptive == nil
        ? history.cell(name, waves: history.order.prefix(place)) : history.cell(name, through: through)
    }
    let counts = try zip(names, known).map { name, cell throws(DecisionError) in try MatureCalls.proportion(cell, name)
    }
    let (best, shares) = try asking { () throws(StatisticsError) in
      let sampling = try ExplorationSampling(counts)
      let shares = if let adaptive { try adaptive.shares(by: sampling) } else { try sampling.shares(floor: floor) }
      return (sampling.probabilityBest, shares)
    }
    let planned = (wave ?? next?.description).flatMap { test.assignment.plannedShares?.byStratum[$0] }
    waves.append(
      WaveShares(
        wave: wave, firstDay: firstDay, knownThrough: through,
        arms: names.indices.map { index in
          let own = wave.map { history.cell(names[index], waves: [$0]) } ?? CallCell()
          return WaveShares.Arm(
            variant: names[index], calls: own.calls, opportunities: own.opportunities,
            planned: planned?[names[index]], probabilityBest: best[index], sampled: shares[index])
        }))
  }
  return waves
}

extension AdaptiveShares {
  /// The shares of a block of days after the mature counts before it, as they are written into the plan's file and cut by
  /// hashed assignment: in ten-thousandths, which sum to 10,000.
  ///
  /// - Parameters:
  ///   - calls: mature calls by variant; 0 before the first ones.
  ///   - opportunities: their opportunities, at most the calls.
  /// Throws for more opportunities than calls, and for a floor that the variants cannot have at once.
  public func tenThousandths(calls: [Int], opportunities: [Int]) throws(DecisionError) -> [Int] {
    try asking { () throws(StatisticsError) in
      var arms: [Proportion?] = []
      for (n, x) in zip(calls, opportunities) { arms.append(n > 0 ? try Proportion(x, of: n) : nil) }
      return try ExplorationSampling.counts(of: 10_000, shares: shares(by: ExplorationSampling(arms)))
    }
  }

  /// The shares of the rule, each at least the floor: floor + (1 − K floor) q.
  func shares(by sampling: ExplorationSampling) throws(StatisticsError) -> [Double] {
    switch rule {
    case .thompson: try sampling.thompsonShares(floor: floor)
    case .exploration: try sampling.shares(floor: floor)
    }
  }
}

/// The calls of a test by wave and by day.
private struct WaveHistory {
  /// The waves that have calls, in the order of their first day.
  let order: [String]
  private let test: TestProtocol
  private let byDay: Margin<DayKey>
  private let lastDay: CivilDate?
  private let firstDays: [String: CivilDate]

  init(_ evidence: Evidence, _ test: TestProtocol) {
    self.test = test
    byDay = evidence.tally.byDay
    lastDay = evidence.lastDay
    var firstDays: [String: CivilDate] = [:]
    for key in byDay.cells.keys {
      guard let wave = key.stratum, let date = key.date else { continue }
      firstDays[wave] = min(date, firstDays[wave] ?? date)
    }
    self.firstDays = firstDays
    order = Set(byDay.cells.keys.compactMap(\.stratum)).sorted { left, right in
      if let first = firstDays[left], let second = firstDays[right], first != second { return first < second }
      return left < right
    }
  }

  /// The first day of a wave: of the block that an adaptive plan names it by, or of its calls.
  func firstDay(of wave: String) -> CivilDate? {
    guard test.assignment.adaptive != nil, let named = CivilDate(iso: wave) else { return firstDays[wave] }
    return named
  }

  /// The first day of the next block; of the first one where nothing is known.
  func next(_ adaptive: AdaptiveShares, after day: CivilDate?) -> CivilDate? {
    test.starts.flatMap { adaptive.nextBlock(after: day ?? lastDay ?? $0 - 1, of: test) }
  }

  func cell(_ variant: String, waves: some Sequence<String>) -> CallCell {
    let waves = Set(waves)
    return byDay.total { key in key.variant == variant && key.stratum.map(waves.contains) ?? false }
  }

  /// Calls up to a date; none where there is no date.
  func cell(_ variant: String, through last: CivilDate?) -> CallCell {
    guard let last else { return CallCell() }
    return byDay.total { key in key.variant == variant && key.date.map { $0 <= last } ?? false }
  }
}
