/// A call's id and its row, for finding repeated ids; equal hashes are settled by reading the rows.
struct CallEntry: BitwiseCopyable {
  let hash: UInt64
  let row: UnsafePointer<UInt8>
}

/// A call as the lead table needs it.
struct LeadEntry: BitwiseCopyable {
  private static let qualifiedMark: UInt32 = 1 << 31
  private static let joinedMark: UInt32 = 1 << 30
  private static let refusalMark: UInt32 = 1 << 29
  /// Three bits of the days from the plan's date to that of the lead, -2...2.
  private static let shiftPlace: UInt32 = 26
  /// Marks a call in which a challenger was heard.
  static let challengerMark: UInt32 = 1 << 20
  /// Marks a call in the wash-out after a change of script.
  static let washOutMark: UInt32 = 1 << 21
  /// Room for a day of seconds.
  private static let talkMask: UInt32 = (1 << 17) - 1
  private static let partPlace: UInt32 = 17
  /// The largest part of the day that an entry has room for; it stands for all from it on.
  static let lastPart = 7

  let key: IdentifierKey
  /// Address of the row in the low 48 bits, the variant above.
  private var rowAndVariant: UInt64
  private var talkAndMarks: UInt32
  private let days: UInt16
  /// Number of the stratum: the worker's until `renumbered`.
  private(set) var stratum: UInt16

  @inline(__always)
  init(_ facts: UnsafePointer<CallFacts>, row: UnsafePointer<UInt8>) {
    key = facts.pointee.lead
    rowAndVariant = UInt64(UInt(bitPattern: row)) | UInt64(facts.pointee.variant) << 48
    talkAndMarks =
      UInt32(max(facts.pointee.talk, 0)) | (facts.pointee.qualified ? LeadEntry.qualifiedMark : 0)
      | facts.pointee.leadMarks
      | facts.pointee.marks
    days = UInt16(truncatingIfNeeded: facts.pointee.moment.day)
    stratum = UInt16(truncatingIfNeeded: facts.pointee.stratum)
  }

  var rowAddress: UInt { UInt(rowAndVariant & 0xFFFF_FFFF_FFFF) }
  var row: UnsafePointer<UInt8>? { UnsafePointer(bitPattern: rowAddress) }

  var variant: Int {
    get { Int(rowAndVariant >> 48) }
    set { rowAndVariant = rowAndVariant & 0xFFFF_FFFF_FFFF | UInt64(newValue) << 48 }
  }

  var day: Int { Int(days) }
  var talk: Int { Int(talkAndMarks & LeadEntry.talkMask) }

  /// Whether the call has an opportunity within the maturity window.
  var isQualified: Bool {
    get { talkAndMarks & LeadEntry.qualifiedMark != 0 }
    set { talkAndMarks = newValue ? talkAndMarks | LeadEntry.qualifiedMark : talkAndMarks & ~LeadEntry.qualifiedMark }
  }

  /// Whether an opportunity of the opportunities file was joined to the call, in time or late.
  var isJoined: Bool {
    get { talkAndMarks & LeadEntry.joinedMark != 0 }
    set { talkAndMarks = newValue ? talkAndMarks | LeadEntry.joinedMark : talkAndMarks & ~LeadEntry.joinedMark }
  }

  /// Marks of a call's facts: whether the lead refused further calls, and the days from the plan's date to the lead's.
  static func marks(isRefusal: Bool, dayShift: Int) -> UInt32 {
    (isRefusal ? refusalMark : 0) | (UInt32(truncatingIfNeeded: dayShift) & 7) << shiftPlace
  }

  /// Whether the lead refused further calls.
  var isRefusal: Bool { talkAndMarks & LeadEntry.refusalMark != 0 }

  /// The date of the call where the lead is.
  var localDay: Int {
    let shift = Int(talkAndMarks >> LeadEntry.shiftPlace & 7)
    return day + (shift < 4 ? shift : shift - 8)
  }

  /// Marks of a call in a part of the day.
  static func marks(part: Int) -> UInt32 { UInt32(min(part, lastPart)) << partPlace }

  /// The part of the day in which the call began, `lastPart` at most; 0 where the script does not go by slot.
  var part: Int { Int(talkAndMarks >> LeadEntry.partPlace & UInt32(LeadEntry.lastPart)) }

  /// Whether the adherence file says that a challenger was heard.
  var heardChallenger: Bool { talkAndMarks & LeadEntry.challengerMark != 0 }

  /// Whether the call began in the wash-out after a change of script.
  var isInWashOut: Bool { talkAndMarks & LeadEntry.washOutMark != 0 }

  func renumbered(_ strata: [UInt16]) -> LeadEntry {
    var entry = self
    entry.stratum = strata[Int(stratum)]
    return entry
  }
}
