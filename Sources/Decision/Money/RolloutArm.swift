import Cost
import Experiment
import Statistics

/// What a test says of one variant for a roll-out.
struct RolloutArm {
  let reading: VariantReading
  /// Opportunities per call at roll-out: a challenger's is the control's plus the difference of the comparison, which
  /// allows for strata, so that profits of two variants differ by just the gain. Without strata it is the rate observed.
  let rate: Estimate
  /// Opportunities among calls, with as few calls as the comparison's variance is worth.
  let observed: Proportion
  /// Recurring cost per call, and the part of it that goes with handling time.
  let cost: Double
  let timedCost: Double
  let spread: HandlingSpread
  let handlingSeconds: Double?
  /// Nil where the margin is unknown.
  let worth: OpportunityWorth?

  var name: String { reading.name }
  var isControl: Bool { reading.role == .control }
  var demand: CallDemand { CallDemand(cost: cost, handlingSeconds: handlingSeconds) }
  var belief: Beta { BetaPrior.uniform.posterior(observed) }
  /// Whether the cost of a call is known no better than handling times are.
  var hasUncertainCost: Bool { timedCost > 0 && spread.relativeError > 0 }

  /// Relative standard error of the cost per call.
  var costDeviation: Double { timedCost * spread.relativeError }

  /// Standard error of the rate, as if every call were one trial of its own.
  var rateDeviation: Double { (observed.rate * (1 - observed.rate) / Double(observed.trials)).squareRoot() }
}

extension RolloutArm {
  /// The cost of a call with its time-driven part: lines split by handling time, where times are known, and those per hour.
  static func timedCost(_ statement: CostStatement?, calls: Int) -> Double {
    let lines = (statement?.lines ?? []).filter { line in
      !line.once && (line.basis == .talkHour || line.split == .handlingTime)
    }
    return lines.reduce(0) { $0 + $1.amount.units } / Double(max(1, calls))
  }

  /// CPQ with its interval: the rate's own at a known cost per call, else Fieller's; nil where that is not an interval.
  func cpq(confidence: Double) -> (estimate: Estimate, method: MoneyBasis.Method)? {
    guard hasUncertainCost else {
      return (IndicatorEstimates.cpq(rate, costPerCall: cost), .knownCost)
    }
    guard reading.opportunities >= RolloutArm.leastOpportunities, rate.value > 0 else { return nil }
    let set = FiellerSet(
      numerator: cost, denominator: rate.value, variance: costDeviation * costDeviation,
      covariance: spread.correlation * costDeviation * rateDeviation,
      denominatorVariance: rateDeviation * rateDeviation, z: Normal.quantile(survival: (1 - confidence) / 2))
    guard case .interval(let lower, let upper) = set, lower >= 0, upper.isFinite else { return nil }
    return (Estimate(value: cost / rate.value, lower: lower, upper: upper), .fieller)
  }

  /// Opportunities from which Fieller's interval, which takes both estimates for normal, stands in for draws.
  private static let leastOpportunities = 10
}

extension IndicatorEstimates {
  /// CPQ at a known cost per call: falling in the rate, so its interval carries over; infinite at a rate of 0.
  static func cpq(_ rate: Estimate, costPerCall: Double) -> Estimate {
    func cpq(_ rate: Double) -> Double {
      costPerCall == 0 ? 0 : rate > 0 ? costPerCall / rate : .infinity
    }
    return Estimate(value: cpq(rate.value), lower: cpq(rate.upper), upper: cpq(rate.lower))
  }
}

extension Estimate {
  /// The interval around another point, widened where it does not hold the point.
  func around(_ point: Double) -> Estimate {
    Estimate(value: point, lower: min(lower, point), upper: max(upper, point))
  }

  /// The return of an income per opportunity at this cost per opportunity.
  func returned(_ income: Double) -> Estimate? {
    guard value > 0, income.isFinite else { return nil }
    func roi(_ cpq: Double) -> Double { cpq > 0 ? income / cpq - 1 : .infinity }
    return Estimate(value: roi(value), lower: roi(upper), upper: roi(lower))
  }
}
