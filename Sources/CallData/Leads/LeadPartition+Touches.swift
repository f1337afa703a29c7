import Experiment

/// The calls of a lead before a sale: touches of the phone.
struct CallsBeforeSale: Sendable {
  /// Index of the sale.
  let index: Int
  /// Calls at or before the sale within the attribution window, with the variant each of them counts for.
  let calls: [Call]

  struct Call: Sendable {
    let variant: Int
    let instant: Int
  }
}

extension LeadPartition {
  /// Keeps the calls of the lead that came before its sale.
  mutating func noteCalls(before question: LeadQuestions.SaleQuestion) {
    var before: [CallsBeforeSale.Call] = []
    for index in calls(of: question.lead).entries {
      let moment = moment(index)
      guard question.closedAt.isAtOrAfter(moment), question.closedAt.isWithin(rules.attributionDays, of: moment) else {
        continue
      }
      before.append(CallsBeforeSale.Call(variant: entries[index].variant, instant: moment.instant))
    }
    if !before.isEmpty { summary.callsBeforeSales.append(CallsBeforeSale(index: question.index, calls: before)) }
  }

  /// Counts the touches of leads without a call.
  mutating func noteTouches(of leads: [LeadQuestions.TouchQuestion]) {
    for question in leads where !calls(of: question.lead).isKnown { summary.touchesWithoutCall += question.touches }
  }
}
