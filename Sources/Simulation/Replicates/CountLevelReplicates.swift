public import Decision
public import Experiment
import Foundation
import Statistics

/// Many replicates of a test, drawn as counts: by day and variant, not lead by lead.
///
/// Every lead is called once, so that a day's opportunities are binomial given its calls: the law of ``Campaign`` without
/// retries, at a millionth of the work. Each replicate runs through the very rule that decides real tests, date by date,
/// until the rule declares something or the last call is mature. Each has a stream of random numbers of its own: results
/// do not depend on the number of threads.
///
/// With crossovers, arms have their rates as assigned and the delays of their own script, and the evidence is silent on
/// what was heard. Not for designs whose units are agents or slots, whose leads are not independent, nor for planned shares that differ
/// by stratum; those are refused. Shares that follow results have ``AdaptiveReplicates``.
public struct CountLevelReplicates: Sendable {
  /// The plan.
  public let plan: Plan
  /// What is true.
  public let truth: Truth
  /// Number of replicates.
  public let replicates: Int
  /// The seed.
  public let seed: UInt64
  /// The dates on which a rule is asked, in order: those on which calls mature, calling days after the first of them,
  /// and the day on which the plan decides.
  public let looks: [CivilDate]
  /// The first day of the test.
  public let starts: CivilDate

  let model: CountModel

  /// Replicates of a plan.
  ///
  /// - Parameters:
  ///   - plan: the plan, with a first day.
  ///   - truth: what is true of it.
  ///   - calls: calls of each replicate; nil: what the plan gives (see ``Campaign``).
  ///   - replicates: 1...1,000,000,000.
  ///   - seed: any number.
  public init(
    plan: Plan, truth: Truth, calls: Int? = nil, replicates: Int, seed: UInt64
  ) throws(CampaignError) {
    guard plan.test.assignment.adaptive == nil else { throw .sharesFollowResults }
    try self.init(settled: plan, truth: truth, calls: calls, replicates: replicates, seed: seed)
  }

  /// Replicates of a plan whose shares are settled, or follow results and are looked after by the caller.
  init(settled plan: Plan, truth: Truth, calls: Int?, replicates: Int, seed: UInt64) throws(CampaignError) {
    guard (1...1_000_000_000).contains(replicates) else { throw .replicates(replicates) }
    var single = truth
    single.retries.maximumCalls = 1
    let campaign = try Campaign(settled: plan, truth: single, calls: calls, seed: seed)
    guard !plan.test.factors.contains(.window) else { throw .replicatesNeedLeads("window") }
    guard plan.test.unit != .company else { throw .replicatesNeedLeads("company") }
    switch campaign.allotment.rule {
    case .hashed, .drawn: break
    case .blocked, .hashedByStratum:
      guard plan.test.assignment.plannedShares == nil || plan.test.assignment.adaptive != nil else {
        throw .replicatesNeedLeads("shares that differ by stratum")
      }
    case .agents: throw .replicatesNeedLeads("agent")
    case .slots(let plan) where plan.schedule.rows.count == 1: throw .replicatesNeedLeads("slot")
    case .slots: throw .replicatesNeedLeads("agent and slot")
    }
    let model = CountModel(campaign)
    self.plan = plan
    self.truth = truth
    self.replicates = replicates
    self.seed = seed
    self.model = model
    self.starts = plan.test.starts ?? model.dates[0]
    let within = plan.test.goal.within ?? 0
    let first = model.dates[0] + within
    // A test of so many days ends with its last day, whether calls are placed on it or not.
    let end = max(model.dates[model.dates.count - 1], plan.test.lastDay ?? model.dates[0]) + within
    looks = (first.dayNumber...end.dayNumber).map(CivilDate.init(dayNumber:)).filter { date in
      date == end || model.dates.contains(date - within) || plan.test.calling.isCallingDay(date)
    }
  }

  /// Replicates under the rule of the product, as a closure of the evidence at a date.
  ///
  /// The evidence holds calls by day and variant with opportunities as they are known at that date, answers and talk
  /// times in total, leads and units; no agents, strata, windows or sales. `keepRunning` goes on to the next date;
  /// after the last one it counts as no winner. `dates` narrows the looks to those on which the rule can conclude, which
  /// saves time; the last look is always asked. Throws what the rule throws, for the first replicate that fails.
  public func run<Failure: Error>(
    threads: Int? = nil, onlyOn dates: Set<CivilDate>? = nil,
    _ rule: @escaping @Sendable (Evidence, CivilDate) throws(Failure) -> Conclusion
  ) throws(Failure) -> Replication {
    try replicate(threads: threads, dates: looks, state: ()) { source, _ throws(Failure) in
      let history = CountHistory(model, &source)
      for (look, date) in looks.enumerated() {
        if let dates, look < looks.count - 1, !dates.contains(date) { continue }
        let conclusion = try rule(history.evidence(asOf: date), date)
        if let ending = Declaration(conclusion, variants: model.names) { return (ending, look) }
      }
      return (.noWinner, looks.count - 1)
    }
  }

