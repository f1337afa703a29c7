/// What one row says about one call, in numbers of the worker that read it.
struct CallFacts {
  var lead = IdentifierKey(low: 0, high: 0)
  var call = IdentifierKey(low: 0, high: 0)
  var moment = LocalMoment(instant: 0, day: 0, second: 0)
  /// Index of the assigned variant.
  var variant = 0
  /// Index of the variant that was to be delivered: the assigned one, unless callbacks follow their slot.
  var due = 0
  /// Index of the variant the row names, -1 for none.
  var delivered = -1
  /// The slot to which the call belongs, from 1, and its agent's row of the schedule, from 1; 0 where the script does not
  /// go by slot or by agent.
  var slot: UInt32 = 0
  var slotAgent: UInt32 = 0
  /// Marks of the call's `LeadEntry`.
  var marks: UInt32 = 0
  /// What is counted of the call beside margins.
  var signs: CallSigns = []
  /// Numbers of the worker's texts, 0 for none.
  var agent: UInt32 = 0
  var stratum: UInt32 = 0
  var window: UInt32 = 0
  /// Seconds, -1 where the row states none.
  var talk = -1
  var wrap = -1
  /// 1 yes, 0 no, -1 not stated.
  var answered = -1
  var complaint = -1
  var qualified = false
  /// Millionths of the currency unit, -1 where the row states none.
  var cost = -1
  /// Number of the time zone that the assignments or the leads file states, 0 for none.
  var assignedZone: UInt16 = 0
  /// How the call stands before the law; empty without one.
  var conduct = ConductFlags()
  /// What the lead table keeps of it.
  var leadMarks: UInt32 = 0
}

extension CallFacts {
  /// Gives the call the place of its lead.
  mutating func follow(_ lead: LeadPlace, keepsScript: Bool) {
    variant = Int(lead.variant)
    slot = UInt32(lead.slot)
    slotAgent = UInt32(lead.agent)
    if keepsScript { due = variant }
  }

  /// Whether the call has the place of its lead.
  func stands(at lead: LeadPlace) -> Bool {
    variant == Int(lead.variant) && slot == UInt32(lead.slot) && slotAgent == UInt32(lead.agent)
  }
}

/// Where all calls of a lead stand: the variant, slot and row of the schedule of its first call.
struct LeadPlace: BitwiseCopyable {
  let variant: UInt16
  let slot: UInt16
  let agent: UInt16
}

/// What is counted of calls beside margins.
struct CallSigns: OptionSet, BitwiseCopyable {
  let rawValue: UInt8

  /// The adherence file names the call.
  static let isInAdherence = CallSigns(rawValue: 1)
  /// There is an adherence file, but nothing says what was heard.
  static let isHeardUnknown = CallSigns(rawValue: 2)
  /// Windows are what is varied, and the call fell into none of them.
  static let isOutsideWindows = CallSigns(rawValue: 4)
}

/// What becomes of a row of calls; each row has exactly one fate.
enum RowFate: Int, CaseIterable {
  case counted, filteredOut, beforeStart, afterEnd, afterReading, unassigned, unlisted, heldOut, otherTest,
    outsideSchedule, washOut, rejected

  /// Whether the row is a call of the test: counted, or left out for what stands beside it in time.
  var isInTest: Bool { self == .counted || self == .washOut }

  /// Whether the row is a call that is not of the test: before or after it, of others, or left out by a filter.
  var isOutside: Bool { !isInTest && self != .rejected }
}
