import Cost
import Experiment

/// Finds the sale that each refund takes back.
///
/// A refund is a row of its own with a negative amount, a `sale_id` of its own or its sale's, and the opportunity or the
/// lead of the sale. It takes back the last sale of that opportunity, else of that lead, closed at or before it, of which enough is
/// left, else of which anything is left, and is attributed to the same call: it reduces the revenue of that sale, and its
/// margin by the margin it states, or in the proportion of the amounts. The one after which nothing is left cancels the
/// sale. Refunds are taken in the order in which they were closed.
enum Refunds {
  /// The sales with each refund pointing at what it takes back, and the indices of refunds that take back more than was left
  /// of it.
  static func resolved(_ sales: [Sale]) -> (sales: [Sale], excessive: [Int]) {
    let refunds = sales.indices.filter { sales[$0].amount < .zero }
    guard !refunds.isEmpty else { return (sales, []) }
    var byOpportunity: [String: [Int]] = [:]
    var byLead: [UInt64: [Int]] = [:]
    for index in sales.indices where sales[index].amount >= .zero {
      if let opportunity = sales[index].opportunityID { byOpportunity[opportunity, default: []].append(index) }
      if let lead = sales[index].lead { byLead[lead.hash, default: []].append(index) }
    }
    var resolved = sales
    var left = sales.map(\.amount)
    var excessive: [Int] = []
    for index in refunds.sorted(by: { (sales[$0].closedAt.instant, $0) < (sales[$1].closedAt.instant, $1) }) {
      let refund = sales[index]
      var candidates = refund.opportunityID.flatMap { byOpportunity[$0] } ?? []
      if candidates.isEmpty, let lead = refund.lead {
        candidates = (byLead[lead.hash] ?? []).filter { sales[$0].lead.map { $0 == lead } ?? false }
      }
      let amount = Money(micros: -refund.amount.micros)
      let last = candidates.filter { left[$0] > .zero && refund.closedAt.lastInstant >= sales[$0].closedAt.instant }
        .max {
          (left[$0] >= amount ? 1 : 0, sales[$0].closedAt.instant, $0)
            < (left[$1] >= amount ? 1 : 0, sales[$1].closedAt.instant, $1)
        }
      guard let last else { continue }
      if amount > left[last] { excessive.append(index) }
      let before = left[last]
      left[last] = before - amount
      resolved[index].refunded = Sale.Refunded(
        sales[last], at: last, left: before, isCancelled: left[last] <= .zero)
    }
    return (resolved, excessive)
  }
}

extension Sale {
  /// The sale that a refund takes back.
  struct Refunded {
    /// Index of the sale in its file.
    let index: Int
    let opportunityID: String?
    let lead: IdentifierKey?
    let closedAt: LocalMoment
    let amount: Money
    let margin: Money?
    /// What earlier refunds had left of the sale.
    let left: Money
    /// Whether nothing is left of the sale.
    let isCancelled: Bool

    init(_ sale: Sale, at index: Int, left: Money, isCancelled: Bool) {
      self.index = index
      opportunityID = sale.opportunityID
      lead = sale.lead
      closedAt = sale.closedAt
      amount = sale.amount
      margin = sale.margin
      self.left = left
      self.isCancelled = isCancelled
    }
  }

  /// Whether the row says the same as another of its id.
  func repeats(_ other: Sale) -> Bool {
    opportunityID == other.opportunityID && lead?.low == other.lead?.low && lead?.high == other.lead?.high
      && closedAt.instant == other.closedAt.instant
      && amount == other.amount && margin == other.margin
  }

  /// Whether the row takes back a sale that is not in the file.
  var isRefundWithoutSale: Bool { amount < .zero && refunded == nil }
  /// When the sale closed that counts: for a refund, the one it takes back.
  var attributedAt: LocalMoment { refunded?.closedAt ?? closedAt }
  /// The opportunity whose call is looked for.
  var attributedOpportunity: String? { opportunityID ?? refunded?.opportunityID }
  /// The lead whose call is looked for.
  var attributedLead: IdentifierKey? { lead ?? refunded?.lead }

  /// The part of its sale that a refund takes back while the sale stands, in millionths, where the sale states no margin;
  /// one that leaves nothing of it takes the sale itself, with the parts that were taken before.
  private var refundedMillionths: Int {
    guard let refunded, refunded.margin == nil, refunded.amount > .zero else { return 0 }
    func millionths(_ taken: Money) -> Int { Int((taken.units / refunded.amount.units * 1_000_000).rounded()) }
    let before = refunded.amount - refunded.left
    let after = refunded.isCancelled ? .zero : before - amount
    return millionths(after) - millionths(before)
  }

  /// What the row adds to receipts.
  var row: Receipts.Row {
    guard amount < .zero else {
      return Receipts.Row(sales: 1, revenue: amount, salesWithMargin: margin == nil ? 0 : 1, margin: margin ?? .zero)
    }
    let isWhole = refunded?.isCancelled ?? false
    let proportional = refunded.flatMap { sale in
      sale.margin.flatMap { $0.part(Money(micros: -amount.micros), of: sale.amount) }
    }
    // A refund takes its margin back, with a minus sign or without; unstated, the margin goes in the proportion of the amounts.
    // A sale that states none has none to take back: what stands in for it goes by what is kept of the sale.
    let stated = margin.map { $0 > .zero ? Money(micros: -$0.micros) : $0 }
    let own = stated ?? proportional.map { Money(micros: -$0.micros) } ?? .zero
    let taken = refunded.map { $0.margin == nil } ?? false ? .zero : own
    return Receipts.Row(
      sales: isWhole ? -1 : 0, revenue: amount, salesWithMargin: isWhole && refunded?.margin != nil ? -1 : 0,
      margin: taken, refundedMillionths: refundedMillionths)
  }
}