  /// Replicates under a rule on mature counts alone: the fast way, a few microseconds a replicate.
  ///
  /// The rule is asked once per date on which calls mature, and returns nil to go on. Where the plan has no maturity
  /// window, opportunities count as if they were known on the day of the call: use ``run(threads:_:)`` to see what
  /// counting as they come does.
  public func runCounts(
    threads: Int? = nil, _ rule: @escaping @Sendable (MatureCounts) -> Declaration?
  ) -> Replication {
    let within = plan.test.goal.within ?? 0
    let places = model.dates.map { date in looks.firstIndex(of: date + within) ?? looks.count - 1 }
    return replicate(threads: threads, dates: looks, state: MatureCounts(variants: model.names.count)) {
      source, counts in
      counts.restart()
      for day in model.dates.indices {
        model.add(day: day, to: &counts, from: &source)
        counts.look = day
        counts.isLast = day == model.dates.count - 1
        if let ending = rule(counts) { return (ending, places[day]) }
      }
      return (.noWinner, looks.count - 1)
    }
  }

  /// Calls placed by the end of each look's date, and days of the test up to it.
  private func progress(_ dates: [CivilDate]) -> (calls: [Int], days: [Int]) {
    let calls = dates.map { look in
      zip(model.dates, model.calls).reduce(0) { $1.0 <= look ? $0 + $1.1 : $0 }
    }
    return (calls, dates.map { $0 - starts + 1 })
  }

  /// Runs every replicate on its own stream and counts the endings by date; integers, so that no order matters. Each
  /// thread has a state of its own, which replicates use one after the other.
  func replicate<State: Sendable, Failure: Error>(
    threads: Int?, dates: [CivilDate], state: State,
    _ run: @escaping @Sendable (inout RandomSource, inout State) throws(Failure) -> (Declaration, Int)
  ) throws(Failure) -> Replication {
    let workers = max(1, min(threads ?? ProcessInfo.processInfo.activeProcessorCount, replicates))
    let source = RandomSource(seed: seed).split(6)
    let merged = EndingCounts<Failure>(looks: dates.count)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      var endings: [Declaration: [Int]] = [:]
      var state = state
      for number in stride(from: worker, to: replicates, by: workers) {
        var stream = source.split(UInt64(number))
        do throws(Failure) {
          let (ending, look) = try run(&stream, &state)
          endings[ending, default: [Int](repeating: 0, count: dates.count)][look] += 1
        } catch {
          merged.fail(number, error)
          break
        }
      }
      merged.add(endings)
    }
    var endings = try merged.endings()
    for (place, variant) in plan.test.variants.all.enumerated() where variant.role == .challenger {
      endings[.rollOut(place), default: []] += []
    }
    let progress = progress(dates)
    return Replication(
      variants: model.names, rates: truth.variants.map(\.rate), endings: endings, callsPlaced: progress.calls,
      daysElapsed: progress.days)
  }
}

/// Endings of all workers, and the failure of the first replicate that failed.
private final class EndingCounts<Failure: Error>: @unchecked Sendable {
  // The lock guards everything below; there is one merge per worker.
  private let lock = NSLock()
  private var sum: [Declaration: [Int]] = [:]
  private var failure: (replicate: Int, error: Failure)?
  private let looks: Int

  init(looks: Int) { self.looks = looks }

  func add(_ endings: [Declaration: [Int]]) {
    lock.withLock {
      for (ending, counts) in endings {
        for (look, count) in counts.enumerated() {
          sum[ending, default: [Int](repeating: 0, count: looks)][look] += count
        }
      }
    }
  }

  func fail(_ replicate: Int, _ error: Failure) {
    lock.withLock {
      if let failure, failure.replicate < replicate { return }
      failure = (replicate, error)
    }
  }

  func endings() throws(Failure) -> [Declaration: [Int]] {
    lock.lock()
    defer { lock.unlock() }
    if let failure { throw failure.error }
    return sum
  }
}

extension MatureCounts {
  init(variants: Int) {
    self.init(
      look: 0, isLast: false, calls: [Int](repeating: 0, count: variants),
      opportunities: [Int](repeating: 0, count: variants))
  }

  mutating func restart() {
    for variant in calls.indices {
      calls[variant] = 0
      opportunities[variant] = 0
    }
  }
}
