import Foundation
import ProofKit
import Simulation

extension ErrorStudy {
  /// What both tables say, under no effect and under +20 %.
  static func section(_ effort: Effort) throws -> String {
    let tests = effort.tests(tests)
    var failing: [String] = []
    let errors = try all.map { study in
      let result = try study.run(tests: tests)
      let sides = Sides(
        better: Share(result.share(.rollOut(1)), of: tests), worse: Share(result.share(.keepControl), of: tests))
      let name = [study.reading.rawValue, Markdown.percent(study.rate, 0), study.split.rawValue]
      if study.reading != .peeking, sides.exceeds { failing.append("\(name[0]) at \(name[1]) and \(name[2])") }
      return name + sides.texts + [Markdown.percent(result.share(.unhealthy), 2)]
    }
    let found = try Reading.allCases.filter { $0 != .peeking }.map { reading in
      let result = try ErrorStudy(reading: reading, rate: 0.03, split: .equal, truth: "+20 %").run(tests: tests)
      return [
        reading.rawValue, Share(result.share(.rollOut(1)), of: tests).text(1),
        Markdown.percent(result.share(.keepControl), 2), Markdown.percent(result.share(.noWinner), 1),
        String(format: "%.1f", result.averageDays),
      ]
    }
    return """
      ## Both scripts alike

      Shares of tests that roll out the challenger, that call it worse, and that are called unhealthy. Each side may err in \
      2.5 % of tests. The sample ratio is checked at every reading. The last method is none of the product's: it tests the totals anew every day. Lines of the product's \
      methods with more than 2.5 %: \(Markdown.list(failing)). \(Markdown.count(tests)) tests a line.

      \(Markdown.table(
        ["method", "rate", "control : challenger", "called better", "called worse", "unhealthy"], texts: 3, errors))

      ## The challenger is 20 % better

      At 3 % and equal shares. Days include the seven until calls are mature.

      \(Markdown.table(["method", "found", "called worse", "nothing shown", "days"], found))
      """
  }
}
