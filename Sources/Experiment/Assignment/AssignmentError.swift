/// Why units cannot be assigned as a plan asks.
public enum AssignmentError: Error, Hashable, Sendable {
  /// Weights that are no small whole numbers, so that no block holds them exactly.
  case weightsNotWhole(weights: [Double], largestBlock: Int)
  /// A block size that does not hold the shares exactly.
  case blockSize(found: Int, multipleOf: Int, atMost: Int)
  /// Fewer units than one block.
  case fewerThanABlock(unit: RandomisationUnit, found: Int, block: Int)
  /// A test by slots without any: no start, no length in days, or no calling day.
  case noSlots
  /// No agent to assign.
  case noAgents
  /// An agent named twice.
  case repeatedAgent(String)
  /// A stratum for which the plan states no shares, with those it knows.
  case unknownStratum(String, known: [String])
  /// Planned shares that are wanted and not stated.
  case noPlannedShares
}

extension AssignmentError: CustomStringConvertible {
  /// What was read, what was expected, and what to do next.
  public var description: String {
    switch self {
    case .weightsNotWhole(let weights, let largest):
      "the weights \(weights.map(AssignmentError.number).joined(separator: " : ")) do not stand to each other as whole "
        + "numbers that sum to \(largest) or less, so no block of units holds them exactly. Write weights such as 1 and 2, "
        + "or use `method: hashed`, which meets any share on average."
    case .blockSize(let found, let multiple, let largest):
      "a block of \(found) does not hold the planned shares exactly. Write a multiple of \(multiple) up to \(largest) as "
        + "`block-size`, or leave it out."
    case .fewerThanABlock(let unit, let found, let block):
      "\(AssignmentError.counted(found, unit)) \(found == 1 ? "is" : "are") fewer than one block of \(block), which holds every "
        + "variant in its share. Assign more \(AssignmentError.plural(unit)) at once, or use fewer variants or simpler weights."
    case .noSlots:
      "the test has no slot: no calling day lies between its start and its end. Give the plan `starts:` and `days:`, and "
        + "check `calling: weekdays` and `closed`."
    case .noAgents: "there is no agent to assign. Give a file with a column agent_id and one row for each agent."
    case .repeatedAgent(let agent): "the agent \(agent) is named twice. Keep one row for each agent."
    case .unknownStratum(let stratum, let known):
      "the plan states no shares for the stratum \"\(stratum)\"; it knows \(AssignmentError.listed(known)). Add its shares "
        + "under `assignment: shares`, or mend the name."
    case .noPlannedShares:
      "the plan states no shares by wave. Write them under `assignment: shares`, as in "
        + "`shares: {wave 1: {pitch: 50 %, question: 50 %}}`, with `by: [wave]`."
    }
  }

  private static func plural(_ unit: RandomisationUnit) -> String {
    switch unit {
    case .lead: "leads"
    case .company: "companies"
    case .agent: "agents"
    case .slot: "slots"
    }
  }

  private static func counted(_ count: Int, _ unit: RandomisationUnit) -> String {
    "\(count) \(count == 1 ? unit.rawValue : plural(unit))"
  }

  private static func number(_ weight: Double) -> String {
    weight == weight.rounded() && weight.magnitude < 1e9 ? String(Int(weight)) : "\(weight)"
  }

  private static func listed(_ names: [String]) -> String {
    let shown = names.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
    return names.isEmpty ? "none" : names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
  }
}
