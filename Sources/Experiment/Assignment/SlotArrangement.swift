import Statistics

/// The orders of variants over a stretch of slots that are balanced: what a switchback draws from.
///
/// A cell is a weekday and part of the day, as Monday morning. The slots are cut into permuted blocks, each holding every
/// variant in its share: first the occurrences of each cell, in time, then the occurrences that are left over, pooled in
/// time. The last block may be cut short by the end of the test. Of the orders that come about so, those are kept in
/// which every variant's number of slots in each week, and in each cell, is its share of them rounded down or up; where
/// none is, the bounds of weeks and then of cells are widened by whole slots until some are. The rule looks at dates
/// alone. All orders of the blocks are equally likely, so are those that are kept.
struct SlotArrangement: Hashable, Sendable {
  /// Orders tried to see whether bounds can be kept.
  private static let trials = 20_000
  /// Orders of the blocks that are gone through at most to list those that are kept.
  private static let candidates = 2_000_000

  /// Slots in a group, a cell or a week, and how often each variant may come in it.
  private struct Bounds: Hashable, Sendable {
    var lower: [Int]
    var upper: [Int]
  }

  let slots: [Slot]
  private let composition: BlockComposition
  private let variants: Int
  /// The slots of each block, in time; the last may be shorter than a block.
  private let blocks: [[Int]]
  /// Block and place in it of each slot.
  private let blockOf: [Int]
  private let placeOf: [Int]
  /// Cell and week of each slot; weeks are numbered behind the cells.
  private let cellOf: [Int]
  private let weekOf: [Int]
  private var bounds: Bounds
  /// An order that is kept.
  private var example: [Int]

  init(_ slots: [Slot], _ composition: BlockComposition) {
    self.slots = slots
    self.composition = composition
    variants = composition.counts.count
    let cells = Self.numbers(slots.map { $0.date.weekday.number * 1000 + $0.part })
    let weeks = Self.numbers(slots.map { Self.week(of: $0.date) })
    let cellCount = (cells.max() ?? -1) + 1
    cellOf = cells
    weekOf = weeks.map { $0 + cellCount }
    blocks = Self.blocks(cells: cells, size: composition.size)
    var blockOf = [Int](repeating: 0, count: slots.count)
    var placeOf = blockOf
    for (number, block) in blocks.enumerated() {
      for (place, slot) in block.enumerated() { (blockOf[slot], placeOf[slot]) = (number, place) }
    }
    self.blockOf = blockOf
    self.placeOf = placeOf
    bounds = Bounds(lower: [], upper: [])
    example = []
    settle(groups: cellCount + (weeks.max() ?? -1) + 1, cells: cellCount)
  }

  /// Monday's number of the week of a date.
  static func week(of date: CivilDate) -> Int { date.dayNumber - (date.weekday.number - 1) }

  /// Small numbers, from 0, of values in ascending order.
  private static func numbers(_ values: [Int]) -> [Int] {
    let places = Dictionary(uniqueKeysWithValues: Set(values).sorted().enumerated().map { ($1, $0) })
    return values.map { places[$0] ?? 0 }
  }

  private static func blocks(cells: [Int], size: Int) -> [[Int]] {
    var blocks: [[Int]] = []
    var left: [Int] = []
    for (_, members) in Dictionary(grouping: cells.indices, by: { cells[$0] }).sorted(by: { $0.key < $1.key }) {
      let whole = members.count / size * size
      for start in stride(from: 0, to: whole, by: size) { blocks.append(Array(members[start..<start + size])) }
      left += members[whole...]
    }
    left.sort()
    for start in stride(from: 0, to: left.count, by: size) {
      blocks.append(Array(left[start..<min(start + size, left.count)]))
    }
    return blocks
  }

  /// Finds the narrowest bounds that some order keeps.
  private mutating func settle(groups: Int, cells: Int) {
    let sizes = (cellOf + weekOf).reduce(into: [Int](repeating: 0, count: groups)) { $0[$1] += 1 }
    var slack = (cells: 0, weeks: 0)
    let largest = slots.count
    while true {
      bounds = Bounds(lower: [], upper: [])
      for (group, size) in sizes.enumerated() {
        let allowed = group < cells ? slack.cells : slack.weeks
        for count in composition.counts {
          // In whole numbers: size × count / block, rounded down and up.
          let share = size * count
          bounds.lower.append(max(0, share / composition.size - allowed))
          bounds.upper.append((share + composition.size - 1) / composition.size + allowed)
        }
      }
      // A stream of its own, the same for every seed: the rule is part of the design, not of the draw.
      var source = RandomSource(words: ["balance of slots"])
      for _ in 0..<Self.trials {
        if let order = attempt(&source) {
          example = order
          return
        }
      }
      slack.weeks += 1
      if slack.weeks > 3, slack.cells < largest { slack = (slack.cells + 1, 0) }
    }
  }

