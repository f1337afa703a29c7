/// Leads as parts of companies, where these are what is counted.
extension LeadPartition {
  /// Counts a lead for its company: that of its first call.
  mutating func count(_ number: Int, _ counts: CompanyCounts) {
    let group = groups[number]
    var head = Int(group.first)
    if group.calls > 1, !group.isMixed { head = earliest(number, where: { _ in true }) ?? head }
    let first = entries[head]
    let instant = moment(head).instant
    // The cursor stands on the row of the first call.
    guard let company = companies?.company(of: first.key, cursor, &copies) else { return }
    if company.kind == .unknown { summary.unknownCompanyCalls += Int(group.calls) }
    shares.parts.append(
      CompanyShare(
        company: company, instant: instant, row: first.rowAddress, talk: counts.talk, calls: UInt32(counts.calls),
        opportunities: UInt32(counts.opportunities), heard: UInt32(counts.heard), variant: UInt16(first.variant),
        stratum: first.stratum), hash: company.key.hash)
  }
}

/// What a lead adds to its company.
struct CompanyCounts {
  let calls: Int
  let opportunities: Int
  let heard: Int
  let talk: Int
}
