import Foundation
import Synchronization

/// Groups gathered calls by lead, partition by partition, side by side.
enum LeadPhase {
  /// The leads of some partitions.
  static func summary(
    of scan: CallScan, partitions: Range<Int>, rules: LeadRules, startedAt: Int, strata: [[UInt16]],
    removed: [Set<UInt>], questions: LeadQuestions
  ) -> LeadSummary {
    let next = Atomic(partitions.lowerBound)
    let results = Mutex<[LeadSummary]>([])
    let asked = Questions(questions)
    scan.parallel { _ in
      var part = LeadPartition(scan, rules: rules, startedAt: startedAt)
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < partitions.upperBound else { break }
        part.load(scan, index, strata: strata, without: removed[index])
        part.finish(asked.questions.opportunities[index], asked.questions.sales[index], asked.questions.touches[index])
      }
      let summary = part.total()
      results.withLock { $0.append(summary) }
    }
    var total = LeadSummary()
    for result in results.withLock({ $0 }) { total.merge(result) }
    return total
  }

  /// Questions are read by several threads and written by none.
  private struct Questions: @unchecked Sendable {
    let questions: LeadQuestions

    init(_ questions: LeadQuestions) { self.questions = questions }
  }
}
