/// How an experiment assigns its units: the law under which a randomisation test runs it again.
///
/// An assignment is any value: arms by unit, the order of waves, a switchback schedule. It is either a list of equally
/// likely assignments that can be counted and gone through, or only a way to draw one, or both.
public struct Reassignment<Assignment: Sendable>: Sendable {
  /// How many equally likely assignments there are; nil when that is not known or beyond 2⁶³.
  public let count: Int?
  /// One assignment drawn at random.
  let draw: @Sendable (inout RandomSource) -> Assignment
  /// Assignment number 0, 1, … below ``count``, handed to `body` in a fixed order.
  let forEach: (@Sendable (_ body: (Assignment) -> Void) -> Void)?

  /// The experiment's own assigner, as a function of a random source. It must draw with the probabilities of the
  /// experiment and depend on nothing that was observed.
  public init(draw: @escaping @Sendable (inout RandomSource) -> Assignment) {
    count = nil
    self.draw = draw
    forEach = nil
  }

  /// A list of equally likely assignments, the actual one among them. Throws when it is empty.
  public init(all assignments: [Assignment]) throws(StatisticsError) {
    guard !assignments.isEmpty else {
      throw .tooFew(name: "assignments", count: 0, expected: "at least the one that was carried out")
    }
    count = assignments.count
    draw = { assignments[Int.random(in: 0..<assignments.count, using: &$0)] }
    forEach = { body in for assignment in assignments { body(assignment) } }
  }

  /// The same law with each assignment turned into another form: arms renumbered, a schedule laid out as a list.
  public func map<Other: Sendable>(_ transform: @escaping @Sendable (Assignment) -> Other) -> Reassignment<Other> {
    let (draw, forEach) = (draw, forEach)
    guard let forEach else { return Reassignment<Other> { transform(draw(&$0)) } }
    return Reassignment<Other>(count: count) {
      transform(draw(&$0))
    } forEach: { body in
      forEach { body(transform($0)) }
    }
  }

  init(
    count: Int?, draw: @escaping @Sendable (inout RandomSource) -> Assignment,
    forEach: @escaping @Sendable (_ body: (Assignment) -> Void) -> Void
  ) {
    self.count = count
    self.draw = draw
    self.forEach = forEach
  }
}

extension Reassignment where Assignment == [Int] {
  /// Complete randomisation with fixed arm sizes: every rearrangement of `arms` (the arm of each unit, as carried out) is
  /// equally likely. Throws when there is no unit.
  public static func complete(arms: [Int]) throws(StatisticsError) -> Reassignment {
    try blocked(arms: arms, blocks: [Int](repeating: 0, count: arms.count))
  }

  /// Randomisation with fixed arm sizes inside each block: units change arms only with units of their own block.
  ///
  /// `arms` and `blocks` hold the arm and the block of each unit. Throws when there is no unit, or for lists of unequal
  /// length.
  public static func blocked(arms: [Int], blocks: [Int]) throws(StatisticsError) -> Reassignment {
    guard !arms.isEmpty else { throw .tooFew(name: "units", count: 0, expected: "at least one") }
    guard arms.count == blocks.count else {
      throw .unequalLengths(first: "arms", firstCount: arms.count, second: "blocks", secondCount: blocks.count)
    }
    let members = Dictionary(grouping: arms.indices, by: { blocks[$0] }).sorted { $0.key < $1.key }.map(\.value)
    let counts = members.map { block in arrangements(block.map { arms[$0] }) }
    let count = counts.reduce(Int?(1)) { product, count in
      guard let product, let count else { return nil }
      let (next, overflow) = product.multipliedReportingOverflow(by: count)
      return overflow ? nil : next
    }
    return Reassignment(count: count) { source in
      var drawn = arms
      for block in members {
        let shuffled = block.map { arms[$0] }.shuffled(using: &source)
        for (unit, arm) in zip(block, shuffled) { drawn[unit] = arm }
      }
      return drawn
    } forEach: { body in
      var current = arms
      arrange(members[...], arms: arms, into: &current, body)
    }
  }

  /// Every arrangement of the first block, and for each all those of the rest.
  private static func arrange(
    _ blocks: ArraySlice<[Int]>, arms: [Int], into current: inout [Int], _ body: ([Int]) -> Void
  ) {
    guard let block = blocks.first else {
      body(current)
      return
    }
    var order = block.map { arms[$0] }.sorted()
    repeat {
      for (unit, arm) in zip(block, order) { current[unit] = arm }
      arrange(blocks.dropFirst(), arms: arms, into: &current, body)
    } while nextArrangement(&order)
  }

  /// The next arrangement in lexicographic order, each different one once (Knuth, TAOCP 7.2.1.2, algorithm L).
  private static func nextArrangement(_ order: inout [Int]) -> Bool {
    guard let pivot = order.indices.dropLast().last(where: { order[$0] < order[$0 + 1] }),
      let successor = order.indices.last(where: { order[$0] > order[pivot] })
    else { return false }
    order.swapAt(pivot, successor)
    order[(pivot + 1)...].reverse()
    return true
  }

  /// The number of different arrangements, n! over the product of the arm sizes' factorials; nil beyond 2⁶³.
  private static func arrangements(_ arms: [Int]) -> Int? {
    var (product, placed) = (1, 0)
    for size in Dictionary(grouping: arms, by: { $0 }).mapValues(\.count).values.sorted() {
      for k in 1...size {
        placed += 1
        // Whole at every step: it is a multinomial coefficient times C(placed, k).
        let (next, overflow) = product.multipliedReportingOverflow(by: placed)
        guard !overflow else { return nil }
        product = next / k
      }
    }
    return product
  }
}
