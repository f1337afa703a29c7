/// How often results may be read, and what each reading costs in error.
public struct Monitoring: Hashable, Sendable, Codable {
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
  public enum Looks: Hashable, Sendable, Codable {
    /// Every calling day.
    case daily
    /// Every seven days.
    case weekly
    /// On these dates.
    case dates([CivilDate])
    /// This many, equally spaced.
    case count(Int)
  }

  /// The stopping method.
  public var method: Method
  /// When looks are planned, where the method has planned looks.
  public var looks: Looks?
  /// Name of the error-spending function.
  public var spending: String?
  /// Name of the futility rule, `none` for none.
  public var futility: String?

  /// A monitoring rule; fixed by default.
  public init(method: Method = .fixed, looks: Looks? = nil, spending: String? = nil, futility: String? = nil) {
    self.method = method
    self.looks = looks
    self.spending = spending
    self.futility = futility
  }
}
