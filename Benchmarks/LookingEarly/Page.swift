import Foundation
import Simulation

/// The page of the simulated error rates.
enum Page {
  private static let splits: [(name: String, weights: (control: Double, challenger: Double))] = [
    ("4:1", (4, 1)), ("1:1", (1, 1)), ("1:4", (1, 4)),
  ]

  static func markdown() throws -> String {
    var errors: [[String]] = []
    var exceeding: [String] = []
    for reading in Setting.Reading.allCases {
      for rate in [0.01, 0.03, 0.06] {
        for split in splits {
          let result = try Setting(reading: reading, rate: rate, weights: split.weights, truth: "null").run()
          let sides = [Declaration.rollOut(1), .keepControl]
          if reading != .peeking, sides.contains(where: { exceeds(result, $0) }) {
            exceeding.append("\(reading.rawValue) at \(percent(rate, 0)) and \(split.name)")
          }
          errors.append(
            [reading.rawValue, percent(rate, 0), split.name]
              + sides.map { side in
                percent(result.share(side), 2) + (exceeds(result, side) ? " (!)" : "")
              } + [percent(result.share(.unhealthy), 2)])
        }
      }
    }
    var power: [[String]] = []
    for reading in Setting.Reading.allCases where reading != .peeking {
      let result = try Setting(reading: reading, rate: 0.03, weights: (1, 1), truth: "+20 %").run()
      power.append([
        reading.rawValue, percent(result.share(.rollOut(1)), 1), percent(result.share(.keepControl), 2),
        percent(result.share(.noWinner), 1), String(format: "%.1f", result.averageDays),
      ])
    }
    return """
      # Looking early: how often simulated tests err

      Written by `make proof`; do not edit. \(Setting.replicates / 1000),000 tests a line, seed \(Setting.seed): two weeks of ten \
      calling days, 2,880 calls a day, a window of seven days until calls are mature, two-sided at 5 %, sample ratio \
      checked at every reading. Each test stops by the rule of `hooktest check` itself, at the first reading that \
      concludes. The last method is none of the product's: it tests the totals anew every day.

      ## Both scripts alike

      Shares of tests that roll out the challenger, that call it worse, and that are called unhealthy. Each side may err in \
      2.5 % of tests; (!) marks more than that by over three standard errors of the simulation. Of the product's methods \
      \(exceeding.isEmpty ? "none does" : "these do: \(exceeding.joined(separator: ", "))").

      \(table(["method", "rate", "control : challenger", "called better", "called worse", "unhealthy"], errors))

      ## The challenger is 20 % better

      At 3 % and equal shares. Days include the seven until calls are mature.

      \(table(["method", "found", "called worse", "nothing shown", "days"], power))

      """
  }

  private static func exceeds(_ result: Replication, _ side: Declaration) -> Bool {
    result.share(side) > 0.025 + 3 * (0.025 * 0.975 / Double(result.replicates)).squareRoot()
  }

  private static func percent(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f %%", 100 * value)
  }

  private static func table(_ heads: [String], _ rows: [[String]]) -> String {
    ([heads, ["---"] + heads.dropFirst().map { _ in "---:" }] + rows)
      .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }
}
