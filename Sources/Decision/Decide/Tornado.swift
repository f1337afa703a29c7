import Cost
import Statistics

/// One assumption moved to the ends of its range, all others at their estimate.
public struct TornadoBar: Hashable, Sendable {
  /// The assumption; all but the difference of rates move by ``TornadoBar/swing`` to either side.
  public enum Assumption: String, CaseIterable, Hashable, Sendable, Codable {
    /// Difference of rates, to the ends of its interval.
    case difference
    /// Margin of an opportunity, the share sold × the margin of a sale, of both variants.
    case marginPerOpportunity = "margin-per-opportunity"
    /// The same of the challenger alone: its opportunities are of another quality than the control's.
    case challengerMargin = "challenger-margin"
    /// Recurring costs of both variants.
    case costPerCall = "cost-per-call"
    /// Handling time of the challenger's calls: their cost, and their number where agent hours are the limit.
    case handlingTime = "handling-time"
    /// Calls per month.
    case callsPerMonth = "calls-per-month"
    /// Months of the roll-out.
    case months
    /// Switching cost.
    case switchingCost = "switching-cost"
  }

  /// How far assumptions move to either side, as a share of their estimate.
  public static let swing = 0.2

  /// The assumption.
  public var assumption: Assumption
  /// Gain over the roll-out at the unfavourable end, in currency units.
  public var low: Double
  /// Gain over the roll-out at the favourable end, in currency units.
  public var high: Double

  /// Whether the gain does not depend on the assumption, but for rounding: the cost of a call, where both variants' calls
  /// cost the same.
  public var isWithoutEffect: Bool { abs(high - low) <= 1e-9 * max(abs(high), abs(low)) }
}

extension RolloutAnalysis {
  /// How far a challenger's gain over the roll-out moves with each assumption, widest first; empty where profit is unknown.
  ///
  /// Assumptions that a plan does not make have no bar: handling times that neither cost nor limit anything, a switching cost
  /// of nothing.
  func tornado(of challenger: String, gain: Estimate?) -> [TornadoBar] {
    guard let gain, let rollout = plan.rollout, let index = arms.firstIndex(where: { $0.name == challenger }),
      let model = gainModel(of: index, under: rollout)
    else { return [] }
    let bars = TornadoBar.Assumption.allCases.compactMap { assumption -> TornadoBar? in
      guard let ends = ends(of: assumption, model, gain, challenger) else { return nil }
      return TornadoBar(assumption: assumption, low: min(ends.0, ends.1), high: max(ends.0, ends.1))
    }
    // Widths that differ by rounding alone keep the order of the assumptions.
    func cents(_ bar: TornadoBar) -> Double { ((bar.high - bar.low) * 100).rounded() }
    return bars.enumerated().sorted { (cents($1.element), $0.offset) < (cents($0.element), $1.offset) }.map(\.element)
  }

  /// The gains at both ends of an assumption's range; nil where the plan does not make it.
  private func ends(
    of assumption: TornadoBar.Assumption, _ model: GainModel, _ gain: Estimate, _ challenger: String
  ) -> (Double, Double)? {
    func moved(_ change: (inout GainModel, Double) -> Void) -> (Double, Double) {
      func end(_ factor: Double) -> Double {
        var other = model
        change(&other, factor)
        return other.gain
      }
      return (end(1 - TornadoBar.swing), end(1 + TornadoBar.swing))
    }
    switch assumption {
    case .difference: return ends(ofDifference: model, gain, challenger)
    case .marginPerOpportunity:
      return moved {
        $0.challenger = $0.challenger.times(margin: $1)
        $0.control = $0.control.times(margin: $1)
      }
    case .challengerMargin: return moved { $0.challenger = $0.challenger.times(margin: $1) }
    case .costPerCall:
      return moved {
        $0.challenger = $0.challenger.times(costs: $1)
        $0.control = $0.control.times(costs: $1)
      }
    case .handlingTime:
      let limits = model.rollout.limit == .agentHours && isKnown(.agentHours)
      return model.challenger.timedCost > 0 || limits
        ? moved { $0.challenger = $0.challenger.times(handlingTime: $1) } : nil
    case .callsPerMonth:
      return moved { $0.rollout.callsPerMonth = Int((Double($0.rollout.callsPerMonth) * $1).rounded()) }
    case .months: return moved { $0.months *= $1 }
    case .switchingCost: return model.switchingCost > 0 ? moved { $0.switchingCost *= $1 } : nil
    }
  }

  /// Over the interval of the difference of rates. That of the gain is the same on another scale, and also allows for the
  /// control's rate where numbers of calls differ; where it carries more than rates, the limits of the difference are used.
  private func ends(ofDifference model: GainModel, _ gain: Estimate, _ challenger: String) -> (Double, Double)? {
    guard hasMoreThanRates else { return (gain.lower, gain.upper) }
    guard let comparison = comparisons.first(where: { $0.variant == challenger }),
      let difference = comparison.simultaneous ?? comparison.difference
    else { return nil }
    func end(_ difference: Double) -> Double {
      var other = model
      other.challenger.rate = min(1, max(0, model.control.rate + difference))
      return other.gain
    }
    return (end(difference.lower), end(difference.upper))
  }
}
