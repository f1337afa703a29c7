import Decision
import Experiment

/// Where the facts of a call stand in a file.
struct CallColumns: Sendable {
  let callID: Int
  let leadID: Int
  let startedAt: Int
  /// The column whose value is randomised; `leadID` unless the plan randomises companies or agents.
  let unit: Int
  let agent: Int?
  let variant: Int?
  let window: Int?
  let answered: Int?
  let talk: Int?
  let wrap: Int?
  let qualified: Int?
  let cost: Int?
  /// The lead's own time zone and how the call ended; read only where the plan names legal hours.
  let timeZone: Int?
  let disposition: Int?
  /// Columns of the strata; empty where the assignments file states them or the plan has none.
  let strata: [Int]
  /// Columns that filters look at, with the values they keep.
  let keep: [KeepFilter]

  init(
    _ file: DelimitedFile, test: TestProtocol, keep filters: [String: [String]], stratumIsAssigned: Bool
  ) throws(CallDataError) {
    callID = try file.required("call_id")
    leadID = try file.required("lead_id")
    startedAt = try file.required("started_at")
    switch test.unit {
    case .company: unit = try file.required("company_id")
    case .agent: unit = try file.required("agent_id")
    case .lead, .slot: unit = leadID
    }
    agent = try file.column("agent_id")
    variant = test.assignment.method == .recorded ? try file.required("variant") : try file.column("variant")
    window = try file.column("window")
    answered = try file.column("answered")
    talk = try file.column("talk_seconds")
    wrap = try file.column("wrap_seconds")
    qualified = try file.column("qualified")
    cost = try file.column("cost")
    timeZone = test.calling.rules == nil ? nil : try file.column("timezone")
    disposition = test.calling.rules == nil ? nil : try file.column("disposition")
    var strata: [Int] = []
    if !stratumIsAssigned {
      for name in test.assignment.by { strata.append(try file.required(name)) }
    }
    self.strata = strata
    keep = try file.filters(filters)
  }
}
