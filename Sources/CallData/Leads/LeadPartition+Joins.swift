import Cost
import Experiment

/// Opportunities and sales by the call that they belong to.
extension LeadPartition {
  mutating func join(_ question: LeadQuestions.OpportunityQuestion, _ entryOf: inout [Int: Int]) {
    let lead = calls(of: question.lead)
    var calls = lead.entries
    if let row = question.row { calls = calls.filter { entries[$0].rowAddress == row } }
    guard !calls.isEmpty else {
      if lead.isKnown && rules.goesBySlot {
        summary.findings.append((.inWashOut, 1))
      } else {
        summary.unmatched.append(question.lead)
      }
      return
    }
    guard let (index, moment) = call(.last, of: calls, notAfter: question.qualifiedAt) else {
      summary.findings.append((.beforeCall, 1))
      return
    }
    entryOf[question.index] = index
    var entry = entries[index]
    guard !entry.isJoined, let row = entry.row else {
      summary.findings.append((.repeated, 1))
      return
    }
    let isLate = rules.within.map { !question.qualifiedAt.isWithin($0, of: moment) } ?? false
    entry.isJoined = true
    if !rules.isQualifiedStated, !isLate { entry.isQualified = true }
    entries[index] = entry
    let joined = JoinedOpportunity(
      index: question.index, row: row, moment: moment, variant: entry.variant, lead: place(of: lead.group),
      isLate: isLate)
    opportunities[index] = joined
    summary.joined.append(joined)
  }

  mutating func attribute(_ question: LeadQuestions.SaleQuestion, _ entryOf: [Int: Int]) {
    let calls = calls(of: question.lead).entries
    var found: (index: Int, moment: LocalMoment)?
    if let opportunity = question.opportunity, let index = entryOf[opportunity] {
      found = call(.last, of: [index], notAfter: question.closedAt)
    }
    if found == nil {
      found = call(.last, of: calls, notAfter: question.closedAt)
      if found == nil, !calls.isEmpty { summary.salesBeforeCall.append(question.index) }
    }
    guard var (index, moment) = found else { return }
    // The opportunity, whose source tag says whether the sale is revenue, is that of the last call under either rule.
    let opportunity = question.opportunity ?? opportunities[index]?.index
    if rules.attributedCall == .first,
      let opened = call(.first, of: calls, notAfter: question.closedAt, within: rules.attributionDays)
    {
      (index, moment) = opened
    }
    let days = question.closedAt.day - moment.day
    guard days >= 0, days <= rules.attributionDays else { return }
    summary.attributed.append(
      AttributedSale(
        index: question.index, variant: entries[index].variant, daysSinceCall: days, day: moment.day,
        call: entries[index].rowAddress,
        opportunity: opportunity))
  }

  /// The first or the last of some calls at or before a moment, at most so many days before it; rows of one instant in the
  /// order of the file.
  private mutating func call(
    _ end: AttributedCall, of calls: [Int], notAfter limit: LocalMoment, within days: Int = .max
  ) -> (index: Int, moment: LocalMoment)? {
    var best: (index: Int, moment: LocalMoment, row: UInt)?
    for index in calls {
      let (moment, row) = (moment(index), entries[index].rowAddress)
      guard limit.isAtOrAfter(moment), limit.day - moment.day <= days else { continue }
      let isBetter =
        best.map { best in
          let (own, other) = ((moment.instant, row), (best.moment.instant, best.row))
          return end == .last ? other < own : own < other
        } ?? true
      if isBetter { best = (index, moment, row) }
    }
    return best.map { ($0.index, $0.moment) }
  }
}
