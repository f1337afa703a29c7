import Statistics
import Testing

@Suite("intervals for a difference of rates")
struct DifferenceIntervalTests {
  /// Method, counts, confidence, bounds, tolerance.
  static let published: [(DifferenceInterval, (Int, Int), (Int, Int), Double, Double, Double, Double)] = [
    // R PropCIs 0.3-0
    (.agrestiCaffo, (0, 10), (0, 10), 0.95, -0.22115031502926, 0.22115031502926, 1e-10),
    (.agrestiCaffo, (0, 50), (0, 50), 0.95, -0.0527889667385371, 0.0527889667385371, 1e-10),
    (.agrestiCaffo, (7, 34), (1, 34), 0.95, 0.011611670142614, 0.321721663190719, 1e-10),
    (.agrestiCaffo, (10, 10), (0, 10), 0.95, 0.612183018304073, 1, 1e-10),
    // R ratesci 1.0.0
    (.mee, (0, 10), (0, 10), 0.95, -0.277532799884822, 0.277532799862909, 1e-08),
    (.mee, (0, 50), (0, 50), 0.95, -0.071347599176701, 0.071347599133387, 1e-08),
    // own mpmath oracle
    (.mee, (7, 34), (1, 34), 0.95, 0.028370507968999554, 0.34393992194574036, 1e-11),
    (.mee, (10, 10), (0, 10), 0.95, 0.6777496838943612, 1.0, 1e-11),
    // R ratesci 1.0.0
    (.miettinenNurminen, (0, 10), (0, 10), 0.95, -0.287933941292581, 0.287933941282036, 1e-08),
    (.miettinenNurminen, (61, 3695), (48, 1635), 0.95, -0.022898382932254, -0.004351766257743, 1e-07),
    // own mpmath oracle: restricted MLE by bisection of the score
    (.miettinenNurminen, (7, 34), (1, 34), 0.95, 0.027041626583446762, 0.3452912169662238, 1e-11),
    // R ratesci 1.0.0
    (.miettinenNurminen, (585, 19210), (698, 28314), 0.99, 0.001877698894504, 0.009853292226468, 1e-07),
    (.moverJeffreys, (2, 71), (0, 26), 0.9, -0.0439717183280464, 0.0679507501987762, 1e-08),
    (.moverJeffreys, (304, 4149), (258, 5190), 0.99, 0.0106846339743398, 0.0367153076198969, 1e-08),
    (.moverJeffreys, (10, 1000), (25, 500), 0.95, -0.0621678154448391, -0.0216718363245116, 1e-08),
    (.moverJeffreys, (10, 10), (0, 10), 0.95, 0.679985840659272, 0.987080020567533, 1e-08),
    (.newcombe, (0, 10), (0, 10), 0.95, -0.277532799862889, 0.277532799862889, 1e-09),
    (.newcombe, (0, 50), (0, 50), 0.95, -0.0713475991333587, 0.0713475991333587, 1e-09),
    (.newcombe, (7, 34), (1, 34), 0.95, 0.018921443885773, 0.340368687032707, 1e-09),
    (.newcombe, (10, 10), (0, 10), 0.95, 0.607509350430524, 1, 1e-09),
    (.scas, (2, 71), (0, 26), 0.9, -0.052576792469553, 0.077188040727178, 1e-07),
    (.scas, (10, 1000), (25, 500), 0.95, -0.062525544440662, -0.021822095072056, 1e-08),
    (.scas, (10, 10), (0, 20), 0.95, 0.749857513058402, 1, 1e-08),
    (.scas, (9, 10), (3, 10), 0.95, 0.17781218356214, 0.86250353817266, 1e-08),
    // statsmodels 0.15.0
    (.wald, (7, 34), (1, 34), 0.95, 0.029169416110856966, 0.3237717603597312, 1e-10),
    (.wald, (0, 100), (3, 100), 0.95, -0.06343448095637183, 0.0034344809563718326, 1e-10),
    (.wald, (10, 10), (0, 10), 0.95, 1.0, 1.0, 1e-10),
    (.wald, (56, 70), (48, 80), 0.95, 0.057504899149037114, 0.342495100850963, 1e-10),
  ]

  @Test("figures of other software", arguments: published)
  func figures(
    method: DifferenceInterval, variant: (Int, Int), control: (Int, Int), confidence: Double, lower: Double,
    upper: Double,
    tolerance: Double
  ) throws {
    let interval = try comparison(variant, control).difference(method, confidence: confidence)
    #expect(agrees(interval.lower, lower, within: tolerance))
    #expect(agrees(interval.upper, upper, within: tolerance))
  }

  /// Bounds at 95 % from a restricted likelihood maximised with 40 digits.
  static let extremeTables: [((Int, Int), (Int, Int), Double, Double)] = [
    ((0, 100), (3, 100), -0.084712946570791282, 0.0077322692313362432),
    ((0, 10), (0, 20), -0.16576022754217165, 0.28438133953437734),
    ((10, 10), (10, 10), -0.28793394128201218, 0.28793394128201218),
    ((20, 20), (15, 20), 0.065598294711575578, 0.47156300971006357),
    ((1, 1), (0, 1), -0.58690137124552522, 1),
    ((0, 1), (0, 1), -0.88483133880789443, 0.88483133880789443),
    ((1, 1), (1, 1), -0.88483133880789443, 0.88483133880789443),
    ((0, 1), (1, 1), -1, 0.58690137124552522),
    ((0, 10_000_000), (0, 10_000_000), -3.8414575370869088e-7, 3.8414575370869088e-7),
    ((1, 10_000_000), (0, 10_000_000), -2.8414577291598129e-7, 5.6649322178568985e-7),
    ((100_000, 10_000_000), (101_500, 10_000_000), -0.00023753814933949332, -6.2464566493026561e-5),
    ((10_000_000, 10_000_000), (9_999_997, 10_000_000), -8.414581133055636e-8, 8.8211844777086804e-7),
  ]

