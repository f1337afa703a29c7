import Decision
import Experiment

/// Where the facts of a call stand in a file.
struct CallColumns: Sendable {
  let callID: Int
  let leadID: Int
  let startedAt: Int
  /// The company of the lead, where companies are what is randomised.
  let company: Int?
  let agent: Int?
  var variant: Int?
  let window: Int?
  let answered: Int?
  let talk: Int?
  let wrap: Int?
  let qualified: Int?
  let cost: Int?
  /// The lead's own time zone and how the call ended; read only where the plan names legal hours.
  let timeZone: Int?
  let disposition: Int?
  /// How the call ended; read only where the plan watches complaints.
  let complaint: Int?
  /// Columns of the strata; empty where the assignments file states them or the plan has none.
  let strata: [Int]
  /// Columns that filters look at, with the values they keep.
  let keep: [KeepFilter]

  init(
    _ file: DelimitedFile, test: TestProtocol, keep filters: [String: [String]], stratumIsAssigned: Bool,
    leads: LeadTableFile? = nil, isPast: Bool = false
  ) throws(CallDataError) {
    callID = try file.required("call_id")
    leadID = try file.required("lead_id")
    startedAt = try file.required("started_at")
    company = test.drawnUnit == .company ? try file.column("company_id") : nil
    agent = test.drawnUnit == .agent ? try file.required("agent_id") : try file.column("agent_id")
    variant = test.assignment.method == .recorded ? try file.required("variant") : try file.column("variant")
    window = try file.column("window")
    answered = try file.column("answered")
    talk = try file.column("talk_seconds")
    wrap = try file.column("wrap_seconds")
    qualified = try file.column("qualified")
    cost = try file.column("cost")
    timeZone = test.calling.rules == nil ? nil : try file.column("timezone")
    disposition = test.calling.rules == nil ? nil : try file.column("disposition")
    let hasComplaints = test.complaints != nil
    complaint = !hasComplaints ? nil : isPast ? try file.column("disposition") : try file.required("disposition")
    var strata: [Int] = []
    if !stratumIsAssigned {
      for name in test.assignment.by {
        if let column = try file.column(name) { strata.append(column) }
      }
      if strata.count < test.assignment.by.count {
        // The leads file states all of them, or the calls file is asked for the one that it lacks.
        strata = []
        if leads?.hasStrata != true {
          for name in test.assignment.by { strata.append(try file.required(name)) }
        }
      }
    }
    self.strata = strata
    keep = try file.filters(filters)
  }
}

extension TestProtocol {
  /// What is drawn: agents, where each has scripts of their own, whatever else the plan says.
  var drawnUnit: RandomisationUnit { assignment.goesByAgent ? .agent : unit }
}
