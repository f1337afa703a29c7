public import Experiment
import Statistics

extension DesignHistory {
  /// The part of opportunities by whose delay a maturity window is proposed.
  private static let maturedShare = 0.99

  /// What the calls of a tally say about a planned test; their variants are not told apart.
  ///
  /// Only calls count that were mature at the end of day `asOf`, by the maturity window of the plan. Correlations are those
  /// of the one-way analysis of variance (`IntraclassCorrelation`), without a call log's strata. Nil where a log has no
  /// opportunity: calls that bring nothing are alike in everything, which says nothing about a test.
  ///
  /// - Parameters:
  ///   - tally: The calls.
  ///   - test: The planned test: its maturity window, and its slots.
  ///   - asOf: The last day of the log; nil for undated counts.
  public init(_ tally: Tally, test: TestProtocol, asOf: CivilDate?) throws(DecisionError) {
    let through = asOf.map { Tally.matureThrough(asOf: $0, within: test.goal.within) }
    func isMature(_ date: CivilDate?) -> Bool {
      guard let date, let through else { return true }
      return date <= through
    }
    let byDay = tally.byDay.grouped { key in
      isMature(key.date) ? DayKey(variant: "", date: key.date, window: key.window) : nil
    }
    let byAgentDay = tally.byAgentDay.grouped { key in
      key.agent != nil && isMature(key.date) ? AgentDayKey(variant: "", agent: key.agent, date: key.date) : nil
    }
    let byAgent = byAgentDay.grouped { AgentDayKey(variant: "", agent: $0.agent, date: nil) }
    let goesByDay = test.assignment.slots.length == .day
    let bySlot = byDay.grouped { key in
      key.date.map { DayKey(variant: "", date: $0, window: goesByDay ? nil : key.window) }
    }
    let total = byDay.total()
    let days = byDay.cells.keys.compactMap(\.date)
    let isDated = !days.isEmpty
    let hasLeads = !tally.leads.rows.isEmpty
    self.init(
      dates: days.min().flatMap { first in days.max().map { first...$0 } }, calls: total.calls,
      opportunities: total.opportunities, callsPerLead: hasLeads ? tally.leads.callsPerLead : nil,
      agents: byAgent.cells.count,
      callsPerAgentDay: isDated && !byAgentDay.cells.isEmpty
        ? Double(byAgentDay.total().calls) / Double(byAgentDay.cells.count) : nil,
      byAgent: try Self.clustering(byAgent.sorted.map(\.cell)),
      byAgentDay: isDated ? try Self.clustering(byAgentDay.sorted.map(\.cell)) : nil,
      bySlot: try Self.clustering(bySlot.sorted.map(\.cell)), byUnit: Self.clustering(tally.leads),
      delay: try Self.delay(tally.delays, asOf: asOf))
    talk = Talk(total)
    answered = Share(total.answered, of: total.answerKnown)
    complaints = Share(total.complaints, of: total.dispositionKnown)
    accepted = Share(total.acceptedOpportunities, of: total.judgedOpportunities)
  }

  /// Leads, or companies; nil where none was called twice, or none brought an opportunity.
  ///
  /// Most leads are called once, and who is called again has not answered: analysis of variance would take the many single
  /// calls for groups of like ones. The correlation is therefore the one that explains the variance of the rate as a ratio of
  /// sums, Σ (opportunities − rate × calls)² over leads (Kish 1965, section 8.2).
  private static func clustering(_ leads: LeadTable) -> Clustering? {
    var (units, calls, squares, opportunities) = (0.0, 0.0, 0.0, 0.0)
    for (key, row) in leads.sorted {
      let count = Double(row.leads)
      units += count
      calls += count * Double(key.calls)
      squares += count * Double(key.calls * key.calls)
      opportunities += count * Double(key.opportunities)
    }
    guard units > 1, calls > units, opportunities > 0, opportunities < calls else { return nil }
    let rate = opportunities / calls
    let spread = leads.sorted.reduce(0) { sum, entry in
      let departure = Double(entry.key.opportunities) - rate * Double(entry.key.calls)
      return sum + Double(entry.row.leads) * departure * departure
    }
    let effect = spread / (calls * rate * (1 - rate))
    return Clustering(
      clusters: Int(units), meanSize: calls / units,
      sizeVariation: max(0, squares * units / (calls * calls) - 1).squareRoot(),
      correlation: min(1, max(0, (effect - 1) / (squares / calls - 1))))
  }

  /// Groups of calls; nil where fewer than two have calls, no group has two, or none brought an opportunity.
  private static func clustering(_ cells: [CallCell]) throws(DecisionError) -> Clustering? {
    let cells = cells.filter { $0.calls > 0 }
    guard cells.contains(where: { $0.opportunities > 0 }) else { return nil }
    do {
      var groups: [Proportion] = []
      for cell in cells { groups.append(try Proportion(cell.opportunities, of: cell.calls)) }
      let measured = try IntraclassCorrelation(groups)
      return Clustering(
        clusters: measured.clusters, meanSize: measured.meanSize,
        sizeVariation: measured.coefficientOfVariation, correlation: min(1, max(0, measured.analysisOfVariance)),
        upperLimit: try measured.upperLimit(confidence: 0.95))
    } catch .tooFew {
      return nil
    } catch {
      throw .statistics(error)
    }
  }

  /// Days by which 99 % of opportunities come, of calls followed for different times; nil without delays.
  private static func delay(_ delays: DelayTable, asOf: CivilDate?) throws(DecisionError) -> Int? {
    guard let asOf, !delays.isEmpty else { return nil }
    let entries = delays.sorted.filter { $0.key.date + $0.key.days <= asOf }.map { key, count in
      TruncatedDelays.Entry(group: 0, followUp: asOf - key.date, delay: key.days, count: count)
    }
    return try asking { () throws(StatisticsError) in
      try TruncatedDelays(entries, groups: 2).quantile(maturedShare, of: 0)
    }
  }
}

extension DesignHistory.Talk {
  /// Nil where fewer than two calls tell their own talk time, or none was spoken in.
  fileprivate init?(_ cell: CallCell) {
    guard cell.talkSpreadIsKnown, cell.talkSeconds > 0 else { return nil }
    let calls = Double(cell.timedCalls)
    let mean = Double(cell.talkSeconds) / calls
    let variance = max(0, Double(cell.talkSecondsSquared) / calls - mean * mean) * calls / (calls - 1)
    self.init(calls: cell.timedCalls, mean: mean, deviation: variance.squareRoot())
  }
}
