import Cost
import ProofKit
import Testing

@testable import decisions_proof

/// The studies of `make proof` with few tests. They are seeded: what they give never changes by chance.
@Suite("Simulated decisions in euros, few tests of each")
struct DecisionsStudyTests {
  @Test("give the same counts with any number of threads", arguments: [1, 3])
  func threads(threads: Int) async throws {
    let study = try #require(VerdictStudy.all.first)
    let two = try await study.line(tests: 20, stream: 9)
    #expect(try await study.line(tests: 20, stream: 9, threads: threads) == two)
  }

  @Test("promise a roll-out where both rate and profit are better, and none where profit is lost")
  func promises() throws {
    func promised(_ name: String) throws -> Double {
      try #require(VerdictStudy.all.first { $0.name == name }).promised
    }
    #expect(abs(try promised("no difference") - 0.025) < 1e-3)
    #expect(abs(try promised("plain winner") - 0.8) < 5e-3)
    // 0.40 EUR a call more pay from 1 point on, at 40 EUR an opportunity; true are 0.6 points, with an error of
    // √((0.03 × 0.97 + 0.036 × 0.964) / 13,914): 1 − Φ(1.8681) by Python's statistics.NormalDist.
    #expect(abs(try promised("winner far too dear") - 0.03088) < 5e-5)
    #expect(try promised("quality lost: 95 % accepted against 75 %") < 0.05)
    #expect(try promised("dear winner, budget the limit") < 0.2)
    #expect(abs(try promised("no difference, rule for profit") - 0.5) < 1e-6)
  }

  @Test("find about what is promised, and cover", arguments: [0, 2, 3])
  func verdicts(number: Int) async throws {
    let line = try await VerdictStudy.all[number].line(tests: 200, stream: 12)
    #expect(abs(line.found.value - line.promised) < 0.1)
    let coverage = try await CoverageStudy.all[1].line(tests: 200, stream: 13)
    for share in [coverage.cpq, coverage.profit, coverage.gain] { #expect(share.value > 0.9) }
    #expect(coverage.methods == ["known-cost", "known-cost", "square-and-add"])
  }

  @Test("earn what design promises of each length")
  func lengths() async throws {
    let lines = try await LengthStudy.all[0].lines(tests: 4000, stream: 14)
    #expect(lines.map(\.kind) == lines.sorted { $0.perArm < $1.perArm }.map(\.kind))
    for line in lines { #expect(abs(line.gain - line.promised) < 5 * line.standardError + 0.05 * line.promised) }
  }

  @Test("hold the return of every rule where other channels touched the leads, and change no verdict")
  func touches() async throws {
    let study = TouchStudy.all[0]
    #expect(abs(TouchStudy.ways.reduce(0) { $0 + $1.share } - 1) < 1e-12)
    // Linear: 0.4 + 0.45 / 2 + 0.15 / 2 of the revenue; a call of either script brings 0.033 × 0.1 × 1,200 and costs 0.46.
    #expect(abs(study.roi(.linear) - (0.033 * 0.1 * 1200 * 0.7 / 0.46 - 1)) < 1e-12)
    let line = try await study.line(tests: 200, stream: 15)
    #expect(line.held.count == 5 && line.held.allSatisfy { $0.value > 0.9 } && line.otherVerdicts == 0)
  }

  @Test("hold at every look by the ranges for any look, and not by those of one reading", arguments: [0, 3])
  func anyLook(number: Int) async throws {
    let line = try await AnyLookStudy.all[number].line(tests: 40, stream: 16)
    #expect(line.atAnyLook.allSatisfy { $0.value >= 0.9 })
    #expect(zip(line.atAnyLook, line.single).allSatisfy { $0.value > $1.value })
    #expect(
      line.guarantees == (number == 0 ? ["exact"] : ["asymptotic"])
        + Array(repeating: number == 0 ? "conditional" : "conditional-asymptotic", count: 3))
  }

  @Test("have a line for each campaign, none of them without figures")
  func lines() {
    let names = VerdictStudy.all.map(\.name)
    #expect(Set(names).count == names.count)
    for study in VerdictStudy.all { #expect((0...1).contains(study.promised)) }
    for study in CoverageStudy.all { #expect(study.campaign.cpq(study.campaign.variant).isFinite) }
  }
}
