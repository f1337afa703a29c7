import ProofKit
import Statistics

/// Simulated tests of one design without an effect, and with one.
struct FloorStudy: Sendable {
  /// Tests of a line without an effect.
  static let tests = 2000
  /// Tests of a line with one.
  static let testsOfPower = 2000

  /// Counts over tests.
  struct Line: Hashable, Sendable {
    var own: [Share]
    var naive: [Share?]
    var withoutBlocks: Share?
    var balance: Balance
  }

  /// Mean and largest deviations of shares, as shares.
  struct Balance: Hashable, Sendable {
    struct Figure: Hashable, Sendable {
      var mean: Double
      var largest: Double
    }

    var overall: Figure
    var strata: Figure?
    var weekParts: Figure
  }

  let design: FloorDesign
  let lift: Double

  func line(tests: Int, stream: UInt64, threads: Int = 2) async throws -> Line {
    let questions = FloorTest.questions(design.kind).count
    let design = design
    let lift = lift
    // Rejections of the design and of the naive test by question, without blocks; then the sums of deviations.
    let replicates = Replicates(number: tests, stream: stream, threads: threads)
    let (counts, largest) = try await replicates.countsAndMaxima(2 * questions + 4, maxima: 3) {
      source, counts, maxima in
      let test = try FloorTest(design, lift: lift, &source)
      for (place, p) in test.own.enumerated() where p < 0.05 { counts[place] += 1 }
      for (place, p) in test.naive.enumerated() { if let p, p < 0.05 { counts[questions + place] += 1 } }
      if let p = test.withoutBlocks, p < 0.05 { counts[2 * questions] += 1 }
      for (place, figure) in [test.balance.overall, test.balance.strata ?? 0, test.balance.weekParts].enumerated() {
        counts[2 * questions + 1 + place] += figure
        maxima[place] = max(maxima[place], figure)
      }
    }
    func figure(_ place: Int) -> Balance.Figure {
      Balance.Figure(
        mean: Double(counts[2 * questions + 1 + place]) / 1e6 / Double(tests), largest: Double(largest[place]) / 1e6)
    }
    return Line(
      own: (0..<questions).map { Share(counts[$0], of: tests) },
      naive: (0..<questions).map { $0 == 2 ? nil : Share(counts[questions + $0], of: tests) },
      withoutBlocks: design.hasTeams ? Share(counts[2 * questions], of: tests) : nil,
      balance: Balance(
        overall: figure(0), strata: [.blocked, .agentsInTeams].contains(design.kind) ? figure(1) : nil,
        weekParts: figure(2)))
  }
}
