import Cost
import Decision
import Experiment
import ProofKit
import Statistics

/// How often the ranges of money for any look hold what is true at every one of many looks, and those of a single reading.
struct AnyLookStudy: Sendable {
  static let tests = 3_000
  /// One look on the evening of each calling day but the last, on which the test ends.
  static let days = 20

  let name: String
  let campaign: Campaign
  /// Calls of each lead, all on one day; above 1, leads differ in how likely they are to buy.
  var callsPerLead = 1

  static let all = [
    AnyLookStudy(
      name: "plain winner, leads the limit",
      campaign: Campaign(control: .init(rate: 0.03, cost: 0.4), variant: .init(rate: 0.036, cost: 0.4))),
    AnyLookStudy(
      name: "dear winner, budget the limit",
      campaign: Campaign(
        control: .init(rate: 0.03, cost: 0.4), variant: .init(rate: 0.036, cost: 0.52), limit: .budget)),
    AnyLookStudy(
      name: "rates of 1 %, no difference",
      campaign: Campaign(control: .init(rate: 0.01, cost: 0.4), variant: .init(rate: 0.01, cost: 0.4))),
    AnyLookStudy(
      name: "leads called three times, budget the limit",
      campaign: Campaign(
        control: .init(rate: 0.03, cost: 0.4), variant: .init(rate: 0.036, cost: 0.52), limit: .budget),
      callsPerLead: 3),
  ]

  /// Figures of the challenger.
  enum Figure: Int, CaseIterable {
    case cpq, roi, profit, gain
  }

  struct Line: Hashable, Sendable {
    /// How often a figure's range for any look held at every look, and how often that of the single reading did.
    var atAnyLook: [Share]
    var single: [Share]
    var guarantees: [String]

    /// Whether a range for any look misses more often than it may, by more than three standard errors.
    static func isMissed(_ share: Share) -> Bool { share.value + 3 * share.standardError < CoverageStudy.nominal }
    var isMissed: Bool { atAnyLook.contains(where: Self.isMissed) }
  }

  private static let monday = CivilDate(dayNumber: 20_514)

  private func plan() throws -> Plan {
    var plan = try campaign.plan()
    plan.test.starts = Self.monday
    plan.test.length = .days(Self.days / 5 * 7)
    plan.test.calling = CallingCalendar(callsPerAgentDay: 2 * callsADay, agents: 1)
    plan.test.goal.within = 0
    return plan
  }

  /// Calls of a script on a day: whole leads.
  private var callsADay: Int { Campaign.callsPerArm / Self.days / callsPerLead * callsPerLead }

  /// Adds a day of one script.
  private func add(
    _ day: CivilDate, _ name: String, _ rate: Double, to tally: inout Tally, _ random: inout RandomSource
  ) {
    let leads = callsADay / callsPerLead
    var opportunities = 0
    if callsPerLead == 1 {
      opportunities = random.binomial(leads, rate)
      tally.leads.add(
        LeadTable.Row(leads: opportunities), to: LeadTable.Key(variant: name, calls: 1, opportunities: 1))
      tally.leads.add(
        LeadTable.Row(leads: leads - opportunities), to: LeadTable.Key(variant: name, calls: 1, opportunities: 0))
    } else {
      // A fifth of the leads buy four times as often as the others do.
      let open = random.binomial(leads, 0.2)
      var byNumber = [Int](repeating: 0, count: callsPerLead + 1)
      for (count, chance) in [(open, 2.5 * rate), (leads - open, 0.625 * rate)] {
        for _ in 0..<count { byNumber[random.binomial(callsPerLead, chance)] += 1 }
      }
      for (number, count) in byNumber.enumerated() where count > 0 {
        tally.leads.add(
          LeadTable.Row(leads: count), to: LeadTable.Key(variant: name, calls: callsPerLead, opportunities: number))
        opportunities += number * count
      }
    }
    tally.byDay.add(CallCell(calls: callsADay, opportunities: opportunities), to: DayKey(variant: name, date: day))
    tally.units.counts[UnitKey(variant: name), default: 0] += leads
  }

