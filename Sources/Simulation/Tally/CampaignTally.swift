public import Decision
public import Experiment

/// Counts the rows of a campaign into the margins that reading its files gives, without the files.
///
/// The calls, opportunities and assignments up to the end of a day count, by the rules that ``Decision/Evidence`` is read
/// with: by assigned variant, all calls of a lead in the slot of its first one where the script goes by slot, mature calls
/// alone in the lead table and the margin by slot. Sales and what an adherence file says are left out.
public struct CampaignTally: CampaignSink {
  /// Nothing can go wrong.
  public typealias Failure = Never

  private let asOf: CivilDate
  private var state: TallyState?

  /// A tally as of the end of a day.
  public init(asOf: CivilDate) { self.asOf = asOf }

  /// Prepares the margins.
  public mutating func begin(_ roster: CampaignRoster) { state = TallyState(roster, asOf: asOf) }
  /// Notes a lead.
  public mutating func lead(_ row: LeadRow) { state?.add(row) }
  /// Counts a call.
  public mutating func call(_ row: CallRow) { state?.add(row) }
  /// Counts an opportunity of the call before.
  public mutating func opportunity(_ row: OpportunityRow) { state?.add(row) }

  /// What has been counted; nothing before a campaign.
  public var evidence: Evidence { state?.evidence ?? Evidence(tally: Tally()) }
}

extension Campaign {
  /// What a reader of the campaign's files knows at the end of a day, sales and adherence aside.
  public func evidence(asOf: CivilDate) -> Evidence {
    var tally = CampaignTally(asOf: asOf)
    generate(into: &tally)
    return tally.evidence
  }
}
