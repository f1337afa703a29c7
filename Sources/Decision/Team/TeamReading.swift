public import Experiment

/// How the calling goes, for those who call: pace and conduct, and nothing of what the test shows.
///
/// It may hang on the wall of the floor while the test runs: no outcome of any script can be read from it, and agents stand
/// under pseudonyms.
public struct TeamReading: Hashable, Sendable {
  /// Calls of one day.
  public struct Day: Hashable, Sendable {
    /// The day.
    public var date: CivilDate
    /// Calls placed in the test.
    public var calls: Int
    /// Agents who placed them; nil where the data name none.
    public var agents: Int?
  }

  /// What one agent has called.
  public struct Agent: Hashable, Sendable {
    /// The name it stands under, the same in every reading of the test.
    public var pseudonym: String
    /// Days with calls.
    public var days: Int
    /// Calls placed in the test.
    public var calls: Int

    /// Calls a day.
    public var callsPerDay: Double { days > 0 ? Double(calls) / Double(days) : 0 }
  }

  /// The leads of the test, called and still to call.
  public struct LeadList: Hashable, Sendable {
    /// Leads called so far.
    public var called: Int
    /// Leads on the list.
    public var all: Int
    /// The day on which the last lead is called for the first time, at the pace so far; nil beyond ten years.
    public var usedUpOn: CivilDate?
    /// Whether calling days are left after that day.
    public var isShort: Bool

    /// Leads still to call.
    public var left: Int { max(0, all - called) }
  }

  /// Name of the experiment.
  public var experiment: String
  /// The day whose end the reading stands at; nil for undated counts.
  public var asOf: CivilDate?
  /// How far the test is.
  public var progress: Progress
  /// Calls placed so far, young ones included.
  public var calls: Int
  /// Calls planned until the end of the day; nil where the plan states no pace.
  public var plannedSoFar: Int?
  /// Calls of an agent in a day as planned; nil where the plan states none.
  public var callsPerAgentDay: Int?
  /// The list of leads; nil where the data do not tell it (a file of assignments does).
  public var list: LeadList?
  /// Days with calls, in order.
  public var days: [Day]
  /// Agents by pseudonym; empty where the data name none.
  public var agents: [Agent]
  /// Checks of how the calling goes: pace, right script, calling days and hours, missing days, leads left.
  public var checks: [HealthFinding]

  /// Whether fewer calls are placed than the plan asks for by now, below the share at which the pace of agents is warned of
  /// too (`PaceCheck.warnsBelow`); nil where the plan states no pace.
  public var isBehind: Bool? {
    plannedSoFar.map { Double(calls) < PaceCheck.warnsBelow * Double($0) }
  }

  /// Calls of an agent in a day, over all days with calls; nil where the data name no agents.
  public var meanCallsPerAgentDay: Double? {
    let days = agents.reduce(0) { $0 + $1.days }
    return days > 0 ? Double(agents.reduce(0) { $0 + $1.calls }) / Double(days) : nil
  }
}