  /// What is true of a figure.
  private func truth(_ figure: Figure) -> Double {
    switch figure {
    case .cpq: campaign.cpq(campaign.variant)
    case .roi: campaign.roi(campaign.variant)
    case .profit: campaign.profitPerCall(campaign.variant)
    case .gain: campaign.gain
    }
  }

  private static func ranges(_ figure: Figure, of arm: VariantProjection) -> (any: Estimate?, single: Estimate?) {
    switch figure {
    case .cpq: (arm.anyTime?.indicators?.cpq, arm.cpq)
    case .roi: (arm.anyTime?.indicators?.roi, arm.roi)
    case .profit: (arm.anyTime?.indicators?.profitPerCall, arm.profitPerCall)
    case .gain: (arm.anyTime?.gainPerMonth, arm.gainPerMonth)
    }
  }

  /// Runs one test look by look; tells each look's projection of the challenger.
  private func looks(_ plan: Plan, _ random: inout RandomSource, _ body: (VariantProjection) -> Void) throws {
    var tally = Tally()
    tally.units.source = .calls
    let days = plan.test.calling.callingDays(from: Self.monday, through: Self.monday + (Self.days / 5 * 7 - 1))
    for day in days.dropLast() {
      for (name, script) in zip(["a", "b"], campaign.scripts) { add(day, name, script.rate, to: &tally, &random) }
      let reading = try check(plan, Evidence(tally: tally, lastDay: day))
      if let arm = reading.projection.last { body(arm) }
    }
  }

  func line(tests: Int, stream: UInt64, threads: Int = 2) async throws -> Line {
    let plan = try plan()
    let figures = Figure.allCases
    let study = self
    let counts = try await Replicates(number: tests, stream: stream, threads: threads).counts(
      2 * figures.count, state: 0
    ) { random, _, counts in
      var holds = [Bool](repeating: true, count: 2 * figures.count)
      try study.looks(plan, &random) { arm in
        for figure in figures {
          let ranges = Self.ranges(figure, of: arm)
          let truth = study.truth(figure)
          // A range that is not offered yet misses nothing.
          if let any = ranges.any, !any.contains(truth) { holds[2 * figure.rawValue] = false }
          if let single = ranges.single, !single.contains(truth) { holds[2 * figure.rawValue + 1] = false }
        }
      }
      for (place, held) in holds.enumerated() where held { counts[place] += 1 }
    }
    var random = RandomSource(seed: Replicates.seed)
    var last: VariantProjection?
    try looks(plan, &random) { last = $0 }
    let guarantees = [
      last?.anyTime?.indicators?.cpqGuarantee, last?.anyTime?.indicators?.returnGuarantee,
      last?.anyTime?.indicators?.returnGuarantee, last?.anyTime?.gainGuarantee,
    ].map { $0?.rawValue ?? "not offered" }
    return Line(
      atAnyLook: figures.map { Share(counts[2 * $0.rawValue], of: tests) },
      single: figures.map { Share(counts[2 * $0.rawValue + 1], of: tests) }, guarantees: guarantees)
  }

  static func section(_ effort: Effort) async throws -> String {
    var rows: [[String]] = []
    var failing: [String] = []
    for (index, study) in all.enumerated() {
      let tests = effort.tests(tests)
      let line = try await study.line(tests: tests, stream: 1_020 + UInt64(index))
      if line.isMissed { failing.append(study.name) }
      rows.append(
        [study.name]
          + Figure.allCases.map { figure in
            let share = line.atAnyLook[figure.rawValue]
            return "\(share.text(1, fails: Line.isMissed(share))), \(line.guarantees[figure.rawValue]) "
              + "(\(line.single[figure.rawValue].text(1)))"
          } + [Markdown.count(tests)])
    }
    return """
      ## Do the ranges for any look hold at every look?

      Looked at each evening of \(days) calling days but the last; a test counts where the range held the truth at every look. \
      Promised are 95 % or more: exactly for the CPQ at a known cost, for the others at the values that the plan states, in \
      the limit where leads are called more than once. In brackets, how often the range of a single reading, nominal 95 % \
      for one look, held at every look. (!) marks a share that is below 95 % by more than three standard errors. Lines that \
      miss it: \(Markdown.list(failing)).

      \(Markdown.table(["campaign", "CPQ", "ROI", "profit per call", "gain a month", "tests"], rows))
      """
  }
}
