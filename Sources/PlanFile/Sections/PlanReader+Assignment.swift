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
    if method == .waves, section.node("shares") == nil {
      section.missing(
        "shares", expected: "the shares of each wave: a file, or shares by wave and variant",
        hint: "as in `by: [wave], shares: {first: {pitch: 0.5, question: 0.5}}`")
    }
    let used = method ?? .hashed
    let adaptive = adaptive(section, method: used, variants: variants)
    let layer = layer(section, method: used)
    let identity = identity(section, method: used)
    return (
      AssignmentRule(
        method: used, by: by, seed: seed ?? "", plannedShares: shares, adaptive: adaptive,
        blockSize: blockSize(section, method: used), layer: layer, holdout: holdout(section, method: used),
        identity: identity.by, country: identity.country,
        slots: slots(section, method: used)), file
    )
  }

  /// Refuses a key that means something to other methods only; false where it is absent or refused.
  private func isAllowed(
    _ key: String, _ section: Section, _ method: AssignmentRule.Method, for methods: [AssignmentRule.Method]
  ) -> Bool {
    guard section.node(key) != nil else { return false }
    guard !methods.contains(method), !log.refused("assignment.method") else { return true }
    section.fault(
      .conflict, key, read: "\(key) beside method: \(method.rawValue)",
      expected: "\(key) only with \(Listing.oneOf(methods.map { "method: \($0.rawValue)" }))", hint: "delete the key")
    return false
  }

  /// The part of the leads that this test may use.
  private func layer(_ section: Section, method: AssignmentRule.Method) -> Namespace? {
    let isNamed = isAllowed("layer", section, method, for: [.hashed, .blocked, .waves])
    let name = isNamed ? section.value("layer", .text("the name that tests on the same leads share")) : nil
    guard section.node("range") != nil else {
      if name != nil {
        section.missing(
          "range", expected: "the part of the layer that this test uses, as two fractions from 0 to 1",
          hint: "as in `range: [0, 0.5]`; the other test takes `[0.5, 1]`")
      }
      return nil
    }
    guard section.node("layer") != nil else {
      section.fault(
        .conflict, "range", read: "a range without a layer", expected: "`layer: NAME` beside it",
        hint: "tests that share a layer's name and not its range exclude each other")
      return nil
    }
    let ends = section.list("range", of: .plannedShare) ?? []
    guard !log.refused("assignment.range") else { return nil }
    guard ends.count == 2, ends[0].value < ends[1].value else {
      section.fault(
        .value, "range", read: "[\(ends.map(\.read).joined(separator: ", "))]",
        expected: "two fractions from 0 to 1, the smaller one first", hint: "as in `range: [0, 0.5]`")
      return nil
    }
    return name.map { Namespace(name: $0, range: BucketRange(start: ends[0].value, end: ends[1].value)) }
  }

  private func holdout(_ section: Section, method: AssignmentRule.Method) -> Double {
    guard isAllowed("holdout", section, method, for: [.hashed]) else { return 0 }
    return section.value("holdout", .rate) ?? 0
  }

  private func blockSize(_ section: Section, method: AssignmentRule.Method) -> Int? {
    guard isAllowed("block-size", section, method, for: [.blocked, .agents]) else { return nil }
    return section.value("block-size", .whole(2...10_000, of: "units"))
  }

  private func identity(_ section: Section, method: AssignmentRule.Method) -> (by: LeadIdentity, country: String?) {
    guard isAllowed("identity", section, method, for: [.hashed, .blocked, .waves]) else {
      if section.node("country") != nil, section.node("identity") == nil {
        section.fault(
          .conflict, "country", read: "a country without `identity: phone`",
          expected: "`identity: phone` beside it", hint: "the country says how national phone numbers are read")
      }
      return (.leadID, nil)
    }
    let by: LeadIdentity = section.value("identity", .word) ?? .leadID
    return (by, section.value("country", .country))
  }

  private func slots(_ section: Section, method: AssignmentRule.Method) -> SlotRule {
    let bySlot: [AssignmentRule.Method] = [.agentsCrossOver, .switchback]
    var rule = SlotRule()
    if isAllowed("slot", section, method, for: bySlot) { rule.length = section.value("slot", .word) ?? rule.length }
    if isAllowed("wash-out", section, method, for: bySlot) { rule.washOut = section.value("wash-out", .minutes) ?? 0 }
    if isAllowed("callbacks", section, method, for: bySlot) {
      rule.callbacks = section.value("callbacks", .word) ?? rule.callbacks
    }
    return rule
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
