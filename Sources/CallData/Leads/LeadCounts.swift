import Experiment

/// Leads by variant, stratum, calls and opportunities, on their way to a `LeadTable`.
struct LeadCounts: ~Copyable {
  struct Slot: BitwiseCopyable {
    var key: UInt64 = 0
    var leads = 0
    var talk = 0
    var talkSquared = 0
  }

  private static let mask = (1 << 12) - 1
  /// Slots of keys met before another key of the same hash; rare keys go to `others`.
  private let slots: UnsafeMutablePointer<Slot>
  private var others: [LeadSummary.RowKey: LeadTable.Row] = [:]

  init() {
    slots = .allocate(capacity: LeadCounts.mask + 1)
    slots.initialize(repeating: Slot(), count: LeadCounts.mask + 1)
  }

  deinit {
    slots.deallocate()
  }

  /// Adds one lead.
  @inline(__always)
  mutating func add(variant: Int, stratum: Int, calls: Int, opportunities: Int, heard: Int, talk: Int) {
    if calls < 1 << 12, opportunities < 1 << 12, heard < 1 << 8 {
      let key =
        UInt64(heard) << 56 | UInt64(variant) << 40 | UInt64(stratum) << 24 | UInt64(calls) << 12
        | UInt64(opportunities)
      let slot = slots + (Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 52) & LeadCounts.mask)
      if slot.pointee.leads == 0 { slot.pointee.key = key }
      if slot.pointee.key == key {
        slot.pointee.leads &+= 1
        slot.pointee.talk &+= talk
        slot.pointee.talkSquared &+= talk &* talk
        return
      }
    }
    addOther(
      LeadSummary.RowKey(
        variant: variant, stratum: stratum, calls: calls, opportunities: opportunities, heardChallenger: heard), talk)
  }

  private mutating func addOther(_ key: LeadSummary.RowKey, _ talk: Int) {
    others[key, default: LeadTable.Row()] += LeadTable.Row(leads: 1, talkSeconds: talk, talkSecondsSquared: talk * talk)
  }

  /// Calls `body` once for each key.
  func visit(_ body: (LeadSummary.RowKey, LeadTable.Row) -> Void) {
    for (key, row) in others { body(key, row) }
    for index in 0...LeadCounts.mask where slots[index].leads > 0 {
      let slot = slots[index]
      body(
        LeadSummary.RowKey(
          variant: Int(slot.key >> 40 & 0xFFFF), stratum: Int(slot.key >> 24 & 0xFFFF),
          calls: Int(slot.key >> 12 & 0xFFF),
          opportunities: Int(slot.key & 0xFFF), heardChallenger: Int(slot.key >> 56)),
        LeadTable.Row(leads: slot.leads, talkSeconds: slot.talk, talkSecondsSquared: slot.talkSquared))
    }
  }
}
