import Cost
import Experiment

extension PlanFile {
  /// The plan that the answers of an interview make, with the statistics filled in: two scripts, equal shares, 5 % risk
  /// of a false alarm, 80 % chance of detecting the improvement, two weeks.
  ///
  /// - Parameters:
  ///   - answers: the answers.
  ///   - timeZone: IANA name of the team's time zone.
  ///   - currency: ISO 4217 code of the amounts.
  public static func write(
    _ answers: InterviewAnswers, timeZone: String = "Europe/Paris", currency: String = "EUR"
  ) -> String {
    let lift =
      switch answers.improvement {
      case .relative(let share): "\(share < 0 ? "" : "+")\(percent(share)) %"
      case .absolute(let difference): "\(difference < 0 ? "" : "+")\(percent(difference)) pt"
      }
    return """
      # The plan of a hook test, from the answers to eight questions. Edit it until `hooktest start` locks it.
      name: \(QuotedScalar.of(answers.name))
      question: \(QuotedScalar.of(answers.question))
      starts: \(answers.starts)
      days: 14
      timezone: \(QuotedScalar.of(timeZone))
      calling:
        weekdays: [mon, tue, wed, thu, fri]
        agents: \(answers.agents)
        calls-per-agent-day: \(answers.callsPerAgentDay)
      assignment: {method: hashed, seed: \(QuotedScalar.of("\(answers.name)-1"))}
      variants:
        - {name: current, role: control, weight: 1}
        - {name: challenger, weight: 1}
      goal:
        metric: tco
        baseline: \(percent(answers.baseline)) %
        worth-detecting: \(lift)
        within: \(answers.maturityDays)d
        alpha: 5 %
        power: 80 %
        sides: 2
      # fixed: one conclusion, at the planned end. group-sequential: also at planned looks, as `looks: daily`.
      # anytime: on any day, as often as you like, for more calls.
      monitoring: {method: fixed}
      costs:
        - {item: calls, amount: \(answers.costPerCall.typed), per: call}
      economics:
        currency: \(QuotedScalar.of(currency))
        opportunity-to-sale: \(percent(answers.opportunityToSale)) %
        sale-value: \(answers.saleValue.typed)
        margin-per-sale: \(answers.marginPerSale.typed)
      decide: {when: significant, and: [healthy, guardrails]}

      """
  }

  /// A share in per cent, in the fewest digits that read back as the same number.
  private static func percent(_ share: Double) -> String {
    for decimals in 0...15 {
      let scale = (0..<decimals).reduce(1.0) { value, _ in value * 10 }
      let rounded = (share * 100 * scale).rounded()
      guard abs(rounded) < 1e15 else { break }
      let typed = fixed(Int(rounded), decimals: decimals)
      if TypedDecimal.value(typed, comma: false, scale: -2) == share { return typed }
    }
    return fixed(Int((share * 1e12).rounded()), decimals: 10)
  }

  private static func fixed(_ number: Int, decimals: Int) -> String {
    let digits = String(number.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = number < 0 ? "-" : ""
    guard decimals > 0 else { return sign + padded }
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }
}
