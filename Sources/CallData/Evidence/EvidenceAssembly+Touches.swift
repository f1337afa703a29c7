import Cost
import Decision
import Experiment

extension EvidenceAssembly {
  /// What each channel is credited with; nil without a touches file or without sales.
  mutating func touchCredits(_ summary: LeadSummary, _ questions: LeadQuestions, until: Int) -> TouchCredits? {
    guard let touches else { return nil }
    intake.note(.touchWithoutCall, summary.touchesWithoutCall)
    intake.note(.touchAfterReading, touches.afterReading)
    intake.note(.phoneTouch, touches.phone)
    guard let sales else { return nil }
    var credits = TouchCredits(halfLifeDays: touchHalfLifeDays)
    credits.touches = touches.kept
    var calls: [Int: [CallsBeforeSale.Call]] = [:]
    for entry in summary.callsBeforeSales { calls[entry.index] = entry.calls }
    var leads: [Int: IdentifierKey] = [:]
    for question in questions.sales.joined() { leads[question.index] = question.lead }
    // What refunds take back comes off their sale, so that each sale is one sum.
    var net: [Int: Receipts.Row] = [:]
    for (index, sale) in sales.sales.enumerated() where sale.closedAt.day <= until {
      net[sale.refunded?.index ?? index, default: Receipts.Row()] += sale.row
    }
    for (index, row) in net.sorted(by: { $0.key < $1.key }) {
      let sale = sales.sales[index]
      let closedAt = sale.attributedAt
      let phone = (calls[index] ?? []).map { call in
        TouchCredits.Touch(
          channel: TouchCredits.phone, variant: test.variants.names[call.variant], instant: call.instant)
      }
      let others = (leads[index].map(touches.touches(of:)) ?? []).filter { touch in
        closedAt.isAtOrAfter(touch.at) && closedAt.isWithin(attributionDays, of: touch.at)
      }.map { TouchCredits.Touch(channel: touches.channels[$0.channel], instant: $0.at.instant) }
      credits.credit(row, to: phone + others, closedAt: closedAt.lastInstant)
    }
    return credits
  }
}
