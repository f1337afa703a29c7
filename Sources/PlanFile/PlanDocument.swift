public import Decision

/// What a plan file says: the plan, where its data come from, and the files that stand beside it.
public struct PlanDocument: Hashable, Sendable {
  /// The plan.
  public var plan: Plan
  /// Where the data come from when no option names files.
  public var data: DataSources
  /// File of the costs, beside the plan; nil where the plan lists them or states none.
  public var costsFile: String?
  /// How the file of the costs is written.
  public var costsFormat: DataSources
  /// File of the planned shares by stratum, beside the plan; nil where the plan states them or has none.
  public var sharesFile: String?
  /// Files of the scripts by name of the variant, beside the plan; variants without a file are absent.
  public var scripts: [String: String]

  /// What a plan file says.
  public init(
    plan: Plan, data: DataSources = DataSources(), costsFile: String? = nil,
    costsFormat: DataSources = DataSources(), sharesFile: String? = nil, scripts: [String: String] = [:]
  ) {
    self.plan = plan
    self.data = data
    self.costsFile = costsFile
    self.costsFormat = costsFormat
    self.sharesFile = sharesFile
    self.scripts = scripts
  }
}
