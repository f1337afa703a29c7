public import ArgumentParser
import CallData
import Cost
public import Decision
import Experiment
import Foundation
import PlanFile

/// What an account is made from: the files of a plan, or a call log and what stands beside it.
struct AccountOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Call log, one row a call, instead of totals.", valueName: "file"), completion: .file())
  var callsFile: String?

  @Option(help: ArgumentHelp("Opportunities, one row each.", valueName: "file"), completion: .file())
  var opportunitiesFile: String?

  @Option(help: ArgumentHelp("Sales, one row each.", valueName: "file"), completion: .file())
  var salesFile: String?

  @Option(
    help: ArgumentHelp("Costs: item, amount, per, variant, split, from, to, share, once.", valueName: "file"),
    completion: .file())
  var costsFile: String?

  @Option(
    help: ArgumentHelp("Aggregated counts instead of a call log; needs a plan.", valueName: "file"), completion: .file()
  )
  var countsFile: String?

  @Option(help: "variant, week, day, list, window or agent; by variant with a plan, by week without.")
  var by: AccountDivision?

  @Option(help: ArgumentHelp("Time zone of the calls where no plan says it.", valueName: "name"))
  var timezone: String?

  @Option(
    help: ArgumentHelp("Day at whose end the account stands; the last day in the data by default.", valueName: "date"))
  var asOf: String?

  @Option(help: ArgumentHelp("Largest share of rows that may be rejected.", valueName: "share"))
  var maxRejected = DataOptions.usualMaxRejected

  @Option(help: ArgumentHelp("Where rejected rows go.", valueName: "file"), completion: .file())
  var rejects: String?

  /// The account of a plan's own data; files named here win over those of the plan.
  func account(of path: String) throws -> CampaignAccount {
    let loaded = try LoadedPlan(path)
    var arguments: [String] = ["--max-rejected", maxRejected]
    for (option, value) in [
      ("--calls", callsFile), ("--opportunities", opportunitiesFile), ("--sales", salesFile),
      ("--counts", countsFile), ("--as-of", asOf), ("--rejects", rejects),
    ] {
      if let value { arguments += [option, value] }
    }
    let data = try DataOptions.parse(arguments)
    let evidence = try data.evidence(for: loaded, label: "Reading calls")
    var plan = loaded.plan
    let exchange = plan.economics?.exchange ?? ExchangeTable()
    if let items = try statedCosts(in: plan.currency, exchange, variants: plan.test.variants.names) {
      plan.ledger = Ledger(currency: plan.currency, items: items)
    }
    let day = try data.day()
    return try deciding { () throws(DecisionError) in
      try Decision.account(plan, evidence, by: by ?? .variant, asOf: day)
    }
  }

  /// The account of a call log without a plan.
  ///
  /// - Parameters:
  ///   - economics: what an opportunity is worth.
  ///   - cost: a cost of the whole campaign, besides those of the costs file.
  func account(economics: Economics, targets: Targets, cost: Money?) throws -> CampaignAccount {
    guard let callsFile else { throw Failure.usage("Name a plan, or a call log with --calls-file FILE.") }
    guard by != .variant else {
      throw Failure.usage("--by variant needs a plan, which says what the variants are.")
    }
    let name = URL(fileURLWithPath: callsFile).deletingPathExtension().lastPathComponent
    let variants: Variants
    do {
      variants = try Variants([Variant(name: "first half", role: .control), Variant(name: "second half")])
    } catch {
      throw Failure(status: 70, message: "\(error)")
    }
    var test = TestProtocol(
      name: name, timeZone: timezone ?? "UTC", assignment: AssignmentRule(seed: "campaign"), variants: variants)
    if by == .list { test.assignment.by = ["list"] }
    let share: Double
    var day: CivilDate?
    share = try Size.read("--max-rejected", maxRejected, WrittenValue.share)
    if let asOf { day = try Size.read("--as-of", asOf, WrittenValue.date) }
    var sources = DataSources()
    sources.files = [.calls: callsFile]
    sources.files[.opportunities] = opportunitiesFile
    sources.files[.sales] = salesFile
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
    var reader = EvidenceReader.campaign(
      test, attributionDays: economics.attributionDays, currency: economics.currency, sources: sources,
      directory: here, maxRejectedShare: share, rejectsFile: rejects.map { URL(fileURLWithPath: $0) })
    reader.marginPerSale = economics.marginPerSale
    let evidence = try reading { () throws(CallDataError) in
      try reader.read(asOf: day, progress: Terminal.progress("Reading calls"))
    }
    if let dates = evidence.tally.dates {
      test.starts = dates.lowerBound
      test.length = .days(dates.upperBound - dates.lowerBound + 1)
    }
    var items = try statedCosts(in: economics.currency) ?? []
    if let cost { items.insert(CostItem(item: "campaign", amount: cost), at: 0) }
    if let stranger = items.compactMap(\.variant).first {
      throw Failure(
        status: 65, message: "A cost names the variant “\(stranger)”, but without a plan there are no variants.")
    }
    let plan = Plan(
      test: test, economics: economics, ledger: Ledger(currency: economics.currency, items: items), targets: targets)
    return try deciding { () throws(DecisionError) in
      try Decision.account(plan, evidence, by: by ?? .week, asOf: day, isRandomised: false).withoutVariants
    }
  }

  /// Costs of the costs file in a currency; amounts in others are refused, unless a plan says what they are worth.
  private func statedCosts(
    in currency: String, _ exchange: ExchangeTable = ExchangeTable(), variants: [String]? = nil
  ) throws -> [CostItem]? {
    guard let costsFile else { return nil }
    return try reading { () throws(CallDataError) in
      try CostsFile.read(URL(fileURLWithPath: costsFile), currency: currency, exchange: exchange, variants: variants)
    }
  }

  /// The options as they are written in a command.
  var arguments: [(name: String, value: String?)] {
    [
      ("--calls-file", callsFile), ("--opportunities-file", opportunitiesFile), ("--sales-file", salesFile),
      ("--costs-file", costsFile), ("--counts-file", countsFile), ("--by", by?.rawValue), ("--timezone", timezone),
      ("--as-of", asOf), ("--max-rejected", maxRejected == DataOptions.usualMaxRejected ? nil : maxRejected),
    ]
  }
}

extension AccountDivision: ExpressibleByArgument {}
