import Cost
import Decision
import Experiment

extension EvidenceAssembly {
  /// The source tag of a sale's opportunity, where it states one.
  func source(of sale: AttributedSale) -> String? {
    sale.opportunity.flatMap { opportunities?.opportunities[$0].source }
  }

  /// Attributed sales by day and place of their call and delay; nil without a sales file.
  func datedReceipts(_ summary: LeadSummary) -> DatedReceipts? {
    guard let sales else { return nil }
    var receipts = DatedReceipts()
    var byCall: [UInt: Receipts.Row] = [:]
    // A refund stands on the day of the sale that it takes back, after it.
    let inTime = summary.attributed.map { (sale: $0, row: sales.sales[$0.index].row) }.sorted {
      ($0.sale.daysSinceCall, -$0.row.sales, $0.sale.index) < ($1.sale.daysSinceCall, -$1.row.sales, $1.sale.index)
    }
    for (sale, row) in inTime {
      guard let call = UnsafePointer<UInt8>(bitPattern: sale.call) else { continue }
      let facts = scan.workers[0].facts(at: call).facts
      let names = scan.names(of: 0)
      receipts.add(
        DatedReceipts.Row(sale: row, after: byCall[sale.call] ?? Receipts.Row()),
        to: DatedReceipts.Key(
          variant: test.variants.names[sale.variant], day: sale.day, daysSinceCall: sale.daysSinceCall,
          window: names.window(facts.window), agent: names.agent(facts.agent), stratum: names.stratum(facts.stratum),
          isSourceAccepted: isAccepted(source(of: sale))))
      byCall[sale.call, default: Receipts.Row()] += row
    }
    return receipts
  }
}
