public import Decision
public import Experiment

/// The sentences of one language about the ways to watch a test before it starts.
public protocol MonitoringWording {
  /// A method of monitoring as a table's head.
  func monitoringName(_ method: Monitoring.Method) -> String
  /// Which method suits a plan, and why, in one sentence with its figures.
  func advice(of comparison: MonitoringComparison) -> String
  /// What the plan's own method does instead; nil where it is the recommended one.
  func plannedMonitoring(of comparison: MonitoringComparison) -> String?
  /// A method that does not go with the plan, and why.
  func unfit(_ unfit: MonitoringComparison.Unfit) -> String
  /// Where a comparison stands at its planned looks, in sentences; nil before the first look.
  func standing(_ standing: SequentialStanding, of comparison: Comparison, within reading: Reading) -> String?
  /// Where a comparison stands by figures that hold at every look, in sentences.
  func standing(_ standing: AlwaysValidStanding, of comparison: Comparison, within reading: Reading) -> String
  /// What the figures of a comparison rest on, one sentence each.
  func monitoringNotes(of comparison: MonitoringComparison) -> [String]
}

extension MonitoringComparison {
  /// The largest standard error of a simulated chance; nil where none was simulated.
  var largestChanceError: Double? { forecasts.flatMap(\.outcomes).compactMap(\.chanceAboveError).max() }

  /// The outcome of a method under the effect worth detecting.
  func worthwhile(_ method: Monitoring.Method) -> Outcome? { forecast(method)?.outcome(.worthDetecting) }
}

extension MonitoringComparison.Look {
  /// Whether clearly more calls are placed by this look than are mature at it.
  func isAheadOfMaturity(in comparison: MonitoringComparison) -> Bool {
    Double(callsPlaced) > 1.05 * information * Double(comparison.maximumCalls)
  }
}
