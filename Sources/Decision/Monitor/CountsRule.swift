public import Experiment
import Statistics

/// The plan's own rule on counts by calling day: at which reading a test of independent calls stops, and with what
/// conclusion.
///
/// The same answers as ``check(_:_:looks:asOf:)`` at each reading, without its intervals, money and paths, so that tests
/// can be simulated by the million. Readings are those at which the plan may conclude: the decision day of a fixed test,
/// planned looks, every day on which calls mature for any-time monitoring.
///
/// Every lead is called once and known by its variant alone: no strata, no repeated calls. What counts cannot tell
/// (guardrails, money, Dunnett's adjustment) is left to the whole rule, see ``Ending/wholeRule``.
public struct CountsRule: Sendable {
  /// What a reading concludes.
  public enum Ending: Hashable, Sendable {
    /// A challenger is rolled out: its place in the plan's variants.
    case rollOut(Int)
    /// The control stays.
    case keepControl
    /// The test is over and shows nothing.
    case noWinner
    /// The randomised units are not split as planned.
    case unhealthy
    /// Something is shown, and what follows depends on more than counts: ask ``check(_:_:looks:asOf:)``. Its conclusion
    /// may be to go on.
    case wholeRule
  }

  /// A reading at which the plan may conclude.
  public struct Reading: Hashable, Sendable {
    /// The day at whose end it stands.
    public let date: CivilDate
    /// How many of the days with calls are mature.
    public let matureDays: Int
    /// How many of the days with calls are over.
    public let placedDays: Int
    /// Planned calling days whose calls are mature.
    let callingDays: Int
    /// Whether it is a planned look of a test by days that ends it.
    let isLastLook: Bool
    /// Whether the planned end of a test by days has come.
    let isComplete: Bool
  }

  /// The plan.
  public let plan: Plan
  /// The readings in order.
  public let readings: [Reading]
  /// Whether a conclusion may need more than counts.
  public let mayNeedWholeRule: Bool

  let control: Int
  let challengers: [Int]
  /// What information is a fraction of, by reading, then by challenger.
  let scales: [InformationClock.Scale]
  let designs: [TwoStreamDesign]
  /// Monitors by number of open comparisons, less one.
  let monitors: [GroupSequentialMonitor]
  let checksUnits: Bool
  let concentration: Double

  /// The rule of a plan.
  ///
  /// - Parameters:
  ///   - plan: the plan, with a first day.
  ///   - dates: the days with calls, in order.
  ///
  /// Throws without a first day, and where a method refuses the plan's figures.
  public init(_ plan: Plan, dates: [CivilDate]) throws(DecisionError) {
    guard plan.test.starts != nil else { throw .startMissing }
    let test = plan.test
    self.plan = plan
    readings = Self.readings(test, dates: dates)
    let names = test.variants.names
    control = names.firstIndex(of: test.variants.control.name) ?? 0
    let others = names.indices.filter { [control] in $0 != control }
    challengers = others
    let hasSeveral = others.count > 1 && test.goal.adjustment != .none
    mayNeedWholeRule =
      others.count > 1 || plan.rule.and.contains(.profit)
      || (plan.rule.and.contains(.guardrails) && !test.guardrails.isEmpty)
    checksUnits =
      plan.rule.and.contains(.healthy) && plan.waivers[HealthCheckName.sampleRatio.rawValue] == nil
    concentration = SampleRatioCheck.concentration(of: test)
    var designs: [TwoStreamDesign] = []
    var monitors: [GroupSequentialMonitor] = []
    for challenger in others {
      guard test.monitoring.method == .anytime else { continue }
      designs.append(
        try AlwaysValidAnalysis(
          test: test, challenger: names[challenger], comparisons: hasSeveral ? others.count : 1
        ).design())
    }
    if test.monitoring.method == .groupSequential {
      for open in 1...(hasSeveral ? others.count : 1) {
        monitors.append(try GroupSequentialMonitor(test, level: test.goal.alpha / Double(open)))
      }
    }
    let clocks = others.map { InformationClock(test, challenger: names[$0]) }
    scales = readings.flatMap { reading in
      clocks.map { $0.scale(callingDays: reading.callingDays, on: reading.date) }
    }
    self.designs = designs
    self.monitors = monitors
  }

  private static func readings(_ test: TestProtocol, dates: [CivilDate]) -> [Reading] {
    let within = test.goal.within ?? 0
    let decisionDay = test.lastDay.map { $0 + within }
    let end = decisionDay ?? dates.last.map { $0 + within }
    guard let end else { return [] }
    var looks: [(date: CivilDate, callingDays: Int, isLast: Bool)] = []
    switch test.monitoring.method {
    case .fixed: looks = [(end, 0, false)]
    case .groupSequential:
      looks = LookSchedule(test)?.looks.map { ($0.date, $0.callingDays, $0.isLast) } ?? []
    case .anytime:
      looks = dates.map { ($0 + within, 0, false) }
      if looks.last?.date != end { looks.append((end, 0, false)) }
    }
    // A test that ends by calls ends at the first look at which they are mature.
    let last = looks.first { $0.date >= end }?.date ?? end
    return looks.filter { $0.date <= last }.map { look in
      Reading(
        date: look.date, matureDays: dates.count { $0 + within <= look.date },
        placedDays: dates.count { $0 <= look.date }, callingDays: look.callingDays, isLastLook: look.isLast,
        isComplete: decisionDay.map { look.date >= $0 } ?? false)
    }
  }

  /// The state before the first reading.
  public func course() -> CountsCourse { CountsCourse(self) }
}

/// Calls and mature opportunities of one test, by day and variant in the order of the plan.
public struct CountsByDay: Hashable, Sendable {
  /// Number of variants.
  public let variants: Int
  /// Calls: those of day d and variant v at d · variants + v.
  public var calls: [Int]
  /// Their opportunities, qualified within the plan's window; in the same places, at most the calls.
  public var opportunities: [Int]

  /// No calls on so many days.
  public init(days: Int, variants: Int) {
    self.variants = variants
    calls = [Int](repeating: 0, count: days * variants)
    opportunities = calls
  }
}
