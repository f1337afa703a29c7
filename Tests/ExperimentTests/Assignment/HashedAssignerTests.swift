import Experiment
import Testing

@Suite struct HashedAssignerTests {
  static func assigner(_ weights: [Double], seed: String = "spring-hook-1") throws -> HashedAssigner {
    let variants = try Variants(
      weights.enumerated().map { index, weight in
        Variant(name: "v\(index)", role: index == 0 ? .control : .challenger, weight: weight)
      })
    return HashedAssigner(seed: seed, variants: variants)
  }

  @Test func `a lead keeps its variant`() throws {
    let first = try Self.assigner([1, 1])
    let second = try Self.assigner([1, 1])
    for lead in 0..<1000 { #expect(first.variant(of: "L\(lead)") == second.variant(of: "L\(lead)")) }
  }

  @Test func `bytes and text of an id give the same variant`() throws {
    let assigner = try Self.assigner([1, 2, 3])
    for id in ["L1", "", "Müller-é", "+33612345678", String(repeating: "x", count: 400)] {
      let index = Array(id.utf8).withUnsafeBytes { assigner.variantIndex(unit: $0) }
      #expect(index == assigner.variantIndex(unit: id))
    }
  }

  @Test func `a variant is the one the published hash and ranges give`() throws {
    let weights = [0.2, 0.3, 0.5]
    let assigner = try Self.assigner(weights)
    let ranges = BucketRange.ranges(variants: 3, shares: weights)
    for lead in 0..<5000 {
      let fraction = BucketHash.version2.fraction(of: "L\(lead)", seed: "spring-hook-1")
      #expect(assigner.variantIndex(unit: "L\(lead)") == BucketRange.index(of: fraction, in: ranges))
    }
  }

  @Test(arguments: [[1, 1], [1, 4], [4, 1], [1, 1, 1], [0.1, 0.2, 0.3, 0.4], [1e-9, 1], [7, 11, 13, 17, 19, 23]])
  func `every bucket belongs to a variant and shares are met`(weights: [Double]) throws {
    let assigner = try Self.assigner(weights)
    let leads = 200_000
    var counts = [Int](repeating: 0, count: weights.count)
    for lead in 0..<leads { counts[assigner.variantIndex(unit: "lead-\(lead)")] += 1 }
    #expect(counts.reduce(0, +) == leads)
    let total = weights.reduce(0, +)
    for (count, weight) in zip(counts, weights) {
      let share = weight / total
      // The hash resolves shares to a ten-thousandth; around that share, five standard errors of the count.
      let resolved = min(0.5, share + 1e-4)
      let bound = 5 * (resolved * (1 - resolved) / Double(leads)).squareRoot() + 1e-4
      #expect(abs(Double(count) / Double(leads) - share) <= bound)
    }
  }

  @Test func `another seed reshuffles the leads`() throws {
    let first = try Self.assigner([1, 1])
    let second = try Self.assigner([1, 1], seed: "spring-hook-2")
    let agreeing = (0..<20_000).count { first.variantIndex(unit: "L\($0)") == second.variantIndex(unit: "L\($0)") }
    #expect(abs(agreeing - 10_000) < 5 * 71)
  }

  @Test func `an auditor can redo the trace by hand`() throws {
    let trace = try Self.assigner([1, 1], seed: "seed").trace(of: "a")
    #expect(trace.bucket == 505)  // The published case: seed "seed", value "a", 0.0505.
    #expect(Int(trace.secondHash) % 10_000 == trace.bucket)
    #expect(trace.variant == "v0")
    #expect(trace.ranges.map(\.range) == [BucketRange(start: 0, end: 0.5), BucketRange(start: 0.5, end: 1)])
  }
}
