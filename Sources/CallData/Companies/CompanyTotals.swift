import Experiment
import Synchronization

/// What one lead adds to its company.
struct CompanyShare: BitwiseCopyable {
  let company: CompanyKey
  /// When the lead was first called, and the row of that call.
  let instant: Int
  let row: UInt
  /// Total of its mature calls, in seconds.
  let talk: Int
  /// Mature calls, opportunities among them, and those in which a challenger was heard.
  let calls: UInt32
  let opportunities: UInt32
  let heard: UInt32
  let variant: UInt16
  let stratum: UInt16
}

/// The shares of leads in their companies, by company.
final class CompanyShares: @unchecked Sendable {
  var parts = Partitions<CompanyShare>(expecting: 0)
}

/// Adds leads up to companies, partition by partition, side by side.
enum CompanyTotals {
  /// Puts the companies into the lead table and the units of a summary.
  static func add(_ shares: [CompanyShares], to summary: inout LeadSummary, _ scan: CallScan) {
    guard !shares.isEmpty else { return }
    let next = Atomic(0)
    let results = Mutex<[LeadSummary]>([])
    scan.parallel { _ in
      var table = LeadCounts()
      var units = LeadCounts()
      var mixed = 0
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < Partition.count else { break }
        var part = CompanyPartition()
        for share in shares { for element in share.parts.elements(of: index) { part.add(element) } }
        mixed += part.count(&table, &units)
      }
      var result = LeadSummary()
      table.visit { result.table[$0] = $1 }
      units.visit { result.units[$0] = $1.leads }
      result.mixedCompanies = mixed
      let found = result
      results.withLock { $0.append(found) }
    }
    for result in results.withLock({ $0 }) { summary.merge(result) }
  }
}

/// The companies of one partition.
private struct CompanyPartition: ~Copyable {
  private struct Total: BitwiseCopyable {
    var share: CompanyShare
    var calls: Int
    var opportunities: Int
    var heard: Int
    var talk: Int
    /// The part of the same company with another variant, -1 for none.
    var next = -1
  }

  /// First total of each company; leads that are companies of their own are apart.
  private var named = KeyedTable<Int>()
  private var own = KeyedTable<Int>()
  private var totals = Buffer<Total>()

  init() {}

  mutating func add(_ share: CompanyShare) {
    let key = share.company.key
    let isNamed = share.company.kind == .named
    guard let place = isNamed ? named.index(of: key) : own.index(of: key) else {
      if isNamed { named.add(key, totals.count) } else { own.add(key, totals.count) }
      append(share)
      return
    }
    var index = isNamed ? named[place] : own[place]
    while totals[index].share.variant != share.variant {
      guard totals[index].next >= 0 else {
        totals[index].next = totals.count
        append(share)
        return
      }
      index = totals[index].next
    }
    var total = totals[index]
    if (share.instant, share.row) < (total.share.instant, total.share.row) { total.share = share }
    total.calls += Int(share.calls)
    total.opportunities += Int(share.opportunities)
    total.heard += Int(share.heard)
    total.talk += share.talk
    totals[index] = total
  }

  private mutating func append(_ share: CompanyShare) {
    totals.append(
      Total(
        share: share, calls: Int(share.calls), opportunities: Int(share.opportunities), heard: Int(share.heard),
        talk: share.talk))
  }

  /// Counts the companies; returns how many have leads of several variants.
  func count(_ table: inout LeadCounts, _ units: inout LeadCounts) -> Int {
    for total in totals.elements {
      let variant = Int(total.share.variant)
      let stratum = Int(total.share.stratum)
      units.add(variant: variant, stratum: stratum, calls: 0, opportunities: 0, heard: 0, talk: 0)
      guard total.calls > 0 else { continue }
      table.add(
        variant: variant, stratum: stratum, calls: total.calls, opportunities: total.opportunities, heard: total.heard,
        talk: min(total.talk, 10_000_000))
    }
    return (0..<named.count).count { totals[named[$0]].next >= 0 }
  }
}
