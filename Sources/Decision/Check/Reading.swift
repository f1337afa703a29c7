public import Cost
public import Experiment

/// A reading of a running or finished test: every figure and curve a screen needs, and a typed conclusion.
public struct Reading: Hashable, Sendable {
  /// Name of the experiment.
  public var experiment: String
  /// The question in the manager's words.
  public var question: String?
  /// ISO 4217 code of the currency of every amount.
  public var currency: String
  /// The day whose end the reading stands at; nil for undated counts.
  public var asOf: CivilDate?
  /// How far the test is.
  public var progress: Progress
  /// What the reading says to do.
  public var conclusion: Conclusion
  /// One entry per arm in the order of the plan.
  public var variants: [VariantReading]
  /// What the plan wishes the indicators to reach.
  public var targets = Targets()
  /// The wishes that arms fall short of.
  public var missedTargets: [MissedTarget] = []
  /// One entry per challenger in the order of the plan.
  public var comparisons: [Comparison]
  /// Scripts crossed with windows; nil where the plan does not cross them.
  public var factorial: FactorialReading?
  /// One entry per guardrail and challenger.
  public var guardrails: [GuardrailReading]
  /// One entry per health check.
  public var health: [HealthFinding]
  /// The cumulative path by day; empty for undated data.
  public var path: [PathPoint]
  /// Days that explain the path: planned ones without a call, and those on which the test was made longer or its plan was
  /// changed.
  public var pathMarks: [PathMark] = []
  /// When opportunities come, one curve per arm; empty where their dates are unknown.
  public var delays: [DelayCurve] = []
  /// Calls and opportunities by stratum, window and weekday.
  public var segments: [Segment]
  /// Whether effects differ between segments, and what to do in each; empty where calls are not drawn one by one.
  public var segmentEffects: [SegmentEffects] = []
  /// Mature calls of all arms by weekday and window; empty with fewer than two of either.
  public var week: [WeekCell] = []
  /// All calls in their smallest groups, by arm in the order of the plan, date, window and stratum.
  public var groups: [CallGroup] = []
  /// Each variant at roll-out; empty where the plan states no economics, costs or roll-out.
  public var projection: [VariantProjection]
  /// The same under each resource that could limit the roll-out, as far as the data allow.
  public var limits: [LimitProjection] = []
  /// What another week of the test is worth and costs; nil where profit or the pace are unknown.
  public var nextWeek: NextWeek?
  /// What to do with the campaign itself; nil where its profit is unknown.
  public var campaign: CampaignReading?
  /// What the phone is credited with under each rule of attribution; nil without a touches file.
  public var attribution: AttributionReading?
  /// The methods behind the figures, for the annex.
  public var method: MethodNote
  /// What a reader must know besides.
  public var warnings: [ReadingWarning]
  /// What the plan's economics lack to say what an opportunity earns, by the names of its keys; empty where they lack nothing.
  public var missingEconomics: [String] = []
  /// Remarks of the plan.
  public var notes: [String]
  /// How the data came in.
  public var intake: Intake
  /// Program, plan and data behind the figures, and whether the plan was fixed before them; nil where nobody says.
  public var provenance: Provenance?
}
