import ProofKit

extension EveryCallStudy {
  /// Both tables: errors under no effect, power under +20 % at the size that `design` asks for.
  static func section(_ effort: Effort) async throws -> String {
    let tests = effort.tests(tests)
    var rows: [[String]] = []
    var failing: [String] = []
    var contradictions = 0
    for (index, study) in all.enumerated() {
      let line = try await study.line(tests: tests, stream: 300 + UInt64(index))
      let name = [Markdown.percent(study.rate, 0), study.split.rawValue]
      if line.sides.exceeds { failing.append(name.joined(separator: " and ")) }
      contradictions += line.contradictions
      rows.append(name + line.sides.texts)
    }
    var missing: [String] = []
    var found: [[String]] = []
    for (index, study) in try powerful().enumerated() {
      let line = try await study.line(tests: tests, stream: 350 + UInt64(index))
      let isMissed = line.sides.better.fallsShort(of: PowerStudy.leastAtAnyTime)
      if isMissed { missing.append(Markdown.percent(study.rate, 0)) }
      found.append([
        Markdown.percent(study.rate, 0), Markdown.count(study.calls), line.sides.better.text(1, fails: isMissed),
        line.sides.worse.text(2),
      ])
    }
    return """
      ## Read after every call

      The any-time evidence, read after every single call of two weeks and stopped at once. Calls are dealt in small blocks: \
      one call of each script in turn, or one and four. Nothing new can be read before a block is complete. A script is \
      called better when the evidence rejects and the confidence sequence leaves out 0.

      Both scripts are alike, so that each side may err in 2.5 % of tests. Lines with more: \(Markdown.list(failing)). \
      Evidence and sequence contradicted each other in \(contradictions) tests. \(Markdown.count(calls)) calls a test, \(Markdown.count(tests)) tests a line.

      \(Markdown.table(["rate", "control : challenger", "called better", "called worse"], texts: 2, rows))

      Now the challenger is 20 % better, with equal shares and as many calls as a fixed test needs to find it in 80 % of \
      tests. Wanted are at least 60 %; lines with less: \(Markdown.list(missing)).

      \(Markdown.table(["rate", "calls", "found", "called worse"], found))
      """
  }
}
