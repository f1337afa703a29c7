public import Cost
public import Experiment
public import Foundation
public import Statistics

/// Why evidence and plan do not make a reading.
public enum DecisionError: Error, Hashable, Sendable {
  /// The data name a variant that the plan does not.
  case unknownVariant(String, known: [String])
  /// A group of calls has more opportunities than calls.
  case moreOpportunitiesThanCalls(variant: String, opportunities: Int, calls: Int)
  /// The data have dates, but the plan no first day.
  case startMissing
  /// The script goes by slot, and the evidence does not tell the schedule.
  case scheduleMissing
  /// The schedule of the data has other slots than the plan's calendar.
  case otherSchedule
  /// The plan or the data know no waves.
  case wavesMissing
  /// The shares of an adaptive plan follow dated calls, and the data have none.
  case wavesUndated
  /// The plan's units cannot be assigned.
  case assignment(AssignmentError)
  /// The plan states no baseline or no change worth detecting, without which a test cannot be designed.
  case goalMissing([String])
  /// The change worth detecting takes the baseline out of 0...100 %.
  case targetOutOfRange(baseline: Double, target: Double)
  /// The change worth detecting is so small that the calls it takes cannot be counted.
  case outOfReach(baseline: Double, target: Double)
  /// A review needs sales with their days, and calls with theirs.
  case salesMissing(isUndated: Bool)
  /// No call of the test was placed up to the day of a review.
  case noCalls(asOf: CivilDate?)
  /// The script that the plan says was rolled out cannot be compared with the control.
  case rolloutUnknown(script: String)
  /// Costs cannot be computed.
  case ledger(LedgerError)
  /// A method refused its input.
  case statistics(StatisticsError)
}

extension DecisionError: CustomStringConvertible, LocalizedError {
  /// What was read, what was expected, and what to do next.
  public var description: String {
    switch self {
    case .unknownVariant(let name, let known):
      "The data name the variant “\(name)”; the plan knows \(known.joined(separator: ", ")). "
        + "Add it to the plan, or map the column with data.columns.variant."
    case .moreOpportunitiesThanCalls(let variant, let opportunities, let calls):
      "\(variant) has \(opportunities) opportunities on \(calls) calls; a call makes at most one opportunity. "
        + "Check that the two columns are not exchanged."
    case .startMissing:
      "The data have dates, but the plan has no first day. Add `starts: YYYY-MM-DD` to the plan."
    case .scheduleMissing:
      "The script goes by slot, but the data do not tell which script was planned in which slot. Write the schedule with "
        + "`hooktest assign` and name it under `data.assignments`; counts alone cannot tell it."
    case .otherSchedule:
      "The schedule in the data has other slots than the plan: days, calling days and windows must be those that it was "
        + "written for. Run `hooktest verify` to see which lines differ."
    case .wavesMissing:
      "This plan has no waves: they need shares by wave (`method: waves`, or `shares` beside `recorded`), one stratum that "
        + "names the wave of each call (`by: [wave]`, or the column that names it), and that column in the data."
    case .wavesUndated:
      "The shares of an adaptive plan follow the calls that are mature on a date, but the data carry no dates. Give the "
        + "counts a column `date`, or name a call log."
    case .assignment(let error): error.description
    case .goalMissing(let keys):
      "The plan does not state \(keys.map { "`goal.\($0)`" }.joined(separator: " and ")). "
        + "A test is designed for a baseline (today's rate, as in `baseline: 3 %`) and the change that is worth "
        + "detecting (`worth-detecting: +20 %`)."
    case .targetOutOfRange(let baseline, let target):
      "A baseline of \(baseline) with the change worth detecting makes a rate of \(target); "
        + "a rate lies between 0 and 1. State a smaller change worth detecting."
    case .outOfReach(let baseline, let target):
      "Telling a rate of \(target) from \(baseline) takes more calls than can be counted. State a larger change."
    case .salesMissing(true):
      "A review goes by the age of each call, and these counts bear no calls of their own. Name the call log with "
        + "--calls FILE and the sales with --sales FILE."
    case .salesMissing(false):
      "A review needs the sales: name them with --sales FILE, or under `data.sales` in the plan (columns sale_id, "
        + "closed_at, amount, and opportunity_id or lead_id)."
    case .noCalls(let day):
      "No call of the test was placed\(day.map { " up to \($0)" } ?? ""), so there is nothing to review. Name a later day with "
        + "--as-of, or check `starts` in the plan and the dates in the call log."
    case .rolloutUnknown(let script):
      "The plan says that “\(script)” was rolled out beside a hold-out, which makes no comparison with the control. Write a "
        + "challenger of the test under `rollout.script`, and a hold-out up to 50 %."
    case .ledger(.tooLarge(let item)):
      "The cost “\(item)” times its volume is larger than any amount of money this program computes with. "
        + "Check the amount."
    case .ledger(.unknownVariant(let item, let variant)):
      "The cost “\(item)” is borne by the variant “\(variant)”, which the plan does not know."
    case .statistics(let error): error.description
    }
  }

  /// The same sentence, for `Error.localizedDescription`.
  public var errorDescription: String? { description }
}

/// Runs a method of the statistics module; what it refuses becomes an error of the decision.
func asking<Answer>(_ question: () throws(StatisticsError) -> Answer) throws(DecisionError) -> Answer {
  do {
    return try question()
  } catch {
    throw .statistics(error)
  }
}
