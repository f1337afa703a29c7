import Cost
import Decision
import Experiment
import Foundation
import ProofKit
import Statistics

/// What lengths of a test earn over a roll-out, promised by `design` and simulated.
struct LengthStudy: Sendable {
  static let tests = 200_000
  /// What the simulated gain may be away from the promised one, as a share of it.
  static let tolerance = 0.02

  let baseline: Double
  let callsPerMonth: Int

  static let all = [
    LengthStudy(baseline: 0.03, callsPerMonth: 20_000), LengthStudy(baseline: 0.03, callsPerMonth: 60_000),
    LengthStudy(baseline: 0.01, callsPerMonth: 60_000),
  ]

  struct Line: Hashable, Sendable {
    var kind: TestLengths.Length.Kind
    var perArm: Int
    var promised: Double
    var gain: Double
    /// Standard error of the simulated gain.
    var standardError: Double
    var promisedError: Double
    var errors: Share

    var isMissed: Bool {
      (gain - promised).magnitude > LengthStudy.tolerance * promised.magnitude + 3 * standardError
        || (errors.value - promisedError).magnitude > 0.01 + 3 * errors.standardError
    }
  }

  func plan() throws -> Plan {
    let names = [("a", Variant.Role.control), ("b", .challenger)]
    return Plan(
      test: TestProtocol(
        name: "length", calling: CallingCalendar(callsPerAgentDay: 80, agents: 20),
        assignment: AssignmentRule(seed: ""),
        variants: try Variants(names.map { Variant(name: $0.0, role: $0.1) }),
        goal: Goal(baseline: baseline, worthDetecting: .relative(0.2))),
      economics: Economics(opportunityToSale: 0.1, saleValue: Money(1200), marginPerSale: Money(400)),
      rollout: Rollout(callsPerMonth: callsPerMonth, months: 6))
  }

  func lines(tests: Int, stream: UInt64) async throws -> [Line] {
    guard let lengths = try design(plan(), simulatedTests: 1).lengths else { return [] }
    let deviation = lengths.priorSpread * baseline
    let strength = baseline * (1 - baseline) / (deviation * deviation) - 1
    let belief = try Beta(baseline * strength, (1 - baseline) * strength)
    var lines: [Line] = []
    for (index, length) in lengths.lengths.enumerated() {
      let (perArm, horizon) = (length.perArm, lengths.horizon)
      let isClassical = length.kind == .classical
      // Gains in cents, so that sums are whole numbers.
      let counts = try await Replicates(number: tests, stream: stream * 10 + UInt64(index)).counts(3, state: 0) {
        random, _, counts in
        let (control, variant) = (random.draw(belief), random.draw(belief))
        let seen = (random.binomial(perArm, control), random.binomial(perArm, variant))
        let takes = Self.takesVariant(seen.0, seen.1, perArm: perArm, isClassical: isClassical)
        let later = Double(horizon - 2 * perArm)
        // Above no test, which keeps the control on every call: the variant's calls in the test count as well.
        let gain = (variant - control) * (Double(perArm) + (takes ? later : 0)) * lengths.marginPerOpportunity
        let cents = Int((gain * 100).rounded())
        counts[0] += cents
        counts[1] += (cents / 1000) * (cents / 1000)
        if takes != (variant > control) { counts[2] += 1 }
      }
      let mean = Double(counts[0]) / 100 / Double(tests)
      let square = Double(counts[1]) * 100 / Double(tests)
      lines.append(
        Line(
          kind: length.kind, perArm: perArm, promised: length.gain, gain: mean,
          standardError: (max(0, square - mean * mean) / Double(tests)).squareRoot(), promisedError: length.errorRate,
          errors: Share(counts[2], of: tests)))
    }
    return lines
  }

  private static func takesVariant(_ control: Int, _ variant: Int, perArm: Int, isClassical: Bool) -> Bool {
    guard isClassical else { return variant > control }
    guard variant > control else { return false }
    let pooled = Double(control + variant) / Double(2 * perArm)
    let error = (2 * pooled * (1 - pooled) / Double(perArm)).squareRoot()
    return Double(variant - control) / Double(perArm) > Normal.quantile(survival: 0.025) * error
  }
}

extension LengthStudy {
  static func section(_ effort: Effort) async throws -> String {
    let tests = effort.tests(tests)
    var rows: [[String]] = []
    var failing: [String] = []
    for (index, study) in all.enumerated() {
      for line in try await study.lines(tests: tests, stream: 98 + UInt64(index)) {
        let name = [
          Markdown.percent(study.baseline, 0), Markdown.count(6 * study.callsPerMonth), line.kind.rawValue,
        ]
        if line.isMissed { failing.append(name.joined(separator: ", ")) }
        rows.append(
          name + [
            Markdown.count(line.perArm), String(format: "%.0f", line.promised),
            String(format: "%.0f ± %.0f", line.gain, line.standardError) + (line.isMissed ? " (!)" : ""),
            Markdown.percent(line.promisedError, 1), line.errors.text(1),
          ])
      }
    }
    return """
      ## Does the length chosen for profit earn more?

      Rates of both scripts are drawn from the plan's prior (a lift of 20 % is one standard deviation of a difference), tested \
      at each length, and rolled out to the rest of the calls: at `profit` and `planned` the better one, at `classical` the \
      challenger if it is significantly better. Gains are EUR above no test at all. (!) marks a gain more than 2 % and three \
      standard errors from what `hooktest design` promises, or an error rate more than a point away. Lines that miss it: \
      \(Markdown.list(failing)). \(Markdown.count(tests)) tests a line.

      \(Markdown.table(
        ["rate", "calls", "length", "calls per script", "gain promised", "found", "errors promised", "found"], texts: 3, rows))
      """
  }
}
