import Statistics

/// Randomised units against the planned shares, stratum by stratum where shares change by wave.
///
/// Pearson's chi-square; fails below 0.001 and warns below 0.01. Bare call counts are not randomised units once scripts
/// change how often a lead is retried, so the check does not apply to them.
public struct SampleRatioCheck: HealthCheck {
  /// p-value below which the check fails.
  public static let failsBelow = 0.001
  /// p-value below which the check warns.
  public static let warnsBelow = 0.01

  /// The check.
  public init() {}

  /// `sample-ratio`.
  public var name: HealthCheckName { .sampleRatio }

  /// The state of the check.
  public func finding(for inspection: Inspection) -> HealthFinding {
    let units = inspection.tally.units
    guard units.source != .unknown else {
      return HealthFinding(check: name, status: .notApplicable, detail: .unitsUnknown)
    }
    let variants = inspection.test.variants
    let planned = inspection.test.assignment.plannedShares
    var strata: [(observed: [Int], shares: [Double])] = []
    for stratum in Set(planned == nil ? [nil] : units.counts.keys.map(\.stratum)).sorted(by: precedes) {
      let shares = stratum.flatMap { name in planned?.byStratum[name] }
      strata.append(
        (
          observed: variants.names.map { variant in
            planned == nil ? units.units(of: variant) : units.counts[UnitKey(variant: variant, stratum: stratum)] ?? 0
          },
          shares: shares.map { byVariant in variants.names.map { byVariant[$0] ?? 0 } } ?? variants.shares
        ))
    }
    let arms = variants.names.indices.map { arm in
      HealthFinding.ArmUnits(
        variant: variants.names[arm], units: strata.reduce(0) { $0 + $1.observed[arm] },
        expected: strata.reduce(0) { $0 + Double($1.observed.reduce(0, +)) * $1.shares[arm] })
    }
    let detail = HealthFinding.Detail.sampleRatio(units: arms)
    let fit: GoodnessOfFit
    do {
      fit = try GoodnessOfFit(strata.map { GoodnessOfFit.Stratum(counts: $0.observed, shares: $0.shares) })
    } catch {
      // Shares of a stratum that name none of the variants cannot be compared with anything.
      return HealthFinding(check: name, status: .notApplicable, detail: .unitsUnknown)
    }
    let p = fit.pValue
    let status: HealthFinding.Status = p < Self.failsBelow ? .fail : p < Self.warnsBelow ? .warn : .pass
    return HealthFinding(check: name, status: status, p: p, detail: detail)
  }
}
