import Foundation
import Statistics

/// The errors at no effect of the score pair alone and of rules that hand over to it from some expected count on.
struct PairFinding: Sendable {
  let split: Split
  let cell: Cell
  let score: ErrorRates
  /// The skewness-corrected score in its place, alone and from five expected counts on.
  let corrected: (alone: ErrorRates, rule: ErrorRates)
  /// By expected count at which the rule hands over.
  let rules: [Double: ErrorRates]
}

/// Where the score pair may take over: many sizes of the smaller arm, around the same smallest expected counts at every
/// rate. The variant is the larger arm; the other splits are these seen from the other side.
enum PairStudy {
  static let thresholds = [5.0, 10, 20]
  /// The edges of the smallest expected counts by which findings are told.
  static let edges = [2.0, 5, 7, 10, 20, 50, 200]

  struct Design: Sendable {
    let split: Split
    let rate: Double
    let arms: Arms
  }

  static let designs = Split.towardsVariant.flatMap { split in
    Cell.rates.flatMap { rate in
      (0..<steps).reversed().map { step in
        let expected = edges[0] * pow(100, Double(step) / Double(steps - 1))
        return Design(
          split: split, rate: rate, arms: Arms(smaller: Int((expected / rate).rounded(.up)), split: split))
      }
    }
  }

  private static let steps = 61

  static func findings(_ design: Design) throws -> [PairFinding] {
    let arms = design.arms
    let cell = Cell(arms: arms, base: design.rate, lift: 0)
    let windows = try Windows(cell)
    let score = try ExactSides.score(arms, windows.lines)
    let corrected = try ExactSides.corrected(arms, windows.lines)
    func isBelow(_ expected: Double, _ line: Int) -> Bool {
      Double(line) * Double(arms.smaller) / Double(arms.total) < expected
    }
    // Far above all thresholds none of the lines that matter is below them.
    let last = windows.lines.last { isBelow(thresholds[thresholds.count - 1], $0) }
    let exact = try last.map { try ExactSides.equality(arms, windows.lines.lowerBound...$0) }
    func rule(_ lines: Lines, from threshold: Double) -> ErrorRates {
      (exact.map { exact in lines.replaced(by: exact) { isBelow(threshold, $0) } } ?? lines).errors(windows)
    }
    var rules: [Double: ErrorRates] = [:]
    for threshold in thresholds { rules[threshold] = rule(score, from: threshold) }
    let correctedRates = (
      alone: corrected.errors(windows), rule: rule(corrected, from: PrimaryComparison.enoughExpected)
    )
    return [
      PairFinding(
        split: design.split, cell: cell, score: score.errors(windows), corrected: correctedRates, rules: rules)
    ]
  }
}
