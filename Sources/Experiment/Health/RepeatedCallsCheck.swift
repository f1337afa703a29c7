import Statistics

/// Whether leads of the variants are called equally often.
///
/// A script that leads hang up on, or that a dialer retries more, gets more calls a lead, and then opportunities per call
/// and per lead tell different stories. The means are compared by the variation from lead to lead (one-way analysis of
/// variance, chi-square in large samples); the check warns below 0.001 and never fails, since comparisons allow for
/// repeated calls.
public struct RepeatedCallsCheck: HealthCheck {
  /// p-value below which the check warns.
  public static let warnsBelow = 0.001

  /// The check.
  public init() {}

  /// `repeated-calls`.
  public var name: HealthCheckName { .repeatedCalls }

  /// The state of the check.
  public func finding(for inspection: Inspection) -> HealthFinding {
    let rows = inspection.tally.leads.sorted
    let arms = inspection.test.variants.names.map { variant in
      let own = rows.filter { $0.key.variant == variant }
      return HealthFinding.ArmCalls(
        variant: variant, leads: own.reduce(0) { $0 + $1.row.leads },
        calls: own.reduce(0) { $0 + $1.key.calls * $1.row.leads }, most: own.map(\.key.calls).max() ?? 0)
    }
    guard arms.allSatisfy({ $0.leads > 1 }) else {
      return HealthFinding(check: name, status: .notApplicable, detail: .leadsUnknown)
    }
    // Squares of the distances of leads from the mean of their own arm.
    let within = zip(inspection.test.variants.names, arms).reduce(0.0) { sum, arm in
      rows.reduce(sum) { sum, entry in
        guard entry.key.variant == arm.0 else { return sum }
        let gap = Double(entry.key.calls) - arm.1.mean
        return sum + gap * gap * Double(entry.row.leads)
      }
    }
    let leads = arms.reduce(0) { $0 + $1.leads }
    let mean = Double(arms.reduce(0) { $0 + $1.calls }) / Double(leads)
    let between = arms.reduce(0.0) { $0 + Double($1.leads) * ($1.mean - mean) * ($1.mean - mean) }
    let variance = within / Double(leads - arms.count)
    // Every lead called equally often in each arm, and arms that differ: no chance could do it.
    let p =
      between == 0
      ? 1 : variance > 0 ? ChiSquare(unchecked: Double(arms.count - 1)).survival(between / variance) : 0
    return HealthFinding(check: name, status: p < Self.warnsBelow ? .warn : .pass, p: p, detail: .repeatedCalls(arms))
  }
}
