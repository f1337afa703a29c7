import ArgumentParser
import CallData
import Cost
import Decision
import Experiment
import Foundation
import PlanFile
import Statistics

/// Which files a reading is made from; files named here win over those of the plan.
struct DataOptions: ParsableArguments {
  /// The share of rows that may be rejected where nothing else is asked for.
  static let usualMaxRejected = "1 %"

  @Option(help: ArgumentHelp("Call log, one row a call.", valueName: "file"), completion: .file())
  var calls: String?

  @Option(help: ArgumentHelp("Opportunities, one row each.", valueName: "file"), completion: .file())
  var opportunities: String?

  @Option(help: ArgumentHelp("Sales, one row each.", valueName: "file"), completion: .file())
  var sales: String?

  @Option(
    help: ArgumentHelp(
      "Touches of other channels: lead_id,channel,touched_at; the calls are those of the phone.", valueName: "file"),
    completion: .file())
  var touches: String?

  @Option(help: ArgumentHelp("Leads with their company, time zone or strata.", valueName: "file"), completion: .file())
  var leads: String?

  @Option(
    help: ArgumentHelp(
      "Leads with their variant, or the schedule, as written by assign; what assign left beside the plan by default, "
        + "where the design needs it.", valueName: "file"), completion: .file())
  var assignments: String?

  @Option(
    help: ArgumentHelp("Which variant was really heard on each call: call_id,heard.", valueName: "file"),
    completion: .file())
  var adherence: String?

  @Option(help: ArgumentHelp("Aggregated counts instead of a call log.", valueName: "file"), completion: .file())
  var counts: String?

  @Option(
    help: ArgumentHelp("Day at whose end the reading stands; the last day in the data by default.", valueName: "date"))
  var asOf: String?

  @Option(help: ArgumentHelp("Largest share of rows that may be rejected.", valueName: "share"))
  var maxRejected = DataOptions.usualMaxRejected

  @Option(
    help: ArgumentHelp("Where rejected rows go; rejects.csv beside the plan by default.", valueName: "file"),
    completion: .file())
  var rejects: String?

  /// The options as they are written in a command; where rejects go changes no page.
  var arguments: [(name: String, value: String?)] {
    [
      ("--calls", calls), ("--opportunities", opportunities), ("--sales", sales), ("--touches", touches),
      ("--leads", leads), ("--assignments", assignments), ("--adherence", adherence), ("--counts", counts),
      ("--as-of", asOf), ("--max-rejected", maxRejected == DataOptions.usualMaxRejected ? nil : maxRejected),
    ]
  }

  /// The day of the reading, where one is asked for.
  func day() throws -> CivilDate? {
    guard let asOf else { return nil }
    do {
      return try WrittenValue.date(asOf)
    } catch {
      throw Failure(error, option: "--as-of")
    }
  }

  /// Reads the evidence for a plan; for a roll-out, whose leads are drawn anew, without the assignments of the test; for the
  /// page of the team with the list that `assign` wrote, if any, which tells how many leads are left.
  func evidence(
    for loaded: LoadedPlan, label: String, isRollout: Bool = false, isForTeam: Bool = false
  ) throws -> Evidence {
    let share: Double
    do {
      share = try WrittenValue.share(maxRejected)
    } catch {
      throw Failure(error, option: "--max-rejected")
    }
    var sources = loaded.document.data
    if sources.files[.assignments] == nil {
      sources.files[.assignments] = loaded.ownAssignments ?? (isForTeam ? loaded.writtenList : nil)
    }
    var directory = loaded.directory
    let named: [(Intake.Source.Kind, String?)] = [
      (.calls, calls), (.opportunities, opportunities), (.sales, sales), (.touches, touches), (.leads, leads),
      (.assignments, assignments), (.adherence, adherence), (.counts, counts),
    ]
    let chosen = named.compactMap { kind, file in file.map { (kind, $0) } }
    if !chosen.isEmpty {
      // Files named by options are relative to the working directory; counts and calls replace each other.
      let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
      for (kind, file) in sources.files { sources.files[kind] = URL(fileURLWithPath: file, relativeTo: directory).path }
      for (kind, file) in chosen { sources.files[kind] = URL(fileURLWithPath: file, relativeTo: here).path }
      if counts != nil, calls == nil { sources.files[.calls] = nil }
      if calls != nil, counts == nil { sources.files[.counts] = nil }
      directory = here
    }
    guard sources.files[.calls] != nil || sources.files[.counts] != nil else {
      throw Failure(
        status: 66,
        message: "No data: name a call log with --calls FILE (or aggregated counts with --counts FILE), "
          + "or list them under `data:` in \(loaded.name).")
    }
    if isRollout { sources.files[.assignments] = nil }
    let plan = loaded.plan
    let rejectsFile = rejectsFile(for: loaded, isRollout: isRollout)
    var reader = EvidenceReader(
      test: plan.test, attributionDays: plan.attributionDays,
      acceptedSources: plan.economics?.sources ?? [], currency: plan.economics?.currency,
      schedule: try loaded.schedule(), sources: sources,
      directory: directory, maxRejectedShare: share, rejectsFile: rejectsFile)
    reader.exchange = plan.economics?.exchange ?? ExchangeTable()
    reader.marginPerSale = plan.economics?.marginPerSale
    reader.attributedCall = plan.economics?.attributedCall ?? .last
    reader.touchHalfLifeDays = plan.economics?.touchHalfLifeDays ?? Economics.standardHalfLifeDays
    reader.requiresOpportunities = !isForTeam
    let asOf = try day()
    let evidence = try reading { () throws(CallDataError) in
      try reader.read(asOf: asOf, progress: Terminal.progress(label))
    }
    if evidence.intake.rejected > 0 {
      let rows = evidence.intake.sources.reduce(0) { $0 + $1.rows }
      Terminal.note(
        "\(evidence.intake.rejected) of \(rows) rows could not be used; they are in \(rejectsFile.relativePath) "
          + "with line, column and reason.")
    }
    return evidence
  }

  /// Rows of a roll-out that cannot be used go beside those of its test, so that neither overwrites the other.
  private func rejectsFile(for loaded: LoadedPlan, isRollout: Bool) -> URL {
    let file = rejects.map { URL(fileURLWithPath: $0) } ?? loaded.directory.appendingPathComponent("rejects.csv")
    guard isRollout else { return file }
    let name = file.deletingPathExtension().lastPathComponent + "-rollout"
    return file.deletingLastPathComponent().appendingPathComponent(name).appendingPathExtension(file.pathExtension)
  }
}
