/// A call's id and its row, for finding repeated ids; equal hashes are settled by reading the rows.
struct CallEntry: BitwiseCopyable {
  let hash: UInt64
  let row: UnsafePointer<UInt8>
}

/// A call as the lead table needs it.
struct LeadEntry: BitwiseCopyable {
  private static let qualifiedMark: UInt32 = 1 << 31
  private static let joinedMark: UInt32 = 1 << 30
  private static let talkMask: UInt32 = (1 << 20) - 1

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
    talkAndMarks = UInt32(max(facts.pointee.talk, 0)) | (facts.pointee.qualified ? LeadEntry.qualifiedMark : 0)
    days = UInt16(truncatingIfNeeded: facts.pointee.moment.day)
    stratum = UInt16(truncatingIfNeeded: facts.pointee.stratum)
  }

  var rowAddress: UInt { UInt(rowAndVariant & 0xFFFF_FFFF_FFFF) }

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

  func renumbered(_ strata: [UInt16]) -> LeadEntry {
    var entry = self
    entry.stratum = strata[Int(stratum)]
    return entry
  }
}
