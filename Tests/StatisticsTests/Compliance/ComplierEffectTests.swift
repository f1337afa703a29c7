import Statistics
import Testing

@Suite("the effect of hearing the challenger")
struct ComplierEffectTests {
  typealias Rows = [(Int, Int, Int, Int)]

  static func effect(_ control: Rows, _ variant: Rows) throws -> ComplierEffect {
    func arm(_ rows: Rows) throws -> ComplierEffect.Arm {
      try .init(rows.map { .init(calls: $0.0, opportunities: $0.1, heard: $0.2, units: $0.3) })
    }
    return try ComplierEffect(control: arm(control), variant: arm(variant))
  }

  /// Calls, opportunities, calls heard, units.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var control: Rows
    var variant: Rows
    /// Estimate, z by assignment, first-stage F.
    var figures: [Double]
    var set: FiellerSet
    var testDescription: String { name }
  }

  static let weak: Rows = [(1, 0, 0, 100), (1, 0, 1, 90), (1, 1, 0, 6), (1, 1, 1, 5)]

  /// Delta method in mpmath with 40 digits; the set by going through the tests of 400,001 effects from −∞ to ∞ and
  /// halving between accepted and rejected ones.
  static let cases = [
    Case(
      name: "repeated calls, partial hearing",
      control: [
        (1, 0, 0, 300), (1, 1, 0, 12), (2, 0, 0, 150), (2, 1, 0, 9), (2, 0, 1, 6), (3, 1, 1, 3), (3, 0, 0, 40),
      ],
      variant: [
        (1, 0, 1, 220), (1, 1, 1, 19), (1, 0, 0, 70), (2, 0, 2, 120), (2, 1, 2, 14), (2, 0, 0, 30), (3, 1, 3, 6),
        (3, 0, 2, 30),
      ],
      figures: [0.027432313820808858, 2.0901576044254098, 1981.2692086780066],
      set: .interval(lower: 0.0017213009630792295, upper: 0.05287016056100045)),
    Case(
      name: "a weak first stage", control: weak, variant: [(1, 0, 0, 92), (1, 0, 1, 96), (1, 1, 0, 4), (1, 1, 1, 9)],
      figures: [0.2, 0.4200531400835435, 0.9925558312655087], set: .wholeLine),
    Case(
      name: "a weak first stage and a clear effect", control: weak,
      variant: [(1, 0, 0, 80), (1, 0, 1, 86), (1, 1, 0, 17), (1, 1, 1, 29)],
      figures: [2.324033613445378, 4.974538746645303, 2.0120443015699006],
      set: .complement(below: -5.825267527578106, above: 0.8614500468094513)),
    Case(
      name: "every call heard what it was assigned", control: [(1, 0, 0, 970), (1, 1, 0, 30)],
      variant: [(1, 0, 1, 760), (1, 1, 1, 40)], figures: [0.02, 2.1250344747243823, .infinity],
      set: .interval(lower: 0.001553579409159827, upper: 0.03844642059084017)),
    Case(
      name: "hearing the wrong way round", control: [(1, 0, 1, 200), (1, 1, 1, 9), (1, 0, 0, 20)],
      variant: [(1, 0, 0, 190), (1, 1, 0, 17), (1, 0, 1, 12), (1, 1, 1, 2)],
      figures: [-0.05495195775073866, 2.0412170242970795, 1164.75061693537],
      set: .interval(lower: -0.10842313873966533, upper: -0.0021803616157104197)),
  ]

  static func ends(_ set: FiellerSet) -> (kind: String, ends: [Double]) {
    switch set {
    case .interval(let lower, let upper): ("interval", [lower, upper])
    case .complement(let below, let above): ("complement", [below, above])
    case .wholeLine: ("whole line", [])
    }
  }

  static func agree(_ a: FiellerSet, _ b: FiellerSet, within tolerance: Double) -> Bool {
    let (first, second) = (ends(a), ends(b))
    return first.kind == second.kind
      && zip(first.ends, second.ends).allSatisfy { agrees($0, $1, within: tolerance) }
  }

  @Test("estimate, first stage and the set of effects not rejected", arguments: cases)
  func figures(example: Case) throws {
    let effect = try Self.effect(example.control, example.variant)
    #expect(agrees(try #require(effect.estimate), example.figures[0], within: 1e-12))
    #expect(agrees(try #require(effect.assignment.test().statistic), example.figures[1], within: 1e-12))
    #expect(agrees(effect.firstStageF, example.figures[2], within: 1e-12))
    #expect(Self.agree(try effect.set(), example.set, within: 1e-11))
  }

  @Test("with everyone hearing the assigned script it is the comparison by assignment")
  func perfect() throws {
    let effect = try Self.effect([(1, 0, 0, 500), (2, 1, 0, 20)], [(1, 0, 1, 400), (3, 1, 3, 30), (2, 0, 2, 9)])
    let assignment = try effect.assignment.difference()
    #expect(agrees(try #require(effect.estimate), assignment.value, within: 1e-14))
    #expect(
      Self.agree(try effect.set(), .interval(lower: assignment.lower, upper: assignment.upper), within: 1e-12))
    #expect(effect.firstStageF == .infinity)
    #expect(effect.firstStage.pValue == 0)
  }

  /// A hundred experiments from no hearing to much, drawn with a fixed seed.
  static let drawn: [(control: Rows, variant: Rows)] = {
    var source = RandomSource(seed: 21)
    return (0..<100).map { index in
      func rows(_ hearing: Double, _ rate: Double) -> Rows {
        (0..<8).map { kind in
          let calls = 1 + kind / 2
          let heard = source.binomial(calls, hearing)
          return (calls, source.binomial(calls, rate), heard, 5 + source.binomial(40, 0.4))
        }
      }
      return (rows(0.3, 0.1), rows(0.3 + Double(index) / 150, 0.3))
    }
  }()

  @Test("the set leaves out 0 exactly when the test by assignment rejects", arguments: [0.5, 0.8, 0.95, 0.999])
  func duality(confidence: Double) throws {
    var (rejected, kept) = (0, 0)
    for (control, variant) in Self.drawn {
      let effect = try Self.effect(control, variant)
      let isRejected = effect.assignment.test().pValue < 1 - confidence
      #expect(try effect.set(confidence: confidence).contains(0) == !isRejected)
      #expect(effect.test().pValue == effect.assignment.test().pValue)
      rejected += isRejected ? 1 : 0
      kept += isRejected ? 0 : 1
    }
    #expect(rejected > 5)
    #expect(kept > 5)
  }

  @Test("the set is what the tests of its effects do not reject; its ends have p of one minus the confidence")
  func inversion() throws {
    var kinds: Set<String> = []
    for (control, variant) in Self.drawn {
      let effect = try Self.effect(control, variant)
      let set = try effect.set()
      let (kind, ends) = Self.ends(set)
      kinds.insert(kind)
      for end in ends where end.isFinite { #expect(agrees(effect.test(of: end).pValue, 0.05, within: 1e-6)) }
      for tau in [-20, -3, -1, -0.4, -0.1, 0.05, 0.3, 0.7, 1.5, 4, 30] {
        #expect(set.contains(tau) == (effect.test(of: tau).pValue >= 0.05))
      }
    }
    #expect(kinds == ["interval", "complement", "whole line"])
  }

  @Test("swapping the arms changes nothing, and what is meant by heard turns the sign")
  func signs() throws {
    for (control, variant) in Self.drawn {
      let (effect, swapped) = (try Self.effect(control, variant), try Self.effect(variant, control))
      #expect(effect.estimate == swapped.estimate)
      #expect(Self.agree(try swapped.set(), try effect.set(), within: 1e-9))
      func unheard(_ rows: Rows) -> Rows { rows.map { ($0.0, $0.1, $0.0 - $0.2, $0.3) } }
      let reversed = try Self.effect(unheard(control), unheard(variant))
      let mirrored: FiellerSet =
        switch try effect.set() {
        case .interval(let lower, let upper): .interval(lower: -upper, upper: -lower)
        case .complement(let below, let above): .complement(below: -above, above: -below)
        case .wholeLine: .wholeLine
        }
      #expect(Self.agree(try reversed.set(), mirrored, within: 1e-7))
    }
  }

  @Test("three opportunities for every one make three times the effect")
  func scale() throws {
    for (control, variant) in Self.drawn {
      let plain = try Self.effect(control, variant)
      func tripled(_ rows: Rows) -> Rows { rows.map { ($0.0, 3 * $0.1, $0.2, $0.3) } }
      let scaled = try Self.effect(tripled(control), tripled(variant))
      let (kind, ends) = Self.ends(try plain.set())
      let (scaledKind, scaledEnds) = Self.ends(try scaled.set())
      #expect(kind == scaledKind)
      for (end, scaledEnd) in zip(ends, scaledEnds) { #expect(agrees(scaledEnd, 3 * end, within: 1e-7)) }
    }
  }

  @Test("few units widen the set by Student's t, and test and set stay one")
  func student() throws {
    let (control, variant) = Self.drawn[99]
    let normal = try Self.effect(control, variant)
    let few = try ComplierEffect(control: normal.control, variant: normal.variant, degreesOfFreedom: 6)
    let (ends, wider) = (Self.ends(try normal.set()).ends, Self.ends(try few.set()).ends)
    #expect(wider[0] < ends[0])
    #expect(wider[1] > ends[1])
    for end in wider { #expect(agrees(few.test(of: end).pValue, 0.05, within: 1e-8)) }
    #expect(few.test().statistic == normal.test().statistic)
    let t = try StudentT(degreesOfFreedom: 6)
    let statistic = try #require(few.test().statistic)
    #expect(agrees(few.test(alternative: .greater).pValue, t.survival(statistic), within: 1e-14))
    #expect(throws: StatisticsError.self) {
      try ComplierEffect(control: normal.control, variant: normal.variant, degreesOfFreedom: 0)
    }
  }

  @Test("without opportunities, with one unit an arm, or with equal hearing, every figure is a number")
  func degenerate() throws {
    let none = try Self.effect([(1, 0, 0, 90), (1, 0, 1, 10)], [(1, 0, 1, 60), (1, 0, 0, 30)])
    #expect(none.estimate == 0)
    #expect(none.test().pValue == 1)
    #expect(try none.set().contains(0))
    let single = try Self.effect([(50, 3, 0, 1)], [(60, 4, 50, 1)])
    #expect(try single.set() == .wholeLine)
    #expect(single.test(of: 0.3).pValue == 1)
    let equal = try Self.effect([(1, 0, 0, 90), (1, 1, 1, 10)], [(1, 0, 1, 9), (1, 1, 0, 81)])
    #expect(equal.estimate == nil)
    #expect(equal.firstStageF == 0)
    #expect(try equal.set().contains(0) == false)
  }

  @Test("an assignment that moved nobody, or more calls heard than made, is refused")
  func impossible() {
    #expect(throws: StatisticsError.self) { try Self.effect([(1, 1, 0, 5), (1, 0, 0, 5)], [(1, 0, 0, 9)]) }
    #expect(throws: StatisticsError.self) { try Self.effect([(1, 1, 2, 5)], [(1, 0, 0, 9)]) }
    #expect(throws: StatisticsError.self) { try Self.effect([], [(1, 0, 0, 9)]) }
    #expect(throws: StatisticsError.self) { try Self.effect(Self.weak, [(1, 0, 1, 9)]).set(confidence: 1) }
  }
}
