/// How often results may be read, and what each reading costs in error.
public struct Monitoring: Hashable, Sendable {
  /// The stopping method.
  public enum Method: String, CaseIterable, Hashable, Sendable, Codable {
    /// One test at the planned end; earlier readings show intervals but conclude nothing.
    case fixed
    /// Planned looks with error spending.
    case groupSequential = "group-sequential"
    /// Always-valid readings.
    case anytime
  }

  /// When looks are planned.
  public enum Looks: Hashable, Sendable {
    /// On every day on which calls mature.
    case daily
    /// Every seven days.
    case weekly
    /// At the end of these dates.
    case dates([CivilDate])
    /// This many, equally spaced over the calling days.
    case count(Int)
  }

  /// What the risk is spent along.
  public enum Clock: String, CaseIterable, Hashable, Sendable, Codable {
    /// The planned calls that are mature.
    case information
    /// The planned calling days whose calls are mature.
    case calendar
  }

  /// The stopping method.
  public var method: Method
  /// When looks are planned, where the method has planned looks.
  public var looks: Looks
  /// How planned looks spend the risk of a false alarm.
  public var spending: Spending
  /// What it is spent along.
  public var clock: Clock
  /// How planned looks spend the risk of missing the effect worth detecting, to stop for futility; nil: they do not.
  ///
  /// Not binding: the test may go on past it, and the risk of a false alarm stays what it is.
  public var futility: Spending?

  /// A monitoring rule; fixed by default, and with planned looks: daily, O'Brien–Fleming-type spending along the calls,
  /// without futility.
  public init(
    method: Method = .fixed, looks: Looks = .daily, spending: Spending = .obrienFleming, clock: Clock = .information,
    futility: Spending? = nil
  ) {
    self.method = method
    self.looks = looks
    self.spending = spending
    self.clock = clock
    self.futility = futility
  }
}

extension Monitoring {
  /// Why a method of monitoring cannot be used with a design; nil where it can.
  ///
  /// Planned looks need estimates whose steps are independent and near normal, always-valid readings need trials that are
  /// independent within their blocks: both hold for leads. Few agents or half-days have neither.
  public static func refusal(_ method: Method, unit: RandomisationUnit, adjustment: Goal.Adjustment) -> Refusal? {
    switch (method, unit) {
    case (.fixed, _): return nil
    case (_, .agent): return .agentsAreFew
    case (_, .slot): return .slotsAreFew
    case (.anytime, .company): return .callsShareACompany
    case (.groupSequential, .company), (.groupSequential, .lead), (.anytime, .lead): break
    }
    switch adjustment {
    case .holm, .none: return nil
    case .dunnett: return .dunnettNeedsJointBoundaries
    case .hochberg: return .hochbergNeedsTheJointLaw
    }
  }

  /// Why monitoring and design do not go together.
  public enum Refusal: Hashable, Sendable, CaseIterable {
    /// Agents are randomised: too few units for the normal law of planned looks, and calls of an agent are not independent.
    case agentsAreFew
    /// Half-days are randomised: only their randomisation test is valid, at looks declared beforehand.
    case slotsAreFew
    /// Calls of one company share their variant, so that the calls of a block are not independent.
    case callsShareACompany
    /// Dunnett's adjustment at several looks needs boundaries computed jointly for all challengers.
    case dunnettNeedsJointBoundaries
    /// Hochberg's adjustment rests on the joint law of the p-values, which looking early changes.
    case hochbergNeedsTheJointLaw
  }
}
