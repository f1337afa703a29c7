import Statistics

/// Whether calls of the variants are answered equally often.
///
/// A lead answers before it hears the script, so on first attempts at like hours the shares differ only by chance; when
/// they differ more, the variants were dialled otherwise: at other hours, from a number that is marked as spam, or on
/// another list. Pearson's chi-square over all variants, divided by the calls a lead when leads are called again: calls
/// of one lead are at most copies of each other. It warns below 0.001 and never fails: the comparison by assignment holds
/// all the same.
public struct ContactRateCheck: HealthCheck {
  /// p-value below which the check warns.
  public static let warnsBelow = 0.001

  /// The check.
  public init() {}

  /// `contact-rate`.
  public var name: HealthCheckName { .contactRate }

  /// The state of the check.
  public func finding(for inspection: Inspection) -> HealthFinding {
    let arms = inspection.test.variants.names.map { variant in
      let cell = inspection.tally.byDay.total { $0.variant == variant }
      return HealthFinding.ArmShare(variant: variant, count: cell.answered, of: cell.answerKnown)
    }
    guard arms.allSatisfy({ $0.of > 0 }) else {
      return HealthFinding(check: name, status: .notApplicable, detail: .answersUnknown)
    }
    let p = ShareHomogeneity.pValue(arms, designEffect: inspection.tally.leads.callsPerLead)
    return HealthFinding(check: name, status: p < Self.warnsBelow ? .warn : .pass, p: p, detail: .contactRate(arms))
  }
}

/// Shares of several arms held against one common share.
enum ShareHomogeneity {
  /// p of Pearson's chi-square with arms − 1 degrees of freedom, its statistic divided by the design effect; 1 where nothing
  /// varies.
  static func pValue(_ arms: [HealthFinding.ArmShare], designEffect: Double = 1) -> Double {
    let total = arms.reduce(0.0) { $0 + Double($1.of) }
    let common = arms.reduce(0.0) { $0 + Double($1.count) } / total
    guard common > 0, common < 1, arms.count > 1 else { return 1 }
    let statistic = arms.reduce(0.0) { sum, arm in
      let gap = Double(arm.count) - Double(arm.of) * common
      return sum + gap * gap / (Double(arm.of) * common * (1 - common))
    }
    return ChiSquare(unchecked: Double(arms.count - 1)).survival(statistic / designEffect)
  }
}
