import Foundation

/// A share of simulated tests.
package struct Share: Hashable, Sendable {
  package let value: Double
  /// Number of tests it is a share of.
  package let tests: Int

  package init(_ value: Double, of tests: Int) {
    self.value = value
    self.tests = tests
  }

  package init(_ count: Int, of tests: Int) {
    self.init(tests > 0 ? Double(count) / Double(tests) : 0, of: tests)
  }

  /// Standard error, of the simulation.
  package var standardError: Double { Self.standardError(value, tests) }

  private static func standardError(_ value: Double, _ tests: Int) -> Double {
    tests > 0 ? (value * (1 - value) / Double(tests)).squareRoot() : 0
  }

  /// Whether it is above `limit` by more than three standard errors that it would have there.
  package func exceeds(_ limit: Double) -> Bool { value > limit + 3 * Self.standardError(limit, tests) }

  /// Whether it is below `limit` by more than that.
  package func fallsShort(of limit: Double) -> Bool { value < limit - 3 * Self.standardError(limit, tests) }

  /// The share with its standard error, both in percent, marked where a claim fails.
  package func text(_ digits: Int, fails: Bool = false) -> String {
    Markdown.percent(value, digits) + " ± " + String(format: "%.\(digits)f", 100 * standardError)
      + (fails ? " (!)" : "")
  }
}
