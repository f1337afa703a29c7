import Experiment
import ProofKit
import Statistics

/// Ten looks at few opportunities and uneven shares: the pooled z with normal boundaries, and the exact boundaries of the
/// product, on the same draws.
struct SmallCountsStudy: Sendable {
  static let tests = 100_000
  static let looks = 10
  static let rate = 0.01

  let control: Int
  let challenger: Int
  let spending: Spending

  static func all() throws -> [SmallCountsStudy] {
    try [.obrienFleming, Spending(.pocock)].flatMap { spending in
      [(2800, 700), (600, 150)].map { SmallCountsStudy(control: $0, challenger: $1, spending: spending) }
    }
  }

  struct Line: Hashable, Sendable {
    var pooled: Sides
    var exact: Sides
  }

  func line(tests: Int, stream: UInt64) async throws -> Line {
    let spending = try ErrorSpending(alpha: 0.05, sides: .two, function: spending.function)
    let information = try StoppingBounds.equalInformation(looks: Self.looks)
    let bounds = try spending.bounds(at: information).looks
    let calls = (control: control / Self.looks, challenger: challenger / Self.looks)
    let counts = try await Replicates(number: tests, stream: stream).counts(4, state: ()) { source, _, counts in
      var exact = ExactSequentialTest(spending)
      var total = TwoStreamBlock.empty
      var sides: (pooled: StoppingSide?, exact: StoppingSide?) = (nil, nil)
      for look in 0..<Self.looks {
        let block = try TwoStreamBlock(
          controlSuccesses: source.binomial(calls.control, Self.rate), controlTrials: calls.control,
          variantSuccesses: source.binomial(calls.challenger, Self.rate), variantTrials: calls.challenger)
        total = total + block
        if sides.pooled == nil {
          let table = TwoProportions(
            control: try Proportion(total.controlSuccesses, of: total.controlTrials),
            variant: try Proportion(total.variantSuccesses, of: total.variantTrials))
          sides.pooled = bounds[look].side(of: table, by: .pooledZ)
        }
        if sides.exact == nil {
          sides.exact =
            exact.look([block], information: information[look], isFinal: look == Self.looks - 1).side
        }
      }
      for (place, side) in [sides.pooled, sides.exact].enumerated() {
        if let side { counts[2 * place + (side == .upper ? 0 : 1)] += 1 }
      }
    }
    func sides(_ first: Int) -> Sides {
      Sides(better: Share(counts[first], of: tests), worse: Share(counts[first + 1], of: tests))
    }
    return Line(pooled: sides(0), exact: sides(2))
  }
}
