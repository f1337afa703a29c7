import Cost
import Decision

extension English {
  func lengths(_ lengths: TestLengths) -> String {
    guard let best = lengths.lengths.first(where: { $0.kind == .profit }) else { return "" }
    let horizon = "over \(numbers.integer(lengths.horizon)) calls"
    let start: String
    if best.total == 0 {
      start =
        lengths.leader == lengths.variants.first
        ? "No test earns what it costs \(horizon): keep \(lengths.leader) without one"
        : "No test earns what it costs \(horizon): roll out \(lengths.leader), whose calls are cheap enough, without one"
    } else {
      start = "\(calls(best, lengths)) earn most: about \(numbers.roughMoney(best.gain)) \(horizon)"
    }
    guard let classical = lengths.lengths.first(where: { $0.kind == .classical }) else {
      return start
        + (lengths.classicalBeyond.map {
          "; the classical test takes \(numbers.integer($0)), and leaves nothing to roll out."
        }
          ?? ".")
    }
    let size = numbers.integer(lengths.hasEqualShares ? classical.perArm : classical.total)
    let earns =
      classical.gain < 0
      ? "loses \(numbers.roughMoney(-classical.gain))" : "earns \(numbers.roughMoney(classical.gain))"
    return start + "; the classical test of \(size) \(earns), and errs in "
      + "\(numbers.percent(classical.errorRate, places: 0)) instead of \(numbers.percent(best.errorRate, places: 0)) of "
      + "such tests."
  }

  private func calls(_ length: TestLengths.Length, _ lengths: TestLengths) -> String {
    lengths.hasEqualShares
      ? "\(numbers.integer(length.perArm)) calls per script"
      : "\(numbers.integer(length.total)) calls in all, shared as planned,"
  }

  func lengthNotes(_ lengths: TestLengths, rollout: RolloutAssumptions?) -> [String] {
    let source = lengths.isSpreadStated ? "as the plan says" : "so that the lift worth detecting is a usual one"
    var notes = [
      "Scripts are believed to differ by \(numbers.percent(lengths.priorSpread, places: 1)) of the baseline (standard "
        + "deviation, \(source))\(lengths.variants.count > 2 ? ", each independently of the others" : "")."
    ]
    if let rollout { notes.append(costs(rollout)) }
    if lengths.onceInTest > 0 {
      notes.append(
        "What the test spends once on challengers, \(numbers.roughMoney(lengths.onceInTest)), comes off every gain.")
    }
    if let normal = lengths.normalPerArm {
      notes.append(
        "The normal formula gives \(numbers.decimal(normal, places: 0)) calls per script (Feit & Berman 2019).")
    }
    if lengths.variants.count > 2 {
      notes.append(
        "How often the wrong script is chosen, and what the classical test earns, are averages over computed tests, always "
          + "the same ones.")
    }
    notes.append(
      "A length chosen for profit controls no error: the script that then seems to earn most is rolled out, significant or "
        + "not.")
    return notes
  }

  /// What calls cost and switching costs, in one sentence.
  private func costs(_ rollout: RolloutAssumptions) -> String {
    let control = script(rollout.control.variant)
    let extra = rollout.challengers.filter { rollout.extraCost(of: $0) != 0 }.map { arm in
      let more = rollout.extraCost(of: arm)
      return
        "a call of \(script(arm.variant)) costs \(callMoney(more.magnitude)) \(more > 0 ? "more" : "less") than one of "
        + control
    }
    let calls = extra.isEmpty ? "calls of all scripts cost the same" : list(extra)
    let switching =
      rollout.switchingCost == .zero
      ? "switching is free" : "switching costs \(numbers.money(rollout.switchingCost)) once, for any challenger"
    let limit = rollout.limit == .budget ? ", with the budget as the limit of the roll-out" : ""
    let times = rollout.assumesEqualTimes ? " Calls of all scripts are taken as equally long." : ""
    return "By the plan, \(calls) and \(switching)\(limit).\(times)"
  }

  private func callMoney(_ amount: Double) -> String {
    numbers.money(amount, places: numbers.minorDigits == 0 ? 0 : amount < 0.1 ? 3 : 2)
  }
}
