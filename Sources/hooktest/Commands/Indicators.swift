import ArgumentParser
import Cost
import Decision
import Foundation
import PlanFile
import Report

/// `hooktest indicators`
struct Indicators: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Call-to-opportunity rate, cost per opportunity and return of a campaign, and the lever to pull.",
    discussion: """
      TCO is opportunities / calls, CPQ is cost / opportunities, ROI is (revenue − cost) / cost, and margin ROI is \
      (margin − cost) / cost.

      From totals, as in the example; from a plan's data line by line with --by; or from a call log alone: --calls-file
      calls.csv --opportunities-file opportunities.csv --costs-file costs.csv.

      Example: hooktest indicators --cost 4000 --calls 10000 --opportunities 80 \\
                 --opportunity-to-sale 12.5% --sale-value 1200 --margin-per-sale 400
      Example: hooktest indicators experiments/spring-hook/plan.yaml --by week
      """)

  @Argument(
    help: "A plan whose data are explained line by line; none to calculate from totals or a call log.",
    completion: .file(extensions: ["yaml", "yml"]))
  var plan: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Total cost of the campaign.", valueName: "amount"))
  var cost: String?

  @Option(help: ArgumentHelp("Calls placed.", valueName: "number"))
  var calls: Int?

  @Option(help: ArgumentHelp("Qualified opportunities.", valueName: "number"))
  var opportunities: Int?

  @OptionGroup(title: "Data")
  var data: AccountOptions

  @Option(help: ArgumentHelp("Share of opportunities sold, as 12.5%.", valueName: "share"))
  var opportunityToSale: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Revenue of a sale.", valueName: "amount"))
  var saleValue: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Margin of a sale.", valueName: "amount"))
  var marginPerSale: String?

  @Option(help: ArgumentHelp("ISO 4217 code of the currency.", valueName: "code"))
  var currency: String = "EUR"

  @Option(help: ArgumentHelp("Wished call-to-opportunity rate.", valueName: "rate"))
  var targetTco: String?

  @Option(help: ArgumentHelp("Wished cost per opportunity.", valueName: "amount"))
  var targetCpq: String?

  @Option(help: ArgumentHelp("Wished return on revenue, as 150%.", valueName: "return"))
  var targetRoi: String?

  @OptionGroup(title: "Output")
  var output: OutputOptions

  func run() throws {
    if let plan { return try explain(plan) }
    for (option, value) in [("--calls", calls ?? 0), ("--opportunities", opportunities ?? 0)] where value < 0 {
      throw Failure.usage("\(option) is \(value); expected a whole number that is not negative.")
    }
    guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (65...90).contains($0) }) else {
      throw Failure.usage("--currency is “\(currency)”; expected three capital letters, as in EUR.")
    }
    let economics = Economics(
      currency: currency,
      opportunityToSale: try opportunityToSale.map { try Size.read("--opportunity-to-sale", $0, WrittenValue.share) },
      saleValue: try saleValue.map { try Size.read("--sale-value", $0, WrittenValue.money) },
      marginPerSale: try marginPerSale.map { try Size.read("--margin-per-sale", $0, WrittenValue.money) })
    if let value = economics.saleValue, let margin = economics.marginPerSale, margin > value {
      throw Failure.usage(
        "The margin of a sale, --margin-per-sale \(marginPerSale ?? ""), is above its revenue, --sale-value "
          + "\(saleValue ?? ""): the margin is a part of the revenue. Mend one of them, or swap them.")
    }
    let targets = Targets(
      tco: try targetTco.map { try Size.read("--target-tco", $0, WrittenValue.rate) },
      cpq: try targetCpq.map { try Size.read("--target-cpq", $0, WrittenValue.money) },
      roi: try targetRoi.map { try Size.read("--target-roi", $0, WrittenValue.multiple) })
    let total = try cost.map { try Size.read("--cost", $0, WrittenValue.money) }
    if data.callsFile != nil {
      try refuseTotals(["--calls": calls.map { "\($0)" }, "--opportunities": opportunities.map { "\($0)" }])
      let account = try data.account(economics: economics, targets: targets, cost: total)
      return try output.emit(
        AccountReport(
          account, language: output.lang.language,
          command: WrittenCommand("indicators").adding(data.arguments).adding(totals).adding(output.arguments).text))
    }
    guard let total, let opportunities else {
      throw Failure.usage(
        "Give the totals with --cost AMOUNT and --opportunities NUMBER, or name a plan, or a call log with --calls-file "
          + "FILE.")
    }
    let advice = try deciding { () throws(DecisionError) in
      try Decision.advise(
        cost: total, calls: calls, opportunities: opportunities, economics: economics, targets: targets)
    }
    try output.emit(
      IndicatorsReport(
        advice, language: output.lang.language,
        command: WrittenCommand("indicators").adding(totals).adding(output.arguments).text))
  }

  /// The account of a plan's data.
  private func explain(_ plan: String) throws {
    try refuseTotals([
      "--cost": cost, "--calls": calls.map { "\($0)" }, "--opportunities": opportunities.map { "\($0)" },
      "--opportunity-to-sale": opportunityToSale, "--sale-value": saleValue, "--margin-per-sale": marginPerSale,
    ])
    let account = try data.account(of: plan)
    try output.emit(
      AccountReport(
        account, language: output.lang.language,
        command: WrittenCommand("indicators", plan).adding(data.arguments).adding(output.arguments).text))
  }

  /// Refuses totals beside data that tell them.
  private func refuseTotals(_ totals: [String: String?]) throws {
    let given = totals.filter { $0.value != nil }.keys.sorted()
    guard given.isEmpty else {
      throw Failure.usage(
        "\(given.joined(separator: ", ")) \(given.count == 1 ? "says" : "say") what the plan or the files tell already; "
          + "leave \(given.count == 1 ? "it" : "them") out.")
    }
  }

  /// The options of totals and of an account without a plan, as they are written in a command.
  private var totals: [(name: String, value: String?)] {
    [
      ("--cost", cost), ("--calls", calls.map(String.init)), ("--opportunities", opportunities.map(String.init)),
      ("--opportunity-to-sale", opportunityToSale), ("--sale-value", saleValue),
      ("--margin-per-sale", marginPerSale), ("--currency", currency == "EUR" ? nil : currency),
      ("--target-tco", targetTco), ("--target-cpq", targetCpq), ("--target-roi", targetRoi),
    ]
  }
}

extension IndicatorsReport: OutputOptions.Page {}
extension AccountReport: OutputOptions.Page {}
