import Statistics

/// Whether calls of all variants spread alike over lists, agents, weekdays and windows.
///
/// A script that one team, one list or the mornings got more of is compared with their quality besides its own. All
/// covariates of the data are tested at once (`CovariateBalance`: Pearson's chi-square given each variant's number of calls,
/// levels with few calls pooled, divided by the calls a lead where leads are called again) and their p-values adjusted by
/// Holm's procedure, so that one figure holds for the family. A covariate warns when its adjusted p is below 0.001 and
/// fails below 0.000001: of tests without any imbalance that are read on ten days, fewer than one in a hundred ever
/// warns and one in a hundred thousand fails.
///
/// Not asked where agents or slots are what was randomised, since they are then unlike by design, nor where planned shares
/// differ by stratum.
public struct BalanceCheck: HealthCheck {
  /// What calls are spread over.
  public enum Covariate: String, CaseIterable, Hashable, Sendable, Codable {
    /// The stratum of the lead: its list, region or team.
    case lists
    /// The agent who placed the call.
    case agents
    /// The weekday of the call.
    case weekdays
    /// The window of the call.
    case windows

    var check: HealthCheckName {
      switch self {
      case .lists: .balanceLists
      case .agents: .balanceAgents
      case .weekdays: .balanceWeekdays
      case .windows: .balanceWindows
      }
    }
  }

  /// Adjusted p below which the check warns.
  public static let warnsBelow = 0.001
  /// Adjusted p below which the check fails.
  public static let failsBelow = 0.000_001

  /// What this check looks at.
  public let covariate: Covariate

  /// The check of one covariate, adjusted for all of them.
  public init(_ covariate: Covariate) { self.covariate = covariate }

  /// `balance-lists`, `balance-agents`, `balance-weekdays` or `balance-windows`.
  public var name: HealthCheckName { covariate.check }

  /// Whether leads were randomised with the same shares everywhere, and the covariate has several levels.
  public func concerns(_ inspection: Inspection) -> Bool {
    let test = inspection.test
    guard test.unit == .lead || test.unit == .company, test.assignment.plannedShares == nil else { return false }
    return inspection.calls(by: covariate).levels.count > 1
  }

  /// The state of the check.
  public func finding(for inspection: Inspection) -> HealthFinding {
    let unknown = HealthFinding(check: name, status: .notApplicable, detail: .balanceUnknown)
    let tables = Covariate.allCases.map { ($0, inspection.calls(by: $0)) }.filter { $0.1.levels.count > 1 }
    let names = inspection.test.variants.names
    let totals = names.map { variant in inspection.tally.byDay.total { $0.variant == variant }.calls }
    guard totals.allSatisfy({ $0 > 0 }), let own = tables.firstIndex(where: { $0.0 == covariate }) else {
      return unknown
    }
    do {
      let balance = try CovariateBalance(
        tables.map { CovariateCounts($0.0.rawValue, $0.1.counts) }, shares: totals.map(Double.init),
        designEffect: inspection.tally.leads.callsPerLead)
      let found = balance.covariates[own]
      let p = found.adjustedP
      let status: HealthFinding.Status = p < Self.failsBelow ? .fail : p < Self.warnsBelow ? .warn : .pass
      let farthest = found.farthest.map { departure in
        HealthFinding.Departure(
          levels: departure.levels.map { tables[own].1.levels[$0] }, variant: names[departure.arm],
          calls: departure.observed, expected: departure.expected)
      }
      return HealthFinding(check: name, status: status, p: p, detail: .balance(farthest))
    } catch {
      // Calls of a level beyond all counting: nothing to compare.
      return unknown
    }
  }
}

extension HealthFinding {
  /// The part of the calls that is farthest from an even spread.
  public struct Departure: Hashable, Sendable {
    /// The list, agent, weekday or window; several where each had few calls.
    public var levels: [String]
    /// The variant.
    public var variant: String
    /// Its calls there.
    public var calls: Int
    /// Its calls there if they spread like those of the others.
    public var expected: Double

    /// A departure from an even spread.
    public init(levels: [String], variant: String, calls: Int, expected: Double) {
      self.levels = levels
      self.variant = variant
      self.calls = calls
      self.expected = expected
    }
  }
}

extension Inspection {
  /// Calls by level of a covariate and variant in plan order.
  fileprivate func calls(by covariate: BalanceCheck.Covariate) -> (levels: [String], counts: [[Int]]) {
    let cells: Margin<UnitKey>
    switch covariate {
    case .lists:
      cells = tally.byDay.grouped { key in key.stratum.map { UnitKey(variant: key.variant, stratum: $0) } }
    case .agents:
      cells = tally.byAgentDay.grouped { key in key.agent.map { UnitKey(variant: key.variant, stratum: $0) } }
    case .weekdays:
      cells = tally.byDay.grouped { key in
        key.date.map { UnitKey(variant: key.variant, stratum: $0.weekday.rawValue) }
      }
    case .windows where test.factors.contains(.window): cells = Margin()
    case .windows:
      cells = tally.byDay.grouped { key in key.window.map { UnitKey(variant: key.variant, stratum: $0) } }
    }
    let found = Set(cells.cells.keys.compactMap(\.stratum))
    let levels =
      covariate == .weekdays ? Weekday.allCases.map(\.rawValue).filter(found.contains) : found.sorted()
    let names = test.variants.names
    return (levels, levels.map { level in names.map { cells[UnitKey(variant: $0, stratum: level)].calls } })
  }
}
