/// How the calling time is cut into slots, where the script goes by slot instead of by lead.
public struct SlotRule: Hashable, Sendable, Codable {
  /// How long a slot lasts.
  public enum Length: String, CaseIterable, Hashable, Sendable, Codable {
    /// A part of a calling day: each of the plan's hour windows, or before and after 13:00 where it has none.
    case halfDay = "half-day"
    /// A whole calling day.
    case day
  }

  /// What a lead hears that is called again in another slot.
  public enum Callbacks: String, CaseIterable, Hashable, Sendable, Codable {
    /// The script of its first call.
    case keepScript = "keep-script"
    /// The script of the slot it is called in.
    case followSlot = "follow-slot"
  }

  /// How long a slot lasts.
  public var length: Length
  /// Minutes after a change of script whose calls are left out of the comparison, 0...720.
  public var washOut: Int
  /// What a lead hears when called again. Either way all its calls belong to the slot of the first one: what the first
  /// script did to a lead cannot be undone by a later one.
  public var callbacks: Callbacks

  /// A rule; half-days without wash-out, callbacks keeping their script, by default.
  public init(length: Length = .halfDay, washOut: Int = 0, callbacks: Callbacks = .keepScript) {
    self.length = length
    self.washOut = washOut
    self.callbacks = callbacks
  }
}