  /// An order drawn from those that are kept.
  func draw(_ source: inout RandomSource) -> [Int] {
    // At least one in some ten thousands is kept; that none of so many is does not come about.
    for _ in 0..<Self.trials * 1000 {
      if let order = attempt(&source) { return order }
    }
    return example
  }

  /// An order of the blocks, drawn slot by slot; nil as soon as it leaves the bounds.
  private func attempt(_ source: inout RandomSource) -> [Int]? {
    let size = composition.size
    var drawn = [Int](repeating: -1, count: blocks.count * size)
    var counts = [Int](repeating: 0, count: bounds.upper.count)
    var order = [Int](repeating: 0, count: slots.count)
    for slot in slots.indices {
      let start = blockOf[slot] * size
      if drawn[start] < 0 {
        var arms = composition.arms
        source.permute(&arms)
        for (place, arm) in arms.enumerated() { drawn[start + place] = arm }
      }
      let arm = drawn[start + placeOf[slot]]
      guard take(arm, slot, &counts) else { return nil }
      order[slot] = arm
    }
    for index in counts.indices where counts[index] < bounds.lower[index] { return nil }
    return order
  }

  /// Counts a variant in a slot; false where its cell or week has too many of it.
  private func take(_ arm: Int, _ slot: Int, _ counts: inout [Int]) -> Bool {
    let cell = cellOf[slot] * variants + arm
    let week = weekOf[slot] * variants + arm
    counts[cell] += 1
    counts[week] += 1
    return counts[cell] <= bounds.upper[cell] && counts[week] <= bounds.upper[week]
  }

  /// All orders that are kept, each as often as it is likely; nil where there are more than a limit.
  func all(limit: Int) -> [[Int]]? {
    let permutations = Self.permutations(of: composition, atMost: Self.candidates)
    guard let permutations else { return nil }
    var candidates = 1
    for _ in blocks {
      let (product, overflow) = candidates.multipliedReportingOverflow(by: permutations.count)
      guard !overflow, product <= Self.candidates else { return nil }
      candidates = product
    }
    var kept: [[Int]] = []
    var order = [Int](repeating: 0, count: slots.count)
    var counts = [Int](repeating: 0, count: bounds.upper.count)
    extend(from: 0, permutations, &order, &counts, &kept, limit: limit)
    return kept.count > limit ? nil : kept
  }

  private func extend(
    from block: Int, _ permutations: [[Int]], _ order: inout [Int], _ counts: inout [Int], _ kept: inout [[Int]],
    limit: Int
  ) {
    guard kept.count <= limit else { return }
    guard block < blocks.count else {
      for index in counts.indices where counts[index] < bounds.lower[index] { return }
      kept.append(order)
      return
    }
    for arms in permutations {
      let before = counts
      var isKept = true
      // The arms of a block that is cut short stand for slots after the end.
      for (slot, arm) in zip(blocks[block], arms) where isKept {
        order[slot] = arm
        isKept = take(arm, slot, &counts)
      }
      if isKept { extend(from: block + 1, permutations, &order, &counts, &kept, limit: limit) }
      counts = before
    }
  }

  /// The different orders of a block; nil where there are more than `limit`.
  private static func permutations(of composition: BlockComposition, atMost limit: Int) -> [[Int]]? {
    var all: [[Int]] = []
    var left = composition.counts
    var order: [Int] = []
    func extend() -> Bool {
      guard order.count < composition.size else {
        all.append(order)
        return all.count <= limit
      }
      for arm in left.indices where left[arm] > 0 {
        left[arm] -= 1
        order.append(arm)
        let fits = extend()
        order.removeLast()
        left[arm] += 1
        guard fits else { return false }
      }
      return true
    }
    return extend() ? all : nil
  }
}
