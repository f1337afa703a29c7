import Statistics

/// Randomised units against the planned shares, stratum by stratum where shares change by wave or list.
///
/// Dated tests are read day after day, so they have the sequential multinomial test (Lindon & Malek 2022; where shares
/// differ by stratum, `StratifiedSampleRatioEvidence`): p is valid at every reading, whatever their number. The check
/// fails at p ≤ 0.01 and warns at p ≤ 0.05: over **all readings of a whole test** at most 1 % of sound tests are ever
/// called unhealthy, and at most 5 % warned of. Undated counts are read once, by Pearson's chi-square: fails below
/// 0.001 and warns below 0.01.
///
/// The present totals suffice: the evidence does not depend on the readings before, and p may rise again when later units
/// even out. Its prior is worth a sixteenth of the units planned (``concentration(of:)``), which finds a split of 52:48
/// most often at 5,000 units (28 %; a quarter 23 %, an eighth 27 %, a thirty-second 27 %).
///
/// Exact figures of ten daily readings, planned 1:1, and in brackets of chi-square at 0.001 every day: 52:48 is found at
/// 5,000 units in 28 % of tests (39 %) and at 28,000 in 99.9 % (100.0 %), 55:45 in 99.98 % (99.99 %) and 100 %; sound
/// splits fail in 0.17 % (0.56 %). In ten lists with shares of their own a common 52:48 is found in 18 % (9 %) and 99.6 %
/// (96 %) of 20,000 simulated tests. Against chi-square the sequential test gives up some power in a small test, and
/// its error stays below 1 % however often and long a test is read.
///
/// Bare call counts are not randomised units once scripts change how often a lead is retried, so the check does not apply
/// to them. Assignments balanced in blocks vary less than independent ones; both tests are then careful.
public struct SampleRatioCheck: HealthCheck {
  /// Always-valid p at or below which the check of a dated test fails.
  public static let failsAtSequential = 0.01
  /// Always-valid p at or below which the check of a dated test warns.
  public static let warnsAtSequential = 0.05
  /// p-value of counts read once below which the check fails.
  public static let failsBelow = 0.001
  /// p-value of counts read once below which the check warns.
  public static let warnsBelow = 0.01
  /// How many planned units one unit of the prior stands for.
  public static let plannedPerPrior = 16
  /// Least worth of the prior, in units: shares are then expected to be off by five points.
  public static let leastConcentration = 100.0
  /// Units supposed where the plan does not tell its size.
  public static let unitsByDefault = 20_000

  /// The check.
  public init() {}

  /// `sample-ratio`.
  public var name: HealthCheckName { .sampleRatio }

  /// How many units the planned shares are worth as a prediction: a sixteenth of the calls that the plan provides for, at
  /// least 100. Taken from the plan alone, never from what was counted, since the test's guarantee rests on that.
  public static func concentration(of test: TestProtocol) -> Double {
    var planned = unitsByDefault
    switch test.length {
    case .calls(let calls): planned = calls
    case .days(let days):
      if let starts = test.starts, let perDay = test.callsPerDay {
        planned = perDay * test.calling.callingDays(from: starts, through: starts + (days - 1)).count
      }
    }
    return max(leastConcentration, Double(planned) / Double(plannedPerPrior))
  }

  /// Whether what is drawn are units that can be counted: half-days are drawn in a balanced order, and cannot go wrong so.
  public func concerns(_ inspection: Inspection) -> Bool {
    inspection.test.unit != .slot && !inspection.test.assignment.goesBySlot
  }

  /// The state of the check.
  public func finding(for inspection: Inspection) -> HealthFinding {
    let units = inspection.tally.units
    guard units.source != .unknown else {
      return HealthFinding(check: name, status: .notApplicable, detail: .unitsUnknown)
    }
    let strata = strata(of: inspection)
    let variants = inspection.test.variants.names
    let arms = variants.indices.map { arm in
      HealthFinding.ArmUnits(
        variant: variants[arm], units: strata.reduce(0) { $0 + $1.counts[arm] },
        expected: strata.reduce(0) { $0 + Double($1.counts.reduce(0, +)) * $1.shares[arm] })
    }
    do {
      guard inspection.asOf != nil else {
        let p = try GoodnessOfFit(strata).pValue
        return HealthFinding(
          check: name, status: p < Self.failsBelow ? .fail : p < Self.warnsBelow ? .warn : .pass, p: p,
          detail: .sampleRatio(units: arms, of: inspection.test.unit, test: .chiSquare))
      }
      let p = try Self.alwaysValidP(strata, concentration: Self.concentration(of: inspection.test))
      return HealthFinding(
        check: name, status: p <= Self.failsAtSequential ? .fail : p <= Self.warnsAtSequential ? .warn : .pass, p: p,
        detail: .sampleRatio(units: arms, of: inspection.test.unit, test: .sequential))
    } catch {
      // Shares of a stratum that name none of the variants cannot be compared with anything.
      return HealthFinding(check: name, status: .notApplicable, detail: .unitsUnknown)
    }
  }

  /// p of the present totals, of one set of shares or of several.
  private static func alwaysValidP(
    _ strata: [GoodnessOfFit.Stratum], concentration: Double
  ) throws(StatisticsError) -> Double {
    guard strata.count == 1, let only = strata.first else {
      return strata.isEmpty ? 1 : try StratifiedSampleRatioEvidence(strata, concentration: concentration).pValue
    }
    let whole = only.shares.reduce(0, +)
    return try SampleRatioEvidence(arms: only.counts.count, concentration: concentration)
      .adding(only.counts, shares: only.shares.map { $0 / whole }).process.pValue
  }

  /// Units and planned shares: all together, or by stratum in the order of names where the plan's shares differ.
  private func strata(of inspection: Inspection) -> [GoodnessOfFit.Stratum] {
    let units = inspection.tally.units
    let variants = inspection.test.variants
    guard let planned = inspection.test.assignment.plannedShares else {
      return [GoodnessOfFit.Stratum(counts: variants.names.map(units.units), shares: variants.shares)]
    }
    return Set(units.counts.keys.map(\.stratum)).sorted(by: precedes).map { stratum in
      let shares = stratum.flatMap { planned.byStratum[$0] }
      return GoodnessOfFit.Stratum(
        counts: variants.names.map { units.counts[UnitKey(variant: $0, stratum: stratum)] ?? 0 },
        shares: shares.map { byVariant in variants.names.map { byVariant[$0] ?? 0 } } ?? variants.shares)
    }
  }
}
