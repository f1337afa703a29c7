import Foundation
import Statistics
import Testing

/// Tables drawn once from a fixed seed: arms of 1 to 10⁷ trials, often uneven; no success, only successes, the low
/// rates of the field and all others.
enum RandomTables {
  /// Successes and trials of the variant and of the control.
  typealias Counts = (variant: (Int, Int), control: (Int, Int))

  static let all: [Counts] = drawn(2_000, largest: 1e7, seed: 20_260_312)
  /// The same with small arms, for what enumerates.
  static let small: [Counts] = drawn(200, largest: 60, seed: 7)

  private static func drawn(_ count: Int, largest: Double, seed: UInt64) -> [Counts] {
    var source = RandomSource(seed: seed)
    return (0..<count).map { _ in
      let trials = Int(exp(source.uniform() * log(largest)).rounded())
      let isEven = source.uniform() < 0.3
      let others = isEven ? trials : Int(exp(source.uniform() * log(largest)).rounded())
      return (variant: (successes(others, &source), others), control: (successes(trials, &source), trials))
    }
  }

  private static func successes(_ trials: Int, _ source: inout RandomSource) -> Int {
    switch source.uniform() {
    case ..<0.08: 0
    case ..<0.16: trials
    case ..<0.6: source.binomial(trials, 0.01 + 0.05 * source.uniform())
    default: source.binomial(trials, source.uniform())
    }
  }
}

extension TwoProportions {
  var exchanged: TwoProportions { TwoProportions(control: variant, variant: control) }

  /// Failures counted as successes.
  var flipped: TwoProportions {
    get throws {
      TwoProportions(
        control: try Proportion(control.failures, of: control.trials),
        variant: try Proportion(variant.failures, of: variant.trials))
    }
  }

  var isOneSided: Bool {
    control.successes + variant.successes == 0 || control.failures + variant.failures == 0
  }

  var text: String {
    "\(variant.successes)/\(variant.trials) v \(control.successes)/\(control.trials)"
  }
}

extension DifferenceInterval {
  /// Whether it inverts an exact test, and is slow.
  var isExact: Bool { self == .exact || self == .exactScore }
}

extension DifferenceTest {
  /// Whether it searches all common rates, and is slow.
  var isUnconditional: Bool { self == .barnard || self == .boschloo || self == .exactScore }
}

/// Expects a statement of every table, and names tables for which it does not hold.
func everywhere(
  among tables: [RandomTables.Counts] = RandomTables.all, sourceLocation: SourceLocation = #_sourceLocation,
  _ holds: (TwoProportions) throws -> Bool
) throws {
  let exceptions = try tables.map { try comparison($0.variant, $0.control) }.filter { try !holds($0) }.map(\.text)
  #expect(exceptions.isEmpty, "\(exceptions.prefix(6).joined(separator: ", "))", sourceLocation: sourceLocation)
}

extension Estimate {
  /// Whether this is `other` turned round about 0, up to rounding.
  func isNegative(of other: Estimate) -> Bool {
    let tolerance = 1e-10 * (upper - lower) + 4e-16
    return (lower + other.upper).magnitude <= tolerance && (upper + other.lower).magnitude <= tolerance
      && (value + other.value).magnitude <= tolerance
  }

  /// Whether this is the interval of the inverse quantity, up to rounding.
  func isInverse(of other: Estimate) -> Bool {
    func isInverse(_ one: Double, _ another: Double) -> Bool {
      one == 0 || another == 0 ? one == 1 / another : (one * another - 1).magnitude <= 1e-10
    }
    return isInverse(lower, other.upper) && isInverse(upper, other.lower) && isInverse(value, other.value)
  }
}

/// Whether `one` ≥ `other` but for rounding; infinite values count.
func isAtLeast(_ one: Double, _ other: Double) -> Bool {
  one >= other || (other - one).magnitude <= 1e-13 * other.magnitude
}
