import Cost
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
  /// The law that calls to one lead are held against, where the plan names one with something to say about them.
  let law: LegalHours?
  /// Whether the plan says what a refusal is and the law asks for a rest after it.
  let knowsRefusals: Bool
  /// Which call of its lead a sale is attributed to.
  var attributedCall = AttributedCall.last
  /// Whether the calls before each sale are kept as touches of the phone.
  var keepsCallsBeforeSales = false
  /// What calls of one lead mean that have several variants.
  let severalVariants: SeveralVariants

  /// Whether the script goes by slot.
  var goesBySlot: Bool { severalVariants == .slots }

  /// What it means that calls of one lead have several variants; the first call decides for the lead table either way.
  enum SeveralVariants {
    /// The record changed: all calls get the variant of the first one.
    case changed
    /// The script goes by slot: all calls belong to the slot of the first one.
    case slots
    /// The script goes by agent: calls stay with their agent.
    case agents
  }

  init(_ test: TestProtocol, asOf: CivilDate?, attributionDays: Int, isQualifiedStated: Bool) {
    matureThrough = asOf.map { Tally.matureThrough(asOf: $0, within: test.goal.within).dayNumber } ?? Int.max
    within = test.goal.within
    self.attributionDays = attributionDays
    self.isQualifiedStated = isQualifiedStated
    law = test.calling.rules.flatMap { $0.frequency == nil && $0.restAfterRefusal == nil ? nil : $0 }
    knowsRefusals = law?.restAfterRefusal != nil && test.calling.refusals != nil
    severalVariants =
      test.assignment.goesBySlot ? .slots : test.unit == .agent || test.assignment.goesByAgent ? .agents : .changed
  }
}
