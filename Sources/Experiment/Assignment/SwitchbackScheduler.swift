public import Statistics

/// Draws which variant is in use in which slot, for a whole team whose dialer loads one script at a time.
///
/// Every variant meets each weekday and part of the day equally often where the number of weeks allows, each week holds the
/// planned shares as nearly as whole slots can, and so does the whole test; among the orders that do so, one is drawn
/// (``SlotSchedule`` says how it is found again). The same law serves the randomisation test: two weeks of ten half-days and
/// two scripts have 252 orders, so that the smallest two-sided p is 2/252 = 0.8 %.
///
/// Switchbacks compare times, not leads: what a script does to a lead that is called again in another slot must be settled
/// by the plan, and a change during the test that coincides with a week is not told apart from chance by few slots
/// (Bojinov, Simchi-Levi & Zhao 2023).
public struct SwitchbackScheduler: Hashable, Sendable {
  /// Orders that are all listed at most; beyond, they are drawn.
  public static let largestList = 200_000

  /// The slots, in time.
  public var slots: [Slot] { stretches.flatMap(\.slots) }
  private let stretches: [SlotArrangement]

  /// A scheduler for slots.
  ///
  /// - Parameters:
  ///   - slots: The slots, in any order; one named twice counts once.
  ///   - variants: The variants; their weights are the shares of the slots.
  /// - Throws: that there are no slots, fewer than one block, or weights that are no small whole numbers.
  public init(slots: [Slot], variants: Variants) throws(AssignmentError) {
    try self.init(stretches: [slots], variants: variants)
  }

  /// A scheduler for a plan. Slots that an extension of the test added are balanced apart, so that the schedule of those
  /// before stays what it was.
  ///
  /// - Throws: that the plan has no slots, fewer than one block, or weights that are no small whole numbers.
  public init(_ test: TestProtocol) throws(AssignmentError) {
    try self.init(stretches: Self.stretches(of: test), variants: test.variants)
  }

  private init(stretches: [[Slot]], variants: Variants) throws(AssignmentError) {
    let composition = try BlockComposition(variants)
    self.stretches = try Self.arrangements(stretches, composition, composition)
  }

  /// Balanced orders of each stretch of slots; the first one must hold a block.
  static func arrangements(
    _ stretches: [[Slot]], _ composition: BlockComposition, _ needed: BlockComposition
  ) throws(AssignmentError) -> [SlotArrangement] {
    let stretches = stretches.map { Set($0).sorted() }.filter { !$0.isEmpty }
    guard let first = stretches.first else { throw .noSlots }
    guard first.count >= needed.size else {
      throw .fewerThanABlock(unit: .slot, found: first.count, block: needed.size)
    }
    return stretches.map { SlotArrangement($0, composition) }
  }

  /// The slots of a test as it was planned, and those of each extension.
  static func stretches(of test: TestProtocol) -> [[Slot]] {
    var stretches: [[Slot]] = []
    var known: Set<Slot> = []
    for length in test.extensions.map(\.before) + [test.length] {
      var shorter = test
      shorter.length = length
      let slots = SlotCalendar.slots(of: shorter).filter { !known.contains($0) }
      known.formUnion(slots)
      stretches.append(slots)
    }
    return stretches
  }

  /// The place in the plan of the variant of each slot, drawn anew.
  public func draw(_ source: inout RandomSource) -> [Int] {
    stretches.flatMap { $0.draw(&source) }
  }

  /// The schedule of a seed, the same for good.
  public func schedule(seed: String) -> SlotSchedule {
    let arms = stretches.enumerated().flatMap { number, stretch in
      var source = RandomSource(words: ["slots", seed, "\(number)"])
      return stretch.draw(&source)
    }
    return SlotSchedule(slots: slots, rows: [SlotSchedule.Row(arms: arms)])
  }

  /// All orders the schedule could have had, each equally likely; nil where there are more than ``largestList``.
  ///
  /// An order stands in the list more than once where it is likelier: a last block that the end of the test cuts short can
  /// come about in several ways.
  public func all() -> [[Int]]? {
    var all: [[Int]] = [[]]
    for stretch in stretches {
      guard let own = stretch.all(limit: Self.largestList), own.count * all.count <= Self.largestList else {
        return nil
      }
      all = all.flatMap { before in own.map { before + $0 } }
    }
    return all
  }

  /// The smallest p that the randomisation test of this schedule can give, whatever is seen; nil where the orders are too
  /// many to be listed, and it is far below any level.
  ///
  /// Of a two-sided test of two scripts with equal shares, an order and its mirror image are as extreme as each other.
  public func smallestPValue(isTwoSided: Bool) -> Double? {
    guard let orders = all(), let arms = orders.first else { return nil }
    let counts = Dictionary(grouping: arms) { $0 }.mapValues(\.count)
    let isMirrored = counts.count == 2 && Set(counts.values).count == 1
    return Double(isTwoSided && isMirrored ? 2 : 1) / Double(orders.count)
  }

  /// The law under which a randomisation test runs the schedule again: all orders where they can be listed.
  public func reassignment() throws(StatisticsError) -> Reassignment<[Int]> {
    if let all = all() { return try Reassignment(all: all) }
    return Reassignment { draw(&$0) }
  }
}
