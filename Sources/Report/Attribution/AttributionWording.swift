public import Cost
public import Decision

/// The sentences of one language about attribution.
public protocol AttributionWording {
  /// Name of a rule.
  func rule(_ rule: AttributionRule) -> String
  /// How a rule divides a sale.
  func ruleDetail(_ rule: AttributionRule, halfLifeDays: Int) -> String
  /// How much of the revenue depends on the rule.
  func dependence(of reading: AttributionReading) -> String
  /// Name of a channel; the phone is spelled out.
  func channel(_ name: String) -> String
  /// Sales without a touch in the window.
  func withoutTouch(_ row: Receipts.Row, days: Int) -> String
  /// Labels of the section.
  func attribution(_ label: AttributionLabel) -> String
}

/// Labels of the section on attribution.
public enum AttributionLabel: CaseIterable, Sendable {
  /// Title of the section.
  case title
  /// What the section shows, and that it does not compare variants.
  case lead
  /// Column of the rule.
  case rule
  /// Column of the revenue credited to the phone.
  case revenue
  /// Column of the phone's share.
  case share
  /// Column of the margin credited to the phone.
  case margin
  /// Table by channel.
  case byChannel
  /// Table of the phone by variant.
  case byVariant
  /// How the CPQ of a rule is computed.
  case cpqNote
  /// That sales of every source are credited.
  case allSources
}
