import Foundation

/// A share of simulated tests.
struct Share: Hashable, Sendable {
  let value: Double
  /// Number of tests it is a share of.
  let tests: Int

  init(_ value: Double, of tests: Int) {
    self.value = value
    self.tests = tests
  }

  init(_ count: Int, of tests: Int) {
    self.init(tests > 0 ? Double(count) / Double(tests) : 0, of: tests)
  }

  /// Standard error, of the simulation.
  var standardError: Double { Self.standardError(value, tests) }

  private static func standardError(_ value: Double, _ tests: Int) -> Double {
    tests > 0 ? (value * (1 - value) / Double(tests)).squareRoot() : 0
  }

  /// Whether it is above `limit` by more than three standard errors that it would have there.
  func exceeds(_ limit: Double) -> Bool { value > limit + 3 * Self.standardError(limit, tests) }

  /// Whether it is below `limit` by more than that.
  func fallsShort(of limit: Double) -> Bool { value < limit - 3 * Self.standardError(limit, tests) }

  /// The share with its standard error, both in percent, marked where a claim fails.
  func text(_ digits: Int, fails: Bool = false) -> String {
    Markdown.percent(value, digits) + " ± " + String(format: "%.\(digits)f", 100 * standardError)
      + (fails ? " (!)" : "")
  }
}

/// How often each side of a test errs, where each may in 2.5 % of tests.
struct Sides: Hashable, Sendable {
  static let limit = 0.025

  var better: Share
  var worse: Share

  var exceeds: Bool { better.exceeds(Self.limit) || worse.exceeds(Self.limit) }

  /// Better and worse, each marked where it errs too often.
  var texts: [String] { [better, worse].map { $0.text(2, fails: $0.exceeds(Self.limit)) } }
}
