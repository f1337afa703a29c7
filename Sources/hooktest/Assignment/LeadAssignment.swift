import CallData
import Decision
import Experiment
import Foundation
import PlanFile

/// Leads and their variants: hashed, by blocks, by company, by wave.
struct LeadAssignment {
  private let loaded: LoadedPlan
  private let files: AssignmentFiles
  private let wave: String?
  private var test: TestProtocol { loaded.plan.test }
  private var isBlocked: Bool { test.assignment.method == .blocked }

  init(_ loaded: LoadedPlan, _ files: AssignmentFiles, wave: String?) throws {
    self.loaded = loaded
    self.files = files
    let rule = loaded.plan.test.assignment
    let wave = try wave.map { try LeadAssignment.block(of: $0, loaded) }
    self.wave = wave
    guard wave != nil || rule.method == .waves else { return }
    guard let shares = rule.plannedShares else {
      guard rule.adaptive != nil else { throw Failure(status: 65, message: "\(AssignmentError.noPlannedShares)") }
      throw Failure(
        status: 66,
        message: "\(loaded.name) has no shares yet. Write those of the first day with "
          + "`hooktest waves \(loaded.name) --append`.")
    }
    if let wave, shares.byStratum[wave] == nil {
      let error = AssignmentError.unknownStratum(wave, known: shares.byStratum.keys.sorted())
      throw Failure(status: 65, message: "--wave: \(error)")
    }
  }

  /// The name of a wave as it is typed; in an adaptive plan, of the block of days that a date belongs to.
  private static func block(of wave: String, _ loaded: LoadedPlan) throws -> String {
    let test = loaded.plan.test
    guard let adaptive = test.assignment.adaptive, let starts = test.starts else { return wave }
    let date: CivilDate
    do {
      date = try WrittenValue.date(wave)
    } catch {
      throw Failure(error, option: "--wave")
    }
    guard date >= starts, test.lastDay.map({ date <= $0 }) ?? true else {
      throw Failure(
        status: 65,
        message: "--wave \(date) lies outside the test, which goes from \(starts)"
          + (test.lastDay.map { " to \($0)." } ?? " on."))
    }
    let block = adaptive.block(of: date, starts: starts).description
    if let shares = test.assignment.plannedShares, shares.byStratum[block] == nil {
      throw Failure(
        status: 65,
        message:
          "--wave \(date): the plan has no shares for the days from \(block) on; shares of earlier days are never "
          + "carried on. Write them with `hooktest waves \(loaded.name) --append`.")
    }
    return block
  }

  /// Whether what was assigned before is kept: blocks go on behind it, and leads stay in the wave that drew them.
  private var keepsEarlier: Bool { isBlocked || test.assignment.method == .waves }

  /// Streams leads into assignments, and into lists where they are asked for.
  func write(leads: String, split: String?, maxRejected: Double) throws {
    var names = split.map { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } } ?? []
    let rejects = loaded.directory.appendingPathComponent("rejects-leads.csv")
    let stream = try reading { () throws(CallDataError) in
      try LeadAssignmentStream(
        leads: URL(fileURLWithPath: leads), format: loaded.document.data, test: test,
        // Strata of the analysis are written as they are where they are not those of the draw.
        columns: LeadAssignmentStream.drawsByStratum(test) ? [] : test.assignment.by, wave: wave,
        continuing: keepsEarlier ? files.earlier : nil, maxRejectedShare: maxRejected, rejectsFile: rejects)
    }
    let summary: LeadAssignmentStream.Summary
    if split != nil {
      try AssignmentFiles.make(files.lists)
      summary = try reading { () throws(CallDataError) in
        do throws(CallDataError) {
          return try write(stream, splitBy: names)
        } catch .missingColumn(_, "agent", _, _, _, _) {
          // Agents stand in `agent_id`, as in call logs; `agent` is what people type.
          names = names.map { $0 == "agent" ? "agent_id" : $0 }
          return try write(stream, splitBy: names)
        }
      }
    } else {
      try AssignmentFiles.make(files.assignments.deletingLastPathComponent())
      summary = try reading { () throws(CallDataError) in try stream.write(to: files.assignments) }
    }
    try tell(summary, rejects: rejects)
  }

  private func write(
    _ stream: LeadAssignmentStream, splitBy names: [String]
  ) throws(CallDataError) -> LeadAssignmentStream.Summary {
    let lists = LeadAssignmentStream.Lists(by: names) { values in
      files.lists.appendingPathComponent(values.map(fileNamePart).joined(separator: "-") + ".csv")
    }
    // Blocks and waves cannot be told again from a lead's id: what was drawn is always kept whole.
    return try stream.write(to: keepsEarlier ? files.assignments : nil, lists: lists)
  }

  private func tell(_ summary: LeadAssignmentStream.Summary, rejects: URL) throws {
    let counts = zip(test.variants.names, summary.leads).map { "\($0) \($1)" }.joined(separator: ", ")
    try Terminal.print("Assigned \(summary.leads.reduce(0, +)) leads: \(counts)\n")
    let control = test.variants.control.name
    let notes: [(count: Int, one: String, many: String)] = [
      (
        summary.known, "lead was assigned before and keeps its variant.",
        "leads were assigned before and keep their variant."
      ),
      (
        summary.heldOut, "lead is held out: it keeps \(control) and is not compared.",
        "leads are held out: they keep \(control) and are not compared."
      ),
      (
        summary.otherTests, "lead belongs to another test of the layer and was left out.",
        "leads belong to another test of the layer and were left out."
      ),
      (
        summary.duplicates, "row names a lead again; each lead is written once.",
        "rows name a lead again; each lead is written once."
      ),
      (
        summary.inTwoStrata, "of them stands in another \(strata); the first one counts.",
        "of them stand in another \(strata); the first one counts."
      ),
      (
        summary.strataBelowABlock,
        "value of \(strata) has fewer leads than one block: there shares are met only roughly.",
        "values of \(strata) have fewer leads than one block: there shares are met only roughly."
      ),
      (
        summary.rejected, "row cannot be used; it is in \(rejects.readablePath) with the reason.",
        "rows cannot be used; they are in \(rejects.readablePath) with the reason."
      ),
    ]
    for note in notes where note.count > 0 { Terminal.note("\(note.count) \(note.count == 1 ? note.one : note.many)") }
    for file in summary.files { try Terminal.print("\(URL(fileURLWithPath: file).readablePath)\n") }
  }

  private var strata: String { test.assignment.by.isEmpty ? "stratum" : test.assignment.by.joined(separator: ", ") }

  /// A value as part of a file name: letters, digits, points and underscores; anything else becomes an underscore.
  private func fileNamePart(_ value: String) -> String {
    let safe = value.map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "_" }
    return safe.isEmpty || safe.allSatisfy({ $0 == "." }) ? "none" : String(safe)
  }
}

