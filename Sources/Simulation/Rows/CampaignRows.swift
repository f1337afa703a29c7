public import Experiment

/// What an agent notes after a call.
public enum Disposition: String, CaseIterable, Hashable, Sendable {
  /// Nobody answered.
  case noAnswer = "no-answer"
  /// The line was busy.
  case busy
  /// A machine answered.
  case voicemail
  /// The lead answered and was not interested.
  case notInterested = "not-interested"
  /// The lead asked for information and made no appointment.
  case information
  /// The lead was interested: the call becomes an opportunity.
  case interested
}

/// A lead, before its first call. Leads are numbered from 0 in the order in which they are taken from their lists: that of
/// their first calls, unless they wait for their window.
public struct LeadRow: Hashable, Sendable {
  /// Whether a lead takes part in the test.
  public enum Standing: Hashable, Sendable {
    /// It is compared.
    case inTest
    /// It keeps the current script outside the test.
    case heldOut
    /// It belongs to another test of the layer, and hears the current script here.
    case otherTest
  }

  /// The lead's number.
  public var lead: Int
  /// Its list, as a place in ``CampaignRoster/lists``.
  public var list: Int
  /// Its agent's number, from 0.
  public var agent: Int
  /// Its assigned variant, as a place in ``CampaignRoster/variants``: that of its first call's slot, where the script goes
  /// by slot.
  public var variant: Int
  /// The number of its company, from 0; nil where the plan does not assign by company.
  public var company: Int?
  /// The stratum its unit was drawn in, as a place in ``CampaignDesign/strata``.
  public var stratum: Int
  /// Its unit's block and place in it; nil where nothing is drawn by blocks.
  public var place: BlockedAssigner.Place?
  /// Whether it takes part in the test.
  public var standing: Standing
}

/// A moment on the wall clock of the plan's time zone.
public struct LocalTime: Hashable, Sendable {
  /// The local date.
  public var date: CivilDate
  /// Seconds since local midnight as the wall clock shows them, 0...86,399.
  public var second: Int
  /// Seconds east of Greenwich.
  public var offset: Int
}

/// A call. Calls are numbered from 0 in time order.
public struct CallRow: Hashable, Sendable {
  /// The call's number.
  public var call: Int
  /// The lead's number.
  public var lead: Int
  /// 1 for the lead's first call.
  public var attempt: Int
  /// When it was placed.
  public var started: LocalTime
  /// The agent's number, from 0.
  public var agent: Int
  /// The lead's list.
  public var list: Int
  /// The lead's assigned variant.
  public var assigned: Int
  /// The variant that was heard, or would have been: with callbacks that follow their slot, that of the slot.
  public var delivered: Int
  /// The window, as a place in ``CampaignRoster/windows``; nil where the plan has none.
  public var window: Int?
  /// What came of it.
  public var disposition: Disposition
  /// Whether the lead answered.
  public var isAnswered: Bool
  /// Talk time in seconds; 0 unanswered.
  public var talkSeconds: Int
  /// Wrap-up time in seconds.
  public var wrapSeconds: Int
}

/// An opportunity; at most one a lead. Opportunities are numbered from 0 in the order of their calls.
public struct OpportunityRow: Hashable, Sendable {
  /// The opportunity's number.
  public var opportunity: Int
  /// The call it came from.
  public var call: Int
  /// The lead's number.
  public var lead: Int
  /// The lead's assigned variant.
  public var assigned: Int
  /// When it was qualified, at or after the call.
  public var qualified: LocalTime
  /// Whether sales accepted it.
  public var isAccepted: Bool
}

/// A sale. Sales are numbered from 0 in the order of their calls.
public struct SaleRow: Hashable, Sendable {
  /// The sale's number.
  public var sale: Int
  /// The opportunity that was sold.
  public var opportunity: Int
  /// The lead's number.
  public var lead: Int
  /// When it was closed.
  public var closed: CivilDate
  /// Revenue in hundredths of the currency unit.
  public var amountCents: Int
  /// Margin in hundredths of the currency unit.
  public var marginCents: Int
}
