import Experiment
import Statistics

/// Calls and opportunities of every arm by day, window and stratum, in order: what looks and blocks are made of.
struct DailyCounts {
  /// What the calls of a block have in common.
  struct Block: Hashable, Comparable {
    let date: CivilDate?
    let window: String?
    let stratum: String?

    static func < (left: Block, right: Block) -> Bool {
      if left.date != right.date { return precedes(left.date, right.date) }
      if left.window != right.window { return precedes(left.window, right.window) }
      return precedes(left.stratum, right.stratum)
    }

    private static func precedes<Value: Comparable>(_ left: Value?, _ right: Value?) -> Bool {
      guard let right else { return false }
      return left.map { $0 < right } ?? true
    }
  }

  /// The blocks in order.
  let blocks: [Block]
  private let cells: [String: [Block: CallCell]]

  init(_ mature: MatureCalls) {
    var cells: [String: [Block: CallCell]] = [:]
    for (key, cell) in mature.byDay.cells {
      let block = Block(date: key.date, window: key.window, stratum: key.stratum)
      cells[key.variant, default: [:]][block, default: CallCell()] += cell
    }
    self.cells = cells
    blocks = Set(cells.values.flatMap(\.keys)).sorted()
  }

  /// Calls of all arms up to a day.
  func calls(through date: CivilDate) -> Int {
    cells.values.joined().reduce(0) { sum, entry in
      (entry.key.date ?? date) <= date ? sum + entry.value.calls : sum
    }
  }

  /// What two arms did in a block.
  func counts(of block: Block, control: String, variant: String) throws(DecisionError) -> TwoStreamBlock {
    let first = cells[control]?[block] ?? CallCell()
    let second = cells[variant]?[block] ?? CallCell()
    for (name, cell) in [(control, first), (variant, second)] where cell.opportunities > cell.calls {
      throw .moreOpportunitiesThanCalls(variant: name, opportunities: cell.opportunities, calls: cell.calls)
    }
    return try asking { () throws(StatisticsError) in
      try TwoStreamBlock(
        controlSuccesses: first.opportunities, controlTrials: first.calls, variantSuccesses: second.opportunities,
        variantTrials: second.calls)
    }
  }
}
