import Experiment
import Statistics

/// Where leads are called when windows are what is varied: in the window of their variant, but for the share of calls that
/// falls elsewhere.
///
/// New leads come period by period, a day or a week that opens every tested window, so that leads wait for their window
/// and are assigned whether it is open or not. Retries come in slots of the lead's own window.
struct WindowRoutes: Sendable {
  /// The tested windows.
  let windows: [String]
  /// The window of each variant.
  let windowOfVariant: [Int]
  /// The window of each slot.
  let windowOfSlot: [Int]
  /// Slots with new leads together.
  let periods: [Range<Int>]
  /// Share of calls outside the window of the lead's variant.
  let outside: Double
  private let slotsOf: [[Int]]
  /// Slots of each window by period.
  private let openSlots: [[[Int]]]
  private let lengths: [Double]
  /// Slots of each window up to each slot.
  private let until: [[Int]]
  private let source: RandomSource

  /// Routes for a test; nil where windows are not what is varied.
  init?(
    _ test: TestProtocol, schedule: CampaignSchedule, outside: Double, source: RandomSource
  ) throws(CampaignError) {
    guard test.factors.contains(.window) else { return nil }
    var windows: [String] = []
    var ofVariant: [Int] = []
    let open = Set(schedule.slots.compactMap(\.window))
    for variant in test.variants.all {
      guard let window = variant.window, open.contains(window) else {
        throw .windowNeverOpen(variant: variant.name, window: variant.window)
      }
      if !windows.contains(window) { windows.append(window) }
      ofVariant.append(windows.firstIndex(of: window) ?? 0)
    }
    self.windows = windows
    windowOfVariant = ofVariant
    let ofSlot = schedule.slots.map { slot in slot.window.flatMap { windows.firstIndex(of: $0) } ?? 0 }
    windowOfSlot = ofSlot
    slotsOf = windows.indices.map { window in ofSlot.indices.filter { ofSlot[$0] == window } }
    lengths = schedule.slots.map { Double($0.length) }
    until = windows.indices.map { window in
      var count = 0
      return ofSlot.map { own in
        if own == window { count += 1 }
        return count
      }
    }
    self.outside = windows.count > 1 ? outside : 0
    self.source = source
    let byWeek = test.calling.windows.contains { window in
      if case .weekdays = window.span { windows.contains(window.name) } else { false }
    }
    periods = WindowRoutes.periods(schedule.slots, byWeek: byWeek, windowOfSlot: ofSlot, windows: windows.count)
    openSlots = periods.map { period in
      windows.indices.map { window in period.filter { ofSlot[$0] == window } }
    }
  }

  /// Throws where windows are varied and a variant names none of the plan's.
  static func check(_ test: TestProtocol) throws(CampaignError) {
    guard test.factors.contains(.window) else { return }
    let known = test.calling.windows.map(\.name)
    for variant in test.variants.all {
      guard let window = variant.window, known.contains(window) else {
        throw .windowNeverOpen(variant: variant.name, window: variant.window)
      }
    }
  }

  /// Days, or weeks, each with every window; what is left over belongs to the last one.
  private static func periods(
    _ slots: [CallingSlot], byWeek: Bool, windowOfSlot: [Int], windows: Int
  ) -> [Range<Int>] {
    func group(_ slot: Int) -> Int {
      let date = slots[slot].date
      return byWeek ? date.dayNumber - (date.weekday.number - 1) : date.dayNumber
    }
    var periods: [Range<Int>] = []
    var start = 0
    for slot in slots.indices where slot + 1 == slots.count || group(slot + 1) != group(slot) {
      guard Set(windowOfSlot[start...slot]).count == windows else { continue }
      periods.append(start..<(slot + 1))
      start = slot + 1
    }
    guard let last = periods.popLast() else { return [0..<slots.count] }
    return periods + [last.lowerBound..<slots.count]
  }

  /// The chance that a call of a lead with one window falls into another one, or into its own.
  func chance(of window: Int, assigned: Int) -> Double {
    window == assigned ? 1 - outside : outside / Double(windows.count - 1)
  }

  /// The chance of each slot of a window in a period, in proportion to its length.
  func chance(of slot: Int, in period: Range<Int>) -> Double {
    let all = slotsOf[windowOfSlot[slot]].reduce(0) { period.contains($1) ? $0 + lengths[$1] : $0 }
    return lengths[slot] / all
  }

  /// The window of a call of a lead, its first call being number 1.
  func window(ofCall number: Int, lead: Int, assigned: Int) -> Int {
    guard outside > 0 else { return assigned }
    var draw = source.split(UInt64(lead)).split(UInt64(number))
    let u = draw.uniform()
    guard u < outside else { return assigned }
    let other = min(windows.count - 2, Int(u / outside * Double(windows.count - 1)))
    return other < assigned ? other : other + 1
  }

  /// The slot of a lead's first call in a period.
  func start(of lead: Int, window assigned: Int, in period: Int) -> Int {
    let window = window(ofCall: 1, lead: lead, assigned: assigned)
    let open = openSlots[period][window]
    guard open.count > 1 else { return open.first ?? periods[period].lowerBound }
    var draw = source.split(UInt64(lead)).split(0)
    var place = draw.uniform() * open.reduce(0) { $0 + lengths[$1] }
    for slot in open {
      place -= lengths[slot]
      if place < 0 { return slot }
    }
    return open[open.count - 1]
  }

  /// The slot of a window that comes `lag`-th after another slot; nil after the end.
  func slot(_ lag: Int, after slot: Int, window: Int) -> Int? {
    let place = until[window][slot] + lag - 1
    return place < slotsOf[window].count ? slotsOf[window][place] : nil
  }
}
