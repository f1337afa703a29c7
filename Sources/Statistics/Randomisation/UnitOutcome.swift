/// A unit of assignment with what happened in it: a cluster, a slot, a half-day, with its calls and opportunities.
public struct UnitOutcome: Hashable, Sendable {
  /// Trials of the unit, at least 0.
  public let trials: Int
  /// Successes of the unit, at least 0; more than trials are allowed (opportunities of a lead may be several).
  public let successes: Int

  /// Throws for negative numbers and for more than 2⁴⁰ of either.
  public init(trials: Int, successes: Int) throws(StatisticsError) {
    for (name, value) in [("trials", trials), ("successes", successes)] where !(0...(1 << 40)).contains(value) {
      throw .outOfRange(name: name, value: Double(value), expected: "a whole number from 0 to 2⁴⁰")
    }
    self.trials = trials
    self.successes = successes
  }
}

/// Statistics of assigned units, for ``RandomisationTest``; arm 0 is the control.
public enum UnitStatistic: String, Hashable, Sendable, CaseIterable {
  /// Successes per trial of arm 1 minus that of arm 0, whatever the other arms.
  case difference
  /// The same over its delta-method standard error (see ``RatioOfSums``): the test then also holds, in large samples, for
  /// the weaker hypothesis of no effect on average (Wu & Ding 2021).
  case studentised
  /// Σ over the arms of (successes − expected)²/expected, expected in proportion to trials: any difference among several
  /// arms. Always two-sided.
  case chiSquare = "chi-square"

  /// The statistic of `arms`, the arm of each unit. 0 where it cannot be computed because an arm has no trial.
  public func value(_ units: [UnitOutcome], arms: [Int]) -> Double {
    switch self {
    case .difference: UnitSums(zip(units, arms)).difference
    case .studentised: UnitSums(zip(units, arms)).studentised(units, arms: arms)
    case .chiSquare: Self.chiSquare(units, arms: arms)
    }
  }

  private static func chiSquare(_ units: [UnitOutcome], arms: [Int]) -> Double {
    var sums: [Int: (trials: Double, successes: Double)] = [:]
    for (unit, arm) in zip(units, arms) {
      let sum = sums[arm] ?? (0, 0)
      sums[arm] = (sum.trials + Double(unit.trials), sum.successes + Double(unit.successes))
    }
    let ordered = sums.sorted { $0.key < $1.key }.map(\.value)
    let trials = ordered.reduce(0) { $0 + $1.trials }
    let rate = ordered.reduce(0) { $0 + $1.successes } / trials
    guard trials > 0, rate > 0 else { return 0 }
    return ordered.reduce(0) { sum, arm in
      let gap = arm.successes - arm.trials * rate
      return arm.trials > 0 ? sum + gap * gap / (arm.trials * rate) : sum
    }
  }
}

/// The sums of the control (arm 0) and the variant (arm 1).
struct UnitSums {
  var trials = (control: 0, variant: 0)
  var successes = (control: 0, variant: 0)

  init(_ assigned: some Sequence<(UnitOutcome, Int)>) {
    for (unit, arm) in assigned {
      if arm == 0 {
        trials.control += unit.trials
        successes.control += unit.successes
      } else if arm == 1 {
        trials.variant += unit.trials
        successes.variant += unit.successes
      }
    }
  }

  /// x₁/n₁ − x₀/n₀ from a numerator in integers, so that no difference is exactly 0.
  var difference: Double {
    guard trials.control > 0, trials.variant > 0 else { return 0 }
    let numerator =
      Int128(successes.variant) * Int128(trials.control) - Int128(successes.control) * Int128(trials.variant)
    return Double(numerator) / Double(trials.variant) / Double(trials.control)
  }

  func studentised(_ units: [UnitOutcome], arms: [Int]) -> Double {
    let difference = difference
    guard difference != 0 else { return 0 }
    let rates = (
      Double(successes.control) / Double(trials.control), Double(successes.variant) / Double(trials.variant)
    )
    var (squares, counts) = ([0.0, 0.0], [0.0, 0.0])
    for (unit, arm) in zip(units, arms) where arm == 0 || arm == 1 {
      let residual = Double(unit.successes) - (arm == 0 ? rates.0 : rates.1) * Double(unit.trials)
      squares[arm] += residual * residual
      counts[arm] += 1
    }
    guard counts[0] > 1, counts[1] > 1 else { return 0 }
    let (n0, n1) = (Double(trials.control), Double(trials.variant))
    let variance =
      squares[0] / n0 / n0 * counts[0] / (counts[0] - 1) + squares[1] / n1 / n1 * counts[1] / (counts[1] - 1)
    return variance > 0 ? difference / variance.squareRoot() : (difference > 0 ? .infinity : -.infinity)
  }
}
