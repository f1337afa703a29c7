import Cost
import Statistics

/// An indicator of an arm that falls short of what the plan wishes (`targets`).
///
/// By the figure itself, whatever its interval: a target is a wish, not a test.
public struct MissedTarget: Hashable, Sendable {
  /// The indicator.
  public enum Indicator: String, CaseIterable, Hashable, Sendable, Codable {
    /// Call-to-opportunity rate; lower misses.
    case tco
    /// Cost per qualified opportunity in currency units; higher misses.
    case cpq
    /// Return on revenue; lower misses.
    case roi
  }

  /// The arm.
  public var variant: String
  /// The indicator.
  public var indicator: Indicator
  /// What the plan wishes.
  public var target: Double
  /// What the arm has; infinite for a CPQ without opportunities.
  public var value: Double
}

/// The targets that arms miss, arm by arm; an arm whose indicator is unknown misses none.
func missedTargets(_ targets: Targets, _ variants: [VariantReading]) -> [MissedTarget] {
  variants.flatMap { arm in
    let figures: [(indicator: MissedTarget.Indicator, target: Double?, value: Double?, higherIsBetter: Bool)] = [
      (.tco, targets.tco, arm.tco?.value, true), (.cpq, targets.cpq?.units, arm.indicators?.cpq.value, false),
      (.roi, targets.roi, arm.indicators?.roi?.value, true),
    ]
    return figures.compactMap { figure -> MissedTarget? in
      guard let target = figure.target, let value = figure.value, !value.isNaN else { return nil }
      let isMissed = figure.higherIsBetter ? value < target : value > target
      return isMissed
        ? MissedTarget(variant: arm.name, indicator: figure.indicator, target: target, value: value) : nil
    }
  }
}
