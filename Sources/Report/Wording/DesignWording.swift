public import Decision
public import Experiment

/// The sentences of one language about designs other than one script for each lead.
public protocol DesignWording {
  /// What a test that takes calls for independent would have said of a challenger, and why it is wrong.
  func naive(_ effect: NaiveEffect, of comparison: Comparison, unit: RandomisationUnit) -> String
  /// What hearing the challenger does to those who hear it because they were assigned to it.
  func complier(_ reading: ComplierReading, of variant: String) -> String
  /// What the effect of hearing rests on.
  var complierAssumptions: String { get }
  /// The word for what is varied.
  func factor(_ factor: Factor) -> String
  /// Whether scripts and windows depend on each other.
  func interaction(_ reading: FactorialReading, alpha: Double) -> String

  /// A number of agents or slots.
  func clusters(_ count: Int, of structure: DesignStructure) -> String
  /// What the planned agents or slots can show and what the change worth detecting takes; nil where no team is planned.
  func shown(by structure: DesignStructure, of design: DesignResult) -> String?
  /// What counts in such a test.
  func lesson(of structure: DesignStructure) -> String
  /// What callbacks that hear the script of their own slot do to the test; nil where leads are called once.
  func advice(on callbacks: CallbackDilution) -> String?
  /// How a correlation is known.
  func source(of correlation: DesignStructure.Correlation, _ share: CorrelationShare) -> String
  /// How alike past calls that share something are, and on how many groups that was measured.
  func alike(_ groups: DesignHistory.Clustering, _ share: CorrelationShare) -> String
  /// What the past calls mean for the plan: each a sentence.
  func advice(of past: DesignHistory, for assumed: DesignResult.Assumptions) -> [String]
}

/// What makes calls alike.
public enum CorrelationShare: Hashable, Sendable, CaseIterable {
  /// One agent's calls in all slots.
  case agents
  /// One agent's calls in one slot, beyond that.
  case agentSlots
  /// The team's calls in one slot.
  case slots
  /// Calls of one lead, or of one company.
  case units
}
