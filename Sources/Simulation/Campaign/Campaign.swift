public import Decision
import Experiment
import Statistics

/// A synthetic campaign with a known truth: a plan, what is true of it, a number of calls and a seed.
///
/// Leads, companies, agents and slots come to their variant by the product's own assigners and schedulers, with the plan's
/// seed: whoever assigns again, or verifies, finds the same. Where windows are varied, leads are called in the window of
/// their variant. The same values give the same rows on every machine. Leads come from lists of different quality and are dealt to
/// agents of different skill; calls fall on the plan's calling days and into its windows, in proportion to open time;
/// unanswered calls are tried again in later windows; opportunities are qualified days later and sold weeks later. Every
/// effect is brought to a mean of 1 over the expected calls, so that the expected share of calls that become an
/// opportunity is exactly the stated rate of the variant that is heard.
///
/// Agents are not queues: a long call does not delay the next one of the same agent. Talk times are independent of the
/// agent and the list.
public struct Campaign: Sendable {
  /// The plan.
  public let plan: Plan
  /// What is true.
  public let truth: Truth
  /// Number of calls.
  public let calls: Int
  /// The seed.
  public let seed: UInt64
  /// Names and figures that the rows refer to.
  public let roster: CampaignRoster

  let team: Team
  let course: CampaignCourse

  var schedule: CampaignSchedule { course.schedule }
  var surface: RateSurface { course.surface }
  var allotment: Allotment { course.allotment }

  /// A campaign of a plan.
  ///
  /// Shares that follow results follow those of the campaign: each block of days is drawn by the shares that the plan's
  /// rule makes of the blocks before it, as `hooktest waves` would have written them day by day. Shares that stand in such
  /// a plan already are not used; the campaign's own are those of its plan's assignment.
  ///
  /// - Parameters:
  ///   - plan: the plan, with a first day.
  ///   - truth: what is true of it, variants in the order of the plan.
  ///   - calls: number of calls, 1...999,999,999; nil: the plan's calls, or its agents × pace × calling days. The calls
  ///     are spread over the plan's calling days, and the team is as large as its pace (80 a day where none is stated)
  ///     asks for.
  ///   - seed: any number.
  public init(plan: Plan, truth: Truth, calls: Int? = nil, seed: UInt64) throws(CampaignError) {
    guard plan.test.assignment.adaptive != nil else {
      try self.init(settled: plan, truth: truth, calls: calls, seed: seed)
      return
    }
    self = try Campaign.following(plan, truth: truth, calls: calls, seed: seed)
  }

  /// A campaign whose shares are settled: all of them, or where they follow results those of its first blocks of days, up
  /// to which it may be told.
  init(settled plan: Plan, truth: Truth, calls: Int?, seed: UInt64) throws(CampaignError) {
    let test = plan.test
    guard truth.variants.map(\.name) == test.variants.names else {
      throw .otherVariants(truth: truth.variants.map(\.name), plan: test.variants.names)
    }
    do throws(TruthError) { try truth.check() } catch { throw .truth(error) }
    try WindowRoutes.check(test)
    let schedule = try CampaignSchedule(test: test, calls: calls)
    let source = RandomSource(seed: seed)
    let team = Team(
      agents: Campaign.agents(test.calling, schedule: schedule, asked: calls), truth: truth, rule: test.assignment,
      source: source.split(1))
    let blocks = test.assignment.adaptive?.blocks(of: schedule.days, in: test) ?? []
    let allotment = try Allotment(
      test: test, lists: truth.lists, team: team, slots: schedule.slots, blocks: blocks, source: source.split(2))
    let routes = try WindowRoutes(
      test, schedule: schedule, outside: truth.outsideWindow, source: source.split(9))
    let surface = RateSurface(
      truth: truth, schedule: schedule, retries: truth.retries, largestAgentFactor: team.skills.max() ?? 1,
      routes: routes, variantShares: test.variants.shares, source: source.split(10))
    let periods = routes?.periods ?? schedule.slots.indices.map { $0..<($0 + 1) }
    let total = truth.lists.reduce(0) { $0 + $1.share }
    var sum = 0.0
    self.plan = plan
    self.truth = truth
    self.calls = schedule.calls
    self.seed = seed
    self.team = team
    self.course = CampaignCourse(
      schedule: schedule, surface: surface, allotment: allotment, retries: truth.retries, routes: routes,
      periods: periods,
      listEnds: truth.lists.map { list in
        sum += list.share / total
        return sum
      }, blockOfPeriod: Campaign.blockOfPeriod(periods, blocks, schedule))
    self.roster = CampaignRoster(
      experiment: test.name, variants: test.variants.names, shares: test.variants.shares,
      lists: truth.lists.map(\.name),
      windows: test.calling.windows.map(\.name), agents: team.skills.count, currency: plan.currency,
      design: CampaignDesign(test, allotment, team), calls: schedule.calls,
      dates: schedule.days[0]...schedule.days[schedule.days.count - 1], seed: seed, truth: truth,
      effectsKept: surface.damping)
  }

  /// The block of days that each period begins in; empty where no shares follow results.
  private static func blockOfPeriod(
    _ periods: [Range<Int>], _ blocks: [AdaptiveShares.Block], _ schedule: CampaignSchedule
  ) -> [Int] {
    guard !blocks.isEmpty else { return [] }
    return periods.map { period in
      let date = schedule.slots[period.lowerBound].date
      return (blocks.lastIndex { $0.firstDay <= date }) ?? 0
    }
  }

  /// The plan's agents where its own pace decides the number of calls; else as many as the calls take, at least two.
  private static func agents(_ calling: CallingCalendar, schedule: CampaignSchedule, asked: Int?) -> Int {
    if asked == nil, let agents = calling.agents, agents > 0 { return agents }
    let pace = max(1, calling.callsPerAgentDay ?? 80) * schedule.days.count
    return max(2, (schedule.calls + pace - 1) / pace)
  }
}
