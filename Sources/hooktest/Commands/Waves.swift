import ArgumentParser
import CallData
import Decision
import Experiment
import Foundation
import PlanFile
import Report

/// `hooktest waves`
struct Waves: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shares of the next wave of an adaptive test.",
    discussion: """
      For tests whose shares follow results from wave to wave: the share of each variant in every wave, beside what the \
      plan's rule makes of the results before it, and the shares of the next wave. A plan with `assignment: {adaptive: …}` \
      has a wave for each day, or block of days: --append writes the next one's shares behind those of its file, and \
      `hooktest assign PLAN LEADS --wave DATE` draws by them. Nothing is written without --append, and nothing that stands \
      in the file is ever changed. Plans without that key follow exploration sampling, which looks for the best of several \
      scripts (with two, each always gets half); write the shares into the plan yourself.

      Example: hooktest waves experiments/odisha-2019/plan.yaml
      """)

  @Argument(help: "The plan file.", completion: .file(extensions: ["yaml", "yml"]))
  var plan: String

  @Option(
    help: ArgumentHelp(
      "Least share of every variant, where the plan states no rule (0 % by default).", valueName: "share"))
  var floor: String?

  @Flag(help: "Write the next shares of an adaptive plan into its file.")
  var append = false

  @OptionGroup(title: "Data")
  var data: DataOptions

  @OptionGroup(title: "Output")
  var output: OutputOptions

  func run() throws {
    let loaded = try LoadedPlan(plan)
    let adaptive = loaded.plan.test.assignment.adaptive
    let least = try leastShare(loaded)
    if append, adaptive == nil {
      throw Failure(
        status: 65,
        message: "--append: \(loaded.name) has no `assignment: {adaptive: …}`, so no rule says which shares come next.")
    }
    // Without shares nothing was assigned yet: the first ones rest on no result.
    let isFirst = adaptive != nil && loaded.plan.test.assignment.plannedShares == nil
    let evidence = isFirst ? Evidence(tally: Tally()) : try data.evidence(for: loaded, label: "Reading calls")
    let day = try data.day()
    let waves = try deciding { () throws(DecisionError) in
      try Decision.waves(loaded.plan, evidence, floor: least, asOf: day)
    }
    try output.emit(
      WavesReport(
        waves, experiment: loaded.plan.test.name, adaptive: adaptive, language: output.lang.language,
        command: WrittenCommand("waves", loaded.name).adding([("--floor", floor)]).adding(data.arguments)
          .adding(output.arguments).text))
    if append, let adaptive { try add(waves, adaptive, knownOn: day ?? evidence.lastDay, to: loaded) }
  }

  private func leastShare(_ loaded: LoadedPlan) throws -> Double {
    guard let floor else { return 0 }
    if let adaptive = loaded.plan.test.assignment.adaptive {
      throw Failure(
        status: 65,
        message:
          "--floor: \(loaded.name) states a floor of \(adaptive.floor) under `assignment: {adaptive: …}`. Leave the "
          + "option out.")
    }
    do {
      return try WrittenValue.share(floor)
    } catch {
      throw Failure(error, option: "--floor")
    }
  }

  /// Adds the next shares to the plan's file, and records them where the plan is locked.
  private func add(
    _ waves: [WaveShares], _ adaptive: AdaptiveShares, knownOn last: CivilDate?, to loaded: LoadedPlan
  ) throws {
    let test = loaded.plan.test
    guard let next = waves.last, next.wave == nil, let day = next.firstDay, let file = loaded.document.sharesFile else {
      throw Failure(status: 65, message: "--append: the test has no day left whose shares could follow these results.")
    }
    let url = loaded.directory.appendingPathComponent(file)
    try refuseSettled(day, loaded, shares: url)
    if let through = adaptive.knownThrough(block: day, of: test) {
      // The results of the last calling day before the block must be in.
      let needed = through + (test.goal.within ?? 0)
      if let last, last < needed {
        throw Failure(
          status: 65,
          message:
            "--append: the shares from \(day) on rest on results up to \(needed), and the data are read on \(last). Export "
            + "calls and opportunities again on \(needed), or name the day with --as-of.")
      }
    }
    try Recorder(loaded).verify()
    let counts = try deciding { () throws(DecisionError) in try next.tenThousandths() }
    try reading { () throws(CallDataError) in
      try SharesFile.append(
        zip(test.variants.names, counts).map { ($0, $1) }, stratum: day.description, to: url)
    }
    try Recorder(try LoadedPlan(plan)).revise()
    Terminal.note(
      "Wrote the shares from \(day) on to \(url.readablePath). Assign that day's leads with "
        + "`hooktest assign \(loaded.name) LEADS --wave \(day)`.")
  }

  /// Refuses days that have shares, or leads, already.
  private func refuseSettled(_ day: CivilDate, _ loaded: LoadedPlan, shares: URL) throws {
    if loaded.plan.test.assignment.plannedShares?.byStratum[day.description] != nil {
      throw Failure(
        status: 65,
        message:
          "--append: \(shares.readablePath) has the shares from \(day) on already, and shares that were written are "
          + "never changed.")
    }
    let assignments = loaded.directory.appendingPathComponent("assignments.csv")
    guard FileManager.default.fileExists(atPath: assignments.path) else { return }
    let isAssigned = try reading { () throws(CallDataError) in
      try SharesFile.isAssigned(day.description, in: assignments)
    }
    if isAssigned {
      throw Failure(
        status: 65,
        message:
          "--append: \(assignments.readablePath) names leads that were assigned for \(day), by shares that stand no "
          + "longer in \(shares.readablePath). Take that file back as it was.")
    }
  }
}

extension WavesReport: OutputOptions.Page {}
