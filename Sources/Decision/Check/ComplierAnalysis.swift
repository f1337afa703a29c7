import Experiment
import Statistics

/// The effect of hearing, where an adherence file says what was heard.
struct ComplierAnalysis {
  let test: TestProtocol
  let evidence: Evidence
  let mature: MatureCalls
  private let leadRows: [UnitKey: [ComplierEffect.Row]]

  init(test: TestProtocol, evidence: Evidence, mature: MatureCalls) {
    self.test = test
    self.evidence = evidence
    self.mature = mature
    leadRows = evidence.tally.leads.byArm {
      ComplierEffect.Row(
        calls: $0.calls, opportunities: $0.opportunities, heard: $0.heardChallenger, units: $1.leads)
    }
  }

  /// Whether the effect of hearing can be told apart in a test: of leads or companies, with one challenger.
  static func concerns(_ test: TestProtocol) -> Bool {
    test.variants.challengers.count == 1 && (test.unit == .lead || test.unit == .company)
  }

  /// The effect for a challenger; nil without an adherence file, where several challengers can be heard, where agents or
  /// slots were randomised, and without mature calls in both arms.
  func reading(_ comparison: Comparison) throws(DecisionError) -> ComplierReading? {
    guard evidence.intake.sources.contains(where: { $0.kind == .adherence }), Self.concerns(test) else { return nil }
    let strata = Set(leadRows.keys.map(\.stratum)).sorted { ($0 ?? "") < ($1 ?? "") }
    let control = strata.flatMap { rows(comparison.control, stratum: $0) }
    let variant = strata.flatMap { rows(comparison.variant, stratum: $0) }
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
        control: rows(comparison.control, stratum: stratum), variant: rows(comparison.variant, stratum: stratum))
    }
    do {
      return try StratifiedComplierEffect(strata)
    } catch .tooFew {
      return nil
    }
  }

  private func rows(_ variant: String, stratum: String?) -> [ComplierEffect.Row] {
    leadRows[UnitKey(variant: variant, stratum: stratum)] ?? []
  }
}
