public import Decision
public import Experiment
public import Foundation

/// The agents of a test, from a CSV file: `agent_id` and the columns of the strata.
public struct AgentRoster {
  /// The agents of a file in its order, each once.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - by: Columns whose values are the strata: team, skill.
  ///   - format: How the file is written.
  /// - Throws: `CallDataError`; a roster is read whole or not at all.
  public static func read(
    _ url: URL, by: [String], format: DataSources = DataSources()
  ) throws(CallDataError) -> [RosteredAgent] {
    let file = try DelimitedFile(url.path, format: format)
    let id = try file.required("agent_id")
    var strata: [Int] = []
    for name in by { strata.append(try file.required(name)) }
    var agents: [RosteredAgent] = []
    var lines: [String: Int] = [:]
    var cursor = file.rows()
    while cursor.next() {
      let line = file.firstLine + cursor.line
      func refuse(_ column: Int, _ expected: String) -> CallDataError {
        .value(
          path: file.path, line: line, column: file.header[column], found: cursor.field(column).text,
          expected: expected)
      }
      guard cursor.fieldCount == file.header.count else {
        throw .value(
          path: file.path, line: line, column: "all", found: "\(cursor.fieldCount) fields",
          expected: "\(file.header.count), as the header has")
      }
      guard cursor.field(id).identifierFault == nil else { throw refuse(id, "the id of an agent") }
      let agent = cursor.field(id).text
      if let first = lines.updateValue(line, forKey: agent) {
        throw refuse(id, "each agent once; this one is on line \(first) already")
      }
      for column in strata where cursor.field(column).validText?.isEmpty ?? true {
        throw refuse(column, "the agent's \(file.header[column]), since agents are drawn by it")
      }
      let values = strata.map { cursor.field($0).text }
      agents.append(
        RosteredAgent(
          id: agent, stratum: values.isEmpty ? nil : values.joined(separator: StratumColumns.separator)))
    }
    return agents
  }
}

/// The variants of agents, as a CSV file: `agent_id,variant,stratum,block,place`, blocks and places from 1.
public struct AgentAssignmentFile {
  /// A row of the file.
  public struct Row: Hashable, Sendable {
    /// The agent with its stratum.
    public let agent: RosteredAgent
    /// The place of its variant in the plan.
    public let variant: Int
    /// Its block in the stratum and its place there, from 0.
    public let block: Int
    /// Its place in the block, from 0.
    public let place: Int
    /// Line of the file, from 1; 0 for one that is new.
    public let line: Int
  }

  /// Draws agents' variants: those of an earlier file keep theirs, new ones go on with the blocks of their stratum.
  public static func assign(
    _ agents: [RosteredAgent], test: TestProtocol, earlier: [Row] = []
  ) throws(AssignmentError) -> [Row] {
    var known: Set<String> = []
    var units: [String: Int] = [:]
    let size = try BlockComposition(test.variants, size: test.assignment.blockSize).size
    for row in earlier {
      known.insert(row.agent.id)
      let stratum = row.agent.stratum ?? ""
      units[stratum] = max(units[stratum] ?? 0, row.block * size + row.place + 1)
    }
    // The assigner refuses rosters without agents, or with fewer than a block.
    let new = agents.filter { !known.contains($0.id) }
    _ = try AgentAssigner(
      agents: earlier.map(\.agent) + new, variants: test.variants, blockSize: test.assignment.blockSize)
    var assigner = try BlockedAssigner(test, earlier: units)
    var rows = earlier
    for agent in new {
      let place = try assigner.next(stratum: agent.stratum ?? "")
      rows.append(Row(agent: agent, variant: place.variant, block: place.block, place: place.place, line: 0))
    }
    return rows
  }

  /// Writes agents' variants.
  public static func write(_ rows: [Row], variants: Variants, to url: URL) throws(CallDataError) {
    var writer = try DelimitedWriter(url)
    try writer.write(["agent_id", "variant", "stratum", "block", "place"])
    for row in rows {
      try writer.write([
        row.agent.id, variants.names[row.variant], row.agent.stratum ?? "", "\(row.block + 1)", "\(row.place + 1)",
      ])
    }
    try writer.finish()
  }

  /// Reads agents' variants.
  public static func read(_ url: URL, variants: Variants) throws(CallDataError) -> [Row] {
    let file = try DelimitedFile(url.path, format: DataSources())
    let columns = (
      id: try file.required("agent_id"), variant: try file.required("variant"), stratum: try file.required("stratum"),
      block: try file.required("block"), place: try file.required("place")
    )
    var rows: [Row] = []
    var cursor = file.rows()
    while cursor.next() {
      let line = file.firstLine + cursor.line
      func refuse(_ column: Int, _ expected: String) -> CallDataError {
        .value(
          path: file.path, line: line, column: file.header[column], found: cursor.field(column).text,
          expected: expected)
      }
      guard cursor.fieldCount == file.header.count else {
        throw .value(
          path: file.path, line: line, column: "all", found: "\(cursor.fieldCount) fields",
          expected: "\(file.header.count), as the header has")
      }
      guard let variant = variants.names.firstIndex(of: cursor.field(columns.variant).text) else {
        throw refuse(columns.variant, "one of " + variants.names.joined(separator: ", "))
      }
      guard let block = cursor.field(columns.block).wholeNumber(upTo: 1 << 31), block > 0 else {
        throw refuse(columns.block, "a whole number from 1")
      }
      guard let place = cursor.field(columns.place).wholeNumber(upTo: BlockComposition.largest), place > 0 else {
        throw refuse(columns.place, "a whole number from 1")
      }
      let stratum = cursor.field(columns.stratum).text
      rows.append(
        Row(
          agent: RosteredAgent(id: cursor.field(columns.id).text, stratum: stratum.isEmpty ? nil : stratum),
          variant: variant, block: block - 1, place: place - 1, line: line))
    }
    return rows
  }
}
