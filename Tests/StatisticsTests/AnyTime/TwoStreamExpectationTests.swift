import Statistics
import Testing

/// Every outcome of a row of small blocks, with its probability under given rates: expectations by enumeration.
private struct Outcomes {
  /// Trials of the control and of the variant in each block.
  var blocks: [(control: Int, variant: Int)]

  /// Σ P(outcome) · value(state after the last block), where `step` takes a state through a block.
  func expectation<State>(
    control: Double, variant: Double, from start: State,
    step: (State, TwoStreamBlock) -> State, value: (State) throws -> Double
  ) throws -> Double {
    var states = [(start, 1.0)]
    for block in blocks {
      let first = try Binomial(trials: block.control, probability: control)
      let second = try Binomial(trials: block.variant, probability: variant)
      states = try states.flatMap { state, probability in
        try (0...block.control).flatMap { x0 in
          try (0...block.variant).map { x1 in
            let counts = try TwoStreamBlock(
              controlSuccesses: x0, controlTrials: block.control, variantSuccesses: x1, variantTrials: block.variant)
            return (step(state, counts), probability * first.mass(x0) * second.mass(x1))
          }
        }
      }
    }
    return try states.reduce(0) { $0 + $1.1 * (try value($1.0)) }
  }
}

/// Blocks with equal, unequal and missing arms, one and several in a row, small enough to enumerate.
private let rows: [[(control: Int, variant: Int)]] = [
  [(1, 1)], [(1, 4)], [(4, 1)], [(7, 3)], [(0, 5)], [(12, 12)], [(2, 1), (1, 3)], [(1, 1), (0, 2), (2, 2)],
  [(1, 1), (1, 1), (1, 1), (1, 1)],
]

@Suite("the expectation of the evidence of two streams")
struct TwoStreamExpectationTests {
  static let designs: [TwoStreamDesign] = {
    let plans: [(WorthDetecting, Double, (control: Int, variant: Int)?)] = [
      (.lift(0.2), 0.03, (5, 5)), (.lift(3), 0.3, nil), (.difference(0.4), 0.5, (3, 2)), (.difference(0.05), 0.9, nil),
    ]
    return plans.compactMap { try? TwoStreamDesign(worth: $0.0, baseRate: $0.1, plannedTrials: $0.2) }
  }()

  @Test("at equal rates no process is expected above 1, whatever the common rate", arguments: rows.indices)
  func equality(row: Int) throws {
    #expect(Self.designs.count == 4)
    let outcomes = Outcomes(blocks: rows[row])
    for design in Self.designs {
      for step in 0...50 {
        let rate = Double(step) / 50
        let start = TwoStreamEvidence(design)
        for process in [\TwoStreamEvidence.variantAbove, \.controlAbove, \.inequality] {
          let mean = try outcomes.expectation(
            control: rate, variant: rate, from: start, step: { $0.adding($1) }, value: { $0[keyPath: process].value })
          #expect(mean <= 1 + 1e-12, "\(rows[row]) at \(rate)")
        }
      }
    }
  }

  @Test(
    "at or under the tested difference the evidence is not expected above 1",
    arguments: [-1, -0.4, -0.05, 0, 0.01, 0.3, 0.9])
  func difference(tested: Double) throws {
    for row in rows {
      let outcomes = Outcomes(blocks: row)
      for design in Self.designs {
        for step in 0...20 {
          let control = Double(step) / 20
          for shortfall in [0, 0.1] {
            let variant = control + tested - shortfall
            guard variant >= 0, variant <= 1 else { continue }
            let mean = try outcomes.expectation(
              control: control, variant: variant, from: TwoStreamSequence(design), step: { $0.adding($1) },
              value: { try $0.evidence(variantAboveBy: tested).value })
            #expect(mean <= 1 + 1e-12, "\(row) at \(control), \(variant)")
          }
        }
      }
    }
  }

  @Test(
    "at or under the tested ratio the evidence is not expected above 1", arguments: [0, 0.2, 0.9, 1, 1.2, 4, .infinity])
  func ratio(tested: Double) throws {
    for row in rows {
      let outcomes = Outcomes(blocks: row)
      for design in Self.designs {
        for step in 0...20 {
          let control = tested == .infinity ? 0 : Double(step) / 20
          let variant = tested == .infinity ? Double(step) / 20 : tested * control
          guard variant <= 1 else { continue }
          let mean = try outcomes.expectation(
            control: control, variant: variant, from: TwoStreamSequence(design), step: { $0.adding($1) },
            value: { try $0.evidence(variantAboveTimes: tested).value })
          #expect(mean <= 1 + 1e-12, "\(row) at \(control), \(variant)")
        }
      }
    }
  }

  @Test("the Beta-prior form is not expected above 1 at equal rates", arguments: rows.indices)
  func predictive(row: Int) throws {
    let outcomes = Outcomes(blocks: rows[row])
    for (a, b) in [(0.18, 0.18), (1, 30), (5, 0.5)] {
      let start = TwoStreamPredictive(prior: try BetaPrior(a, b)).adding(
        try TwoStreamBlock(controlSuccesses: 0, controlTrials: 3, variantSuccesses: 2, variantTrials: 2))
      for step in 0...50 {
        let rate = Double(step) / 50
        let mean = try outcomes.expectation(
          control: rate, variant: rate, from: start, step: { $0.adding($1) }, value: \.process.value)
        let before = start.process.value
        #expect(mean <= before * (1 + 1e-12), "\(rows[row]) at \(rate)")
      }
    }
  }

  @Test("the bound is met: one trial an arm at the predicted common rate is expected to be exactly 1")
  func sharpness() throws {
    let outcomes = Outcomes(blocks: [(1, 1)])
    let start = TwoStreamPredictive(prior: .uniform).adding(
      try TwoStreamBlock(controlSuccesses: 0, controlTrials: 2, variantSuccesses: 1, variantTrials: 2))
    let before = start.process.value
    // Predicted 1/4 and 1/2, so 3/8 in common: log-concave in the rate with its maximum there.
    let mean = try outcomes.expectation(
      control: 0.375, variant: 0.375, from: start, step: { $0.adding($1) }, value: \.process.value)
    #expect(agrees(mean, before, within: 1e-14))
    let aside = try outcomes.expectation(
      control: 0.5, variant: 0.5, from: start, step: { $0.adding($1) }, value: \.process.value)
    #expect(aside < before * 0.999)
  }

  @Test("under the effect bet on the logarithm of the evidence grows, by half the squared signal")
  func growth() throws {
    // 120 trials an arm at 30 % and 36 %: of 1/2 · (difference / standard error)², 0.49, the bets keep most.
    let design = try TwoStreamDesign(worth: .lift(0.2), baseRate: 0.33, plannedTrials: (1000, 1000))
    let outcomes = Outcomes(blocks: [(120, 120)])
    let growth = try outcomes.expectation(
      control: 0.3, variant: 0.36, from: TwoStreamEvidence(design), step: { $0.adding($1) },
      value: \.variantAbove.logValue)
    let signal = 0.06 * 0.06 / (0.33 * 0.67 * (2.0 / 120))
    #expect(growth > 0.8 * signal / 2)
    #expect(growth <= signal / 2 * 1.01)
    let reverse = try outcomes.expectation(
      control: 0.36, variant: 0.3, from: TwoStreamEvidence(design), step: { $0.adding($1) },
      value: \.variantAbove.logValue)
    #expect(reverse < 0)
  }
}
