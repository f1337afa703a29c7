public import Foundation

/// Why a question could not be answered. Each case names the value that was read and what was expected instead.
public enum StatisticsError: Error, Hashable, Sendable {
  /// A number lies outside the range the method is defined on.
  case outOfRange(name: String, value: Double, expected: String)
  /// A pair of counts is not `0 ≤ successes ≤ trials` with 1 to 2⁵³ trials.
  case badCounts(successes: Int, trials: Int)
  /// A list is empty, or too short for the method.
  case tooFew(name: String, count: Int, expected: String)
  /// Two lists that go together have different lengths.
  case unequalLengths(first: String, firstCount: Int, second: String, secondCount: Int)
  /// The question is well formed, but is beyond the size this method answers exactly.
  case beyondReach(method: String, size: String, instead: String)
}

extension StatisticsError: CustomStringConvertible, LocalizedError {
  /// What was read, what was expected, and what to do next, in one sentence.
  public var description: String {
    switch self {
    case .outOfRange(let name, let value, let expected):
      "\(name) is \(Self.plain(value)); expected \(expected)."
    case .badCounts(let successes, let trials):
      "The counts are \(successes) of \(trials); expected 0 ≤ successes ≤ trials and from 1 to 2⁵³ trials."
    case .tooFew(let name, let count, let expected):
      "\(name) has \(count) entries; expected \(expected)."
    case .unequalLengths(let first, let firstCount, let second, let secondCount):
      "\(first) has \(firstCount) entries and \(second) has \(secondCount); expected the same number."
    case .beyondReach(let method, let size, let instead):
      "\(method) is not computed for \(size); use \(instead)."
    }
  }

  /// The same sentence, for `Error.localizedDescription`.
  public var errorDescription: String? { description }

  private static func plain(_ value: Double) -> String {
    guard let whole = Int(exactly: value) else { return "\(value)" }
    return "\(whole)"
  }
}

extension StatisticsError {
  /// Throws unless `value` is strictly between 0 and 1 (false for NaN).
  static func requireProbability(_ value: Double, _ name: String) throws(StatisticsError) {
    guard value > 0, value < 1 else {
      throw .outOfRange(name: name, value: value, expected: "a number between 0 and 1, both excluded")
    }
  }

  /// Throws unless `value` is positive and finite.
  static func requirePositive(_ value: Double, _ name: String) throws(StatisticsError) {
    guard value > 0, value.isFinite else {
      throw .outOfRange(name: name, value: value, expected: "a finite number above 0")
    }
  }
}