extension LeadAssignment {
  /// The variant of one lead, with every step to it where asked for.
  func variant(of lead: String, explain: Bool) throws -> String {
    if isBlocked { return try blockedVariant(of: lead, explain: explain) }
    var unit = lead
    if test.unit == .lead, test.assignment.identity == .phone {
      do throws(PhoneNumber.Fault) {
        unit = try PhoneNumber(lead, country: test.assignment.country.flatMap(PhoneCountry.init(code:))).e164
      } catch {
        throw Failure(
          status: 65, message: "--lead \(lead): \(error). The plan knows leads by their phone number.")
      }
    }
    let assigner: HashedAssigner
    if test.assignment.plannedShares != nil {
      guard let wave else {
        throw Failure.usage("Shares differ by \(strata): name the one of the lead with --wave NAME.")
      }
      assigner = try assigning { () throws(AssignmentError) in try HashedAssigner(test, stratum: wave) }
    } else {
      assigner = HashedAssigner(test)
    }
    let trace = assigner.trace(of: unit)
    guard !explain else { return HashExplanation(trace, test).text }
    switch trace.outcome {
    case .variant: return "\(trace.variant)\n"
    case .heldOut: return "\(test.variants.control.name) (held out: not part of the test)\n"
    case .otherTest: return "none (the lead belongs to another test of the layer)\n"
    }
  }

  /// The variant of a lead that was drawn by blocks, from the file of assignments.
  private func blockedVariant(of lead: String, explain: Bool) throws -> String {
    guard let file = files.earlier else {
      throw Failure(
        status: 66,
        message:
          "\(files.assignments.readablePath): no such file. Blocks give variants by a lead's place in the list, not by "
          + "its id: assign the list first, or name the file with --continue FILE.")
    }
    guard let found = try reading({ () throws(CallDataError) in try LeadLookup.find(lead, in: file) }) else {
      throw Failure(
        status: 65,
        message: "\(file.readablePath) names no lead \(lead). Assign the list it stands in, or check the id.")
    }
    let variant = found.values["variant"] ?? ""
    guard explain else { return "\(variant)\n" }
    guard let block = found.values["block"].flatMap(Int.init), let place = found.values["place"].flatMap(Int.init),
      block > 0, place > 0
    else {
      throw Failure(
        status: 65,
        message:
          "\(file.readablePath), line \(found.line): no block and place from 1. Take the file back as `assign` wrote it."
      )
    }
    let stratum = found.values["stratum"] ?? ""
    let arms = try assigning { () throws(AssignmentError) in
      try BlockedAssigner(test).block(block - 1, stratum: stratum)
    }
    return BlockExplanation(
      unit: "Lead \(lead)", variant: variant, file: file, line: found.line, stratum: stratum, block: block,
      place: place,
      drawn: arms.map { test.variants.names[$0] }, seed: test.assignment.seed
    ).text
  }
}
