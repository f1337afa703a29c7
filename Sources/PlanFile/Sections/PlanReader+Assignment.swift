import Experiment

extension PlanReader {
  /// How units come to their variant, and the file of planned shares where one is named.
  func assignment(_ plan: Section, variants: [String]) -> (rule: AssignmentRule, sharesFile: String?) {
    let hint =
      "as in `assignment: {method: hashed, seed: spring-hook-1}`, or `{method: recorded}` where another system draws"
    guard plan.node("assignment") != nil else {
      plan.missing("assignment", expected: "the seed that the assignment is hashed with", hint: hint)
      return (AssignmentRule(seed: ""), nil)
    }
    guard let section = plan.section("assignment", table: "assignment") else { return (AssignmentRule(seed: ""), nil) }
    let method: AssignmentRule.Method? = section.value("method", .word)
    let by = section.list("by", of: .text("the name of a data column"))?.map(\.value) ?? []
    let seed = section.value("seed", .text("a seed: any text, kept for good"))
    if section.node("seed") == nil, method ?? .hashed != .recorded, section.node("method") == nil || method != nil {
      section.missing("seed", expected: "a seed: any text, kept for good", hint: hint)
    }
    let (shares, file) = shares(section, variants: variants)
    if section.node("shares") != nil, section.node("by") == nil {
      section.missing(
        "by", expected: "the columns whose values are the strata of the shares", hint: "as in `by: [wave]`")
    }
    return (AssignmentRule(method: method ?? .hashed, by: by, seed: seed ?? "", plannedShares: shares), file)
  }

  /// Planned shares by stratum: stated in the plan, or the name of their file.
  private func shares(_ section: Section, variants: [String]) -> (PlannedShares?, file: String?) {
    guard let node = section.node("shares") else { return (nil, nil) }
    if case .scalar = node { return (nil, section.value("shares", .path("a file, or shares by stratum and variant"))) }
    guard let strata = section.section("shares", table: nil) else { return (nil, nil) }
    if strata.all.isEmpty {
      section.fault(.value, "shares", read: "an empty mapping", expected: "shares by stratum and variant")
    }
    var byStratum: [String: [String: Double]] = [:]
    for stratum in strata.all {
      guard let row = Section(stratum.node, path: stratum.path, table: nil, log: log) else { continue }
      let before = log.faults.count
      var shares: [String: Double] = [:]
      for cell in row.all {
        if !variants.contains(cell.key) {
          unknownVariant(cell.key, path: cell.path, place: cell.place, known: variants)
        }
        shares[cell.key] = row.value(cell.key, .plannedShare)
      }
      for variant in variants where row.node(variant) == nil && !variant.isEmpty {
        row.missing(variant, expected: "a share for each variant", hint: "write 0 where it gets none")
      }
      guard log.faults.count == before else { continue }
      byStratum[stratum.key] = normalised(shares, in: row, variants: variants)
    }
    return (PlannedShares(byStratum: byStratum), nil)
  }

  /// Shares divided by their sum, which may differ from 1 by what rounding each to three decimals can do.
  private func normalised(_ shares: [String: Double], in row: Section, variants: [String]) -> [String: Double] {
    // Summed in the order of the plan: a sum of floating-point numbers depends on it.
    let sum = variants.reduce(0) { $0 + (shares[$1] ?? 0) }
    let tolerance = 0.0005 * Double(variants.count) + 1e-6
    guard abs(sum - 1) <= tolerance else {
      let thousandths = (sum * 1000).rounded() / 1000
      log.add(
        PlanFault(
          kind: .conflict, path: row.path, line: row.place.line, column: row.place.column,
          read: "shares that sum to \(thousandths)", expected: "shares that sum to 1",
          hint: "each may be rounded to three decimals"))
      return shares
    }
    return abs(sum - 1) < 1e-12 ? shares : shares.mapValues { $0 / sum }
  }

  /// Says that a name is not one of the variants.
  func unknownVariant(_ name: String, path: String, place: Place, known: [String]) {
    let names = known.filter { !$0.isEmpty }
    guard !names.isEmpty else { return }
    log.add(
      PlanFault(
        kind: .conflict, path: path, line: place.line, column: place.column,
        read: "the unknown variant \(PlanNode.quoted(name))", expected: Listing.oneOf(names),
        nearMiss: NearMiss.of(name, among: names)))
  }
}
