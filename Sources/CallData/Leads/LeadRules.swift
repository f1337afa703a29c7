import Experiment

/// What the plan says about leads.
struct LeadRules: Sendable {
  /// Last day whose calls are mature.
  let matureThrough: Int
  /// Maturity window in days; nil: opportunities count as they come.
  let within: Int?
  let attributionDays: Int
  /// Whether the calls file itself says which calls were qualified.
  let isQualifiedStated: Bool
  /// Whether a lead keeps the variant of its first call.
  let leadKeepsRecordedVariant: Bool
  /// Whether calls of one lead may rightly bear several variants.
  let leadHasSeveralVariants: Bool
  /// The law that calls to one lead are held against, where the plan names one with something to say about them.
  let law: LegalHours?
  /// Whether the plan says what a refusal is and the law asks for a rest after it.
  let knowsRefusals: Bool

  init(_ test: TestProtocol, asOf: CivilDate?, attributionDays: Int, isQualifiedStated: Bool) {
    matureThrough = asOf.map { Tally.matureThrough(asOf: $0, within: test.goal.within).dayNumber } ?? Int.max
    within = test.goal.within
    self.attributionDays = attributionDays
    self.isQualifiedStated = isQualifiedStated
    leadHasSeveralVariants = test.unit == .agent || test.unit == .slot
    law = test.calling.rules.flatMap { $0.frequency == nil && $0.restAfterRefusal == nil ? nil : $0 }
    knowsRefusals = law?.restAfterRefusal != nil && test.calling.refusals != nil
    leadKeepsRecordedVariant = test.assignment.method == .recorded && !leadHasSeveralVariants
  }
}
