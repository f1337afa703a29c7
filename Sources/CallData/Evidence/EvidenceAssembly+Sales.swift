import Cost
import Decision
import Experiment

extension EvidenceAssembly {
  /// Attributed sales by day of their call and delay; nil without a sales file.
  func datedReceipts(_ summary: LeadSummary) -> DatedReceipts? {
    guard let sales else { return nil }
    var receipts = DatedReceipts()
    var sold: Set<UInt> = []
    let inTime = summary.attributed.sorted {
      ($0.daysSinceCall, $0.index) < ($1.daysSinceCall, $1.index)
    }
    for sale in inTime {
      receipts.add(
        DatedReceipts.Row(sale: sales.sales[sale.index].row, isFirst: sold.insert(sale.call).inserted),
        to: DatedReceipts.Key(
          variant: test.variants.names[sale.variant], day: sale.day, daysSinceCall: sale.daysSinceCall))
    }
    return receipts
  }
}
