public import Decision
public import Experiment
public import Foundation

/// Why a campaign cannot be simulated: what was read, what was expected, and what to do next.
public enum CampaignError: Error, Hashable, Sendable {
  /// The truth does not hold together.
  case truth(TruthError)
  /// The truth speaks of other variants than the plan.
  case otherVariants(truth: [String], plan: [String])
  /// The plan does not say when it starts.
  case noStart
  /// The time zone is not an IANA name this machine knows.
  case unknownTimeZone(String)
  /// No date of the test is a calling day with an open window.
  case noCallingDays(from: CivilDate, through: CivilDate)
  /// Neither the plan nor the caller says how many calls there are.
  case unknownSize
  /// A number of calls outside 1...999,999,999.
  case size(Int)
  /// A number of days outside 1...3,660.
  case length(Int)
  /// The plan's units cannot be assigned as it asks.
  case assignment(AssignmentError)
  /// A column of strata that leads do not have before they are called.
  case stratum(String)
  /// A variant stands for no window, or for one that is never open.
  case windowNeverOpen(variant: String, window: String?)
  /// The shares of a block of days cannot be found from the results before it.
  case shares(of: CivilDate, DecisionError)
  /// Replicates at count level need independent leads.
  case replicatesNeedLeads(String)
  /// Replicates at the plan's shares, of a plan whose shares follow results.
  case sharesFollowResults
  /// Replicates whose shares follow results, of a plan whose shares do not.
  case sharesDoNotFollow
  /// A number of replicates outside 1...1,000,000,000.
  case replicates(Int)
}

extension CampaignError: CustomStringConvertible, LocalizedError {
  /// What was read, what was expected and what to do next, in one sentence.
  public var description: String {
    switch self {
    case .truth(let error): error.description
    case .otherVariants(let truth, let plan):
      "The truth is about \(truth.joined(separator: ", ")), the plan about \(plan.joined(separator: ", ")); "
        + "state the truth of every variant of the plan, in its order."
    case .noStart: "The plan has no first day, and a simulated campaign needs dates; add \"starts: YYYY-MM-DD\"."
    case .unknownTimeZone(let name): "\(name) is not a known time zone; expected an IANA name such as Europe/Paris."
    case .noCallingDays(let first, let last):
      "No date from \(first) to \(last) is a calling day with an open window; "
        + "see calling.weekdays, calling.windows and calling.closed."
    case .unknownSize:
      "The number of calls is not known; state it, or add calling.agents and calling.calls-per-agent-day to the plan."
    case .size(let calls): "\(calls) calls cannot be simulated; expected 1 to 999,999,999."
    case .length(let days): "A test of \(days) days cannot be simulated; expected 1 to 3,660."
    case .assignment(let error): "The plan cannot be assigned: \(error)"
    case .stratum(let name):
      "The plan draws or compares by \(name), which simulated leads do not have before a call; "
        + "take it out of assignment.by, or name a column of the list such as list or region."
    case .windowNeverOpen(let variant, let window?):
      "The variant \(variant) is called in the window \(window), which no calling day of the test opens; "
        + "see calling.windows, calling.weekdays and calling.closed."
    case .windowNeverOpen(let variant, nil):
      "The variant \(variant) names no window, and windows are what the plan varies; add window: to it."
    case .shares(let day, let error): "The shares from \(day) on cannot be found from the results before: \(error)"
    case .replicatesNeedLeads(let design):
      "Replicates are drawn from counts of independent leads, and this plan assigns by \(design); "
        + "simulate whole campaigns with several seeds instead."
    case .sharesFollowResults: "The plan's shares follow its results; draw its replicates with AdaptiveReplicates."
    case .sharesDoNotFollow:
      "The plan's shares do not follow its results; add `assignment: {adaptive: …}`, or draw with CountLevelReplicates."
    case .replicates(let count): "\(count) replicates were asked for; expected 1 to 1,000,000,000."
    }
  }

  /// The same sentence.
  public var errorDescription: String? { description }
}
