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

      Example: hooktest indicators --cost 4000 --calls 10000 --opportunities 80 \\
                 --opportunity-to-sale 12.5% --sale-value 1200 --margin-per-sale 400
      """)

  @Option(help: ArgumentHelp("Total cost of the campaign.", valueName: "amount"))
  var cost: String

  @Option(help: ArgumentHelp("Calls placed.", valueName: "number"))
  var calls: Int?

  @Option(help: ArgumentHelp("Qualified opportunities.", valueName: "number"))
  var opportunities: Int

  @Option(help: ArgumentHelp("Share of opportunities sold, as 12.5%.", valueName: "share"))
  var opportunityToSale: String?

  @Option(help: ArgumentHelp("Revenue of a sale.", valueName: "amount"))
  var saleValue: String?

  @Option(help: ArgumentHelp("Margin of a sale.", valueName: "amount"))
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
    for (option, value) in [("--calls", calls ?? 0), ("--opportunities", opportunities)] where value < 0 {
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
    let targets = Targets(
      tco: try targetTco.map { try Size.read("--target-tco", $0, WrittenValue.rate) },
      cpq: try targetCpq.map { try Size.read("--target-cpq", $0, WrittenValue.money) },
      roi: try targetRoi.map { try Size.read("--target-roi", $0, WrittenValue.multiple) })
    let total = try Size.read("--cost", cost, WrittenValue.money)
    let advice = try deciding { () throws(DecisionError) in
      try Decision.advise(
        cost: total, calls: calls, opportunities: opportunities, economics: economics, targets: targets)
    }
    try output.emit(IndicatorsReport(advice, language: output.lang.language))
  }
}

extension IndicatorsReport: OutputOptions.Page {}
