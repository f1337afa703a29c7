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
}
