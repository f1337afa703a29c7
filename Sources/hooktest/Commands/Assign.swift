import Statistics
import PlanFile
import Cost
import ArgumentParser
import CallData
import Decision
import Experiment
import Foundation

/// `hooktest assign`
struct Assign: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Give every lead its variant.",
    discussion: """
      Streams a file of leads into a file of assignments; the same lead always gets the same variant. The first \
      assignment locks the plan. With --split, one list per combination is written for the dialer.

      Example: hooktest assign experiments/spring-hook/plan.yaml leads.csv --split agent,variant --output lists
      Example: hooktest assign experiments/spring-hook/plan.yaml --lead L000042 --explain
      """)

  @Argument(help: "The plan file.")
  var plan: String

  @Argument(help: "The file of leads, with a column lead_id.")
  var leads: String?

  @Option(
    help: ArgumentHelp(
      "File of the assignments (assignments.csv beside the plan by default); with --split, the folder of the lists.",
      valueName: "path"))
  var output: String?

  @Option(
    help: ArgumentHelp("Write one list per combination of these columns, as agent,variant.", valueName: "columns"))
  var split: String?

  @Option(help: ArgumentHelp("Print the variant of this lead only.", valueName: "id"))
  var lead: String?

  @Flag(help: "With --lead, show every step from the id to the variant.")
  var explain = false

  @Flag(help: "Do not lock the plan.")
  var noRecord = false

  func run() throws {
    let loaded = try LoadedPlan(plan)
    let test = loaded.plan.test
    guard test.assignment.method == .hashed else {
      throw Failure(
        status: 65,
        message:
          "\(loaded.name) says `assignment: {method: \(test.assignment.method.rawValue)}`: another system drew the "
          + "variants, so there is nothing to assign. Use `method: hashed` to assign here.")
    }
    let assigner = HashedAssigner(test)
    if let lead {
      try Terminal.print(explain ? explanation(assigner.trace(of: lead)) : assigner.variant(of: lead) + "\n")
      return
    }
    guard let leads else {
      throw Failure.usage("Name the file of leads, or one lead with --lead ID.")
    }
    try Recorder(loaded).verify()
    try write(URL(fileURLWithPath: leads), loaded, assigner)
    if !noRecord { try Recorder(loaded).lock() }
  }

  private func write(_ leads: URL, _ loaded: LoadedPlan, _ assigner: HashedAssigner) throws {
    let test = loaded.plan.test
    var names = split.map { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } } ?? []
    let rejects = loaded.directory.appendingPathComponent("rejects-leads.csv")
    func stream(_ names: [String]) throws(CallDataError) -> LeadAssignmentStream {
      let columns = test.assignment.by + names.filter { $0 != "variant" && !test.assignment.by.contains($0) }
      return try LeadAssignmentStream(
        leads: leads, format: loaded.document.data, columns: columns, variantNames: test.variants.names,
        rejectsFile: rejects
      ) { assigner.variantIndex(unit: $0.unit) }
    }
    let stream = try reading { () throws(CallDataError) in
      do throws(CallDataError) {
        return try stream(names)
      } catch .missingColumn(_, "agent", _, _, _) {
        // Agents stand in `agent_id`, as in call logs; `agent` is what people type.
        names = names.map { $0 == "agent" ? "agent_id" : $0 }
        return try stream(names)
      }
    }
    let summary: LeadAssignmentStream.Summary
    if split != nil {
      let folder = URL(
        fileURLWithPath: output ?? loaded.directory.appendingPathComponent("lists").path, isDirectory: true)
      try makeFolder(folder)
      summary = try reading { () throws(CallDataError) in
        try stream.write(splitBy: names) { values in
          folder.appendingPathComponent(values.map(fileNamePart).joined(separator: "-") + ".csv")
        }
      }
    } else {
      let file = output.map { URL(fileURLWithPath: $0) } ?? loaded.directory.appendingPathComponent("assignments.csv")
      try makeFolder(file.deletingLastPathComponent())
      summary = try reading { () throws(CallDataError) in try stream.write(to: file) }
    }
    let counts = zip(test.variants.names, summary.leads).map { "\($0) \($1)" }.joined(separator: ", ")
    try Terminal.print("Assigned \(summary.leads.reduce(0, +)) leads: \(counts)\n")
    if summary.duplicates > 0 {
      Terminal.note("\(summary.duplicates) rows name a lead again; each lead is written once.")
    }
    if summary.rejected > 0 {
      Terminal.note("\(summary.rejected) rows have no usable lead_id; they are in \(rejects.readablePath).")
    }
    for file in summary.files { try Terminal.print("\(URL(fileURLWithPath: file).readablePath)\n") }
  }

  private func makeFolder(_ folder: URL) throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure(
        status: 65,
        message: "\(folder.readablePath): the folder cannot be made (\(error.localizedDescription)). "
          + "Choose another place with --output.")
    }
  }

  /// A value as part of a file name: letters, digits, points and underscores; anything else becomes an underscore.
  private func fileNamePart(_ value: String) -> String {
    let safe = value.map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "_" }
    return safe.isEmpty || safe.allSatisfy({ $0 == "." }) ? "none" : String(safe)
  }

  private func explanation(_ trace: AssignmentTrace) -> String {
    let bucket = trace.bucket
    let buckets = BucketHash.version2.buckets
    var lines = [
      "Lead \(trace.unit) gets \(trace.variant). By hand:",
      "1. Join seed and id:               \(trace.seed)\(trace.unit)",
      "2. FNV-1a, 32 bits, of its bytes:  \(trace.firstHash)",
      "3. FNV-1a of those digits:         \(trace.secondHash)",
      "4. Remainder by \(buckets):           \(bucket), the fraction \(Double(bucket) / Double(buckets))",
      "5. The range that holds it:",
    ]
    for range in trace.ranges {
      let mark = range.variant == trace.variant ? "  ← here" : ""
      lines.append("   \(range.variant): from \(range.range.start) up to, not including, \(range.range.end)\(mark)")
    }
    lines.append("FNV-1a starts at 2166136261; for each byte: exclusive-or, then times 16777619, modulo 2^32.")
    return lines.joined(separator: "\n") + "\n"
  }
}
