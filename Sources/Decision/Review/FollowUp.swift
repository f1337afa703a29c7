import Cost
public import Experiment
public import Statistics

extension Review {
  /// A roll-out beside the leads that were held out of it.
  public struct FollowUp: Hashable, Sendable {
    /// Mature calls of one script since the roll-out.
    public struct Rate: Hashable, Sendable {
      /// The script.
      public var variant: String
      /// Mature calls.
      public var calls: Int
      /// Their opportunities.
      public var opportunities: Int
      /// Call-to-opportunity rate with its interval; nil without calls.
      public var tco: Estimate?
    }

    /// The script that was rolled out.
    public var script: String
    /// First day of the roll-out.
    public var starts: CivilDate
    /// Share of the leads that was to keep the control.
    public var holdOut: Double
    /// Both scripts, the control first.
    public var rates: [Rate]
    /// The rate of the script less that of the leads held out; nil without calls of both.
    public var difference: Estimate?
    /// Sales and money of the calls that have reached the age of the review, at the costs per call of the test.
    public var arms: [Arm]
    /// The script's profit per call less that of the leads held out.
    public var gain: Gain?
    /// Whether the leads are split as planned (the check of the sample ratio); where not, nothing is concluded.
    public var isSplitAsPlanned: Bool
    /// What the roll-out says of the decision.
    public var outcome: Outcome
  }
}

/// Compares a roll-out with the leads held out of it.
struct FollowUpReview {
  let plan: Plan
  let rollout: Rollout.FollowUp
  let evidence: Evidence
  let age: Review.Age
  let day: CivilDate
  let prior: SalesForecast.Prior?
  /// Cost of a call at roll-out by script, as the test knows it.
  let costsPerCall: [String: Double]
  /// Calls that a script places for one of the control's, under the plan's limit.
  let callsPerControlCall: [String: Double]

  func review() throws(DecisionError) -> Review.FollowUp? {
    let starts = CivilDate(dayNumber: rollout.firstDay)
    guard let receipts = evidence.datedReceipts, day >= starts else { return nil }
    let test: TestProtocol
    do throws(Variants.Fault) {
      test = try plan.test.followUp(of: rollout.script, starts: starts, holdOut: rollout.holdOut)
    } catch {
      throw .rolloutUnknown(script: rollout.script)
    }
    // Costs of the test are not those of the roll-out: only what a call costs carries over.
    let reading = try check(Plan(test: test, economics: plan.economics), evidence, asOf: day)
    let first = evidence.tally.dates?.lowerBound ?? starts
    let isReached = day - first >= age.days
    let cohorts = SalesCohorts(evidence.tally, receipts, day: day)
    let calls = try ReviewedCalls(
      test.variants.names, cohorts, economics: plan.economics, age: age, confidence: test.goal.confidence,
      isReached: isReached, prior: prior)
    let arms = test.variants.all.map { arm in
      calls.arm(
        arm.name, role: arm.role,
        cost: costsPerCall[arm.name].map { ReviewedCalls.Cost(perCall: $0, recurring: $0) })
    }
    let gain = arms.last.map {
      Review.Gain(
        variant: $0.variant,
        profitPerCall: Review.gain(
          of: $0, over: arms.first, age: age, calls: callsPerControlCall[$0.variant] ?? 1))
    }
    let isSplitAsPlanned = !reading.health.contains { $0.check == .sampleRatio && $0.status == .fail }
    let outcome: Review.Outcome =
      !isReached
      ? .tooEarly(first + age.days)
      : isSplitAsPlanned
        ? Review.outcome(decided: .rollOut, winner: rollout.script, gains: gain.map { [$0] } ?? []) : .undecided
    return Review.FollowUp(
      script: rollout.script, starts: starts, holdOut: rollout.holdOut,
      rates: reading.variants.map {
        Review.FollowUp.Rate(variant: $0.name, calls: $0.calls, opportunities: $0.opportunities, tco: $0.tco)
      }, difference: reading.comparisons.first?.difference, arms: arms, gain: gain, isSplitAsPlanned: isSplitAsPlanned,
      outcome: outcome)
  }
}
