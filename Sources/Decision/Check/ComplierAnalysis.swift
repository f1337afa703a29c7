import Experiment
import Statistics

/// The effect of hearing, where an adherence file says what was heard.
struct ComplierAnalysis {
  let test: TestProtocol
  let evidence: Evidence
  let mature: MatureCalls

  /// Whether the effect of hearing can be told apart in a test: of leads or companies, with one challenger.
  static func concerns(_ test: TestProtocol) -> Bool {
    test.variants.challengers.count == 1 && (test.unit == .lead || test.unit == .company)
  }

  /// The effect for a challenger; nil without an adherence file, where several challengers can be heard, where agents or
  /// slots were randomised, and without mature calls in both arms.
  func reading(_ comparison: Comparison) throws(DecisionError) -> ComplierReading? {
    guard evidence.intake.sources.contains(where: { $0.kind == .adherence }), Self.concerns(test) else { return nil }
    let (control, variant) = (rows(comparison.control), rows(comparison.variant))
    guard !control.isEmpty, !variant.isEmpty else { return nil }
    return try asking { () throws(StatisticsError) in
      let pooled = try ComplierEffect(control: .init(control), variant: .init(variant))
      let (estimate, set, strength): (Double?, FiellerSet, Double)
      if mature.isStratified, let strata = try stratified(comparison) {
        (estimate, set, strength) = (
          strata.estimate, try strata.set(confidence: test.goal.confidence), strata.firstStageF
        )
      } else {
        (estimate, set, strength) = (
          pooled.estimate, try pooled.set(confidence: test.goal.confidence), pooled.firstStageF
        )
      }
      return ComplierReading(
        estimate: estimate, set: set, heardAsAssigned: pooled.variant.hearing.ratio,
        heardInControl: pooled.control.hearing.ratio, firstStageF: strength)
    }
  }

  /// Inside strata; nil where no stratum has two leads of each arm.
  private func stratified(_ comparison: Comparison) throws(StatisticsError) -> StratifiedComplierEffect? {
    let strata = mature.strata.map { stratum in
      StratifiedComplierEffect.Stratum(
        control: rows(comparison.control, stratum: .some(stratum)),
        variant: rows(comparison.variant, stratum: .some(stratum)))
    }
    do {
      return try StratifiedComplierEffect(strata)
    } catch .tooFew {
      return nil
    }
  }

  private func rows(_ variant: String, stratum: String?? = nil) -> [ComplierEffect.Row] {
    evidence.tally.leads.sorted.compactMap { key, row in
      guard key.variant == variant, stratum.map({ $0 == key.stratum }) ?? true else { return nil }
      return ComplierEffect.Row(
        calls: key.calls, opportunities: key.opportunities, heard: key.heardChallenger, units: row.leads)
    }
  }
}