  @Test(
    "Miettinen–Nurminen is right with no success, only successes, one trial, and ten million", arguments: extremeTables)
  func extremes(variant: (Int, Int), control: (Int, Int), lower: Double, upper: Double) throws {
    let interval = try comparison(variant, control).difference(.miettinenNurminen)
    #expect(agrees(interval.lower, lower, within: 1e-13))
    #expect(agrees(interval.upper, upper, within: 1e-13))
  }

  /// The tables a method is tried on: the exact interval, which is slow, on the smallest.
  static func tables(_ method: DifferenceInterval) -> [((Int, Int), (Int, Int))] {
    smallTables.filter { method != .exact || $0.0.1 + $0.1.1 <= 4 }
  }

  @Test("exchanging the arms turns the interval round", arguments: DifferenceInterval.allCases)
  func exchange(method: DifferenceInterval) throws {
    for (variant, control) in Self.tables(method) {
      let there = try comparison(variant, control).difference(method)
      let back = try comparison(control, variant).difference(method)
      #expect((there.lower + back.upper).magnitude < 1e-13)
      #expect((there.upper + back.lower).magnitude < 1e-13)
    }
  }

  @Test("counting failures instead of successes turns the interval round", arguments: DifferenceInterval.allCases)
  func mirror(method: DifferenceInterval) throws {
    for (variant, control) in Self.tables(method) {
      let there = try comparison(variant, control).difference(method)
      let back = try comparison(
        (variant.1 - variant.0, variant.1), (control.1 - control.0, control.1)
      ).difference(method)
      // Limits by search are settled to a part of the standard error.
      #expect((there.lower + back.upper).magnitude < (method.isExact ? 1e-5 : 1e-12))
    }
  }

  @Test("Mee's interval leaves out 0 exactly when the score test rejects")
  func duality() throws {
    for (variant, control) in smallTables {
      let table = try comparison(variant, control)
      for confidence in [0.5, 0.8, 0.95] {
        let interval = try table.difference(.mee, confidence: confidence)
        let p = table.pValue(.zPooled)
        guard (p - (1 - confidence)).magnitude > 1e-9 else { continue }
        #expect(interval.contains(0) == (p > 1 - confidence))
      }
    }
  }

  @Test("every table has an ordered interval inside -1...1", arguments: DifferenceInterval.allCases)
  func bounds(method: DifferenceInterval) throws {
    for (variant, control) in Self.tables(method) {
      let interval = try comparison(variant, control).difference(method)
      #expect(interval.lower >= -1 && interval.upper <= 1 && interval.lower <= interval.upper)
      #expect(!interval.value.isNaN)
    }
  }

  @Test("a confidence that is no probability is refused by name", arguments: [0, 1, -0.5, 95, Double.nan])
  func confidence(level: Double) throws {
    let error = #expect(throws: StatisticsError.self) {
      try comparison((1, 10), (2, 10)).difference(confidence: level)
    }
    #expect(error?.description.contains("confidence") == true)
  }

  /// R exact2x2 1.7.0, score ordering, central; itself good to about 1e-3.
  @Test(
    "the exact interval, as far as other software goes",
    arguments: [
      ((1, 3), (2, 3), -0.913455538854809, 0.554432775310142),
      ((7, 34), (1, 34), 0.0194306994726759, 0.35835467550702), ((10, 10), (0, 10), 0.66313654148507, 1),
      ((0, 10), (0, 20), -0.187877005231165, 0.309413810531219),
      ((7, 15), (12, 15), -0.63697651727405, 0.0238428899424827),
    ])
  func exact(variant: (Int, Int), control: (Int, Int), lower: Double, upper: Double) throws {
    let interval = try comparison(variant, control).difference(.exact)
    #expect(agrees(interval.lower, lower, within: 3e-3))
    #expect(agrees(interval.upper, upper, within: 3e-3))
  }

  @Test("the exact interval never covers less than it says")
  func coverage() throws {
    let (n1, n0) = (4, 5)
    var intervals: [[Estimate]] = []
    for x1 in 0...n1 {
      intervals.append(try (0...n0).map { try comparison((x1, n1), ($0, n0)).difference(.exact, confidence: 0.8) })
    }
    for i in 0...12 {
      for j in 0...12 {
        let (p1, p0) = (Double(i) / 12, Double(j) / 12)
        let (law1, law0) = (try Binomial(trials: n1, probability: p1), try Binomial(trials: n0, probability: p0))
        var covered = 0.0
        for x1 in 0...n1 {
          for x0 in 0...n0 where intervals[x1][x0].contains(p1 - p0) { covered += law1.mass(x1) * law0.mass(x0) }
        }
        #expect(covered >= 0.8 - 1e-9)
      }
    }
  }

  @Test("beyond its size the exact interval is refused with what to use instead")
  func tooLarge() throws {
    let error = #expect(throws: StatisticsError.self) {
      try comparison((300, 10_000), (360, 10_000)).difference(.exact)
    }
    #expect(error?.description.contains("miettinen-nurminen") == true)
  }
}
