/// How alike calls of one cluster are when they have the variant, against those with the control.
public enum VariantCorrelation: Hashable, Sendable {
  /// As alike: the intraclass correlation of both arms is one figure.
  case same
  /// Clusters' own rates keep their coefficient of variation: a better agent is better by the same share with either script.
  ///
  /// Rates that vary by a share cv of their mean p have the variance cv² p², of the variance p (1 − p) of one call the
  /// share ρ(p) = cv² p/(1 − p). The correlation of the variant is then that of the control times the ratio of their odds,
  /// at most 1, and the script's effect differs between agents as their rates do: with the standard deviation
  /// cv |variant − control|, which agents who use both scripts show. With ``same`` a plan for agents with a much better
  /// script promises a few points of power too many.
  case sameVariation
  /// A correlation of its own, from 0 to 1.
  case own(Double)

  /// The correlation of calls with the variant, where that of the control is `correlation`.
  func value(control: Double, variant: Double, correlation: Double) -> Double {
    switch self {
    case .same: correlation
    case .own(let value): value
    case .sameVariation:
      // A variant that always succeeds has infinite odds, which say nothing where there is no correlation.
      correlation == 0
        ? 0 : min(1, correlation * (variant / (1 - variant)) / (control / (1 - control)))
    }
  }
}
