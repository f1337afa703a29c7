import Decision
import Experiment
import Statistics

extension English {
  func naive(_ effect: NaiveEffect, of comparison: Comparison, unit: RandomisationUnit) -> String {
    let size = comparison.designEffect.map {
      $0 >= 1.05 ? ", \(numbers.decimal($0, places: 1)) times as uncertain" : ""
    }
    return "For comparison only: a test that takes each call of \(script(comparison.variant)) as independent would say "
      + "p = \(numbers.pValue(effect.p)). It is wrong here, since calls of one \(one(unit)) share more than the script"
      + "\(size ?? ""); nothing is concluded from it."
  }

  func complier(_ reading: ComplierReading, of variant: String) -> String {
    let heard =
      "It was heard in \(numbers.percent(reading.heardAsAssigned, places: 0)) of the calls assigned to it and in "
      + "\(numbers.percent(reading.heardInControl, places: 0)) of the others."
    guard let estimate = reading.estimate else {
      return "\(script(variant)), heard: cannot be told, since assignment did not change what was heard. \(heard)"
    }
    let range =
      switch reading.set {
      case .interval(let lower, let upper) where lower.isFinite && upper.isFinite:
        "\(numbers.points(estimate)) (\(numbers.pointRange(Estimate(value: estimate, lower: lower, upper: upper), places: 2)))"
      case .interval(let lower, _) where lower.isFinite:
        "\(numbers.points(estimate)), and at least \(numbers.points(lower))"
      case .interval(_, let upper) where upper.isFinite:
        "\(numbers.points(estimate)), and at most \(numbers.points(upper))"
      case .complement(let below, let above):
        "\(numbers.points(estimate)), but too few heard it as assigned to bound it: anything up to "
          + "\(numbers.points(below)) or from \(numbers.points(above)) on"
      case .interval, .wholeLine: "\(numbers.points(estimate)), but too few heard it as assigned to bound it"
      }
    return "\(script(variant)), really heard: \(range). \(heard)"
  }

  var complierAssumptions: String {
    "The effect of hearing is the effect of assignment divided by the difference in hearing. It holds for leads who hear the "
      + "script they were assigned to, if assignment works through what is heard alone, never puts anybody off the "
      + "script it assigns, and leads do not influence each other. The comparison above, by assignment, needs none of this "
      + "and is what decides."
  }

  func factor(_ factor: Factor) -> String {
    switch factor {
    case .script: "Script"
    case .window: "Calling window"
    }
  }

  func interaction(_ reading: FactorialReading, alpha: Double) -> String {
    let p = numbers.pValue(reading.interactionP)
    return reading.showsInteraction(at: alpha)
      ? "Scripts do not work alike in all windows (p = \(p)): choose script and window together, from the variants above."
      : "That scripts work differently by window is not shown (p = \(p)); a small difference may hide among so few calls."
  }

  func many(_ unit: RandomisationUnit) -> String {
    switch unit {
    case .lead: "leads"
    case .company: "companies"
    case .agent: "agents"
    case .slot: "half-days"
    }
  }

  func one(_ unit: RandomisationUnit) -> String {
    switch unit {
    case .lead: "lead"
    case .company: "company"
    case .agent: "agent"
    case .slot: "half-day"
    }
  }
}
