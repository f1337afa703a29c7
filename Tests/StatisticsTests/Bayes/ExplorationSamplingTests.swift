import Statistics
import Testing

@Suite("shares of the next wave")
struct ExplorationSamplingTests {
  /// Completed enrolment calls and calls by wave and arm: 10:00 without a text message, an hour and a day after one; the
  /// same at 18:30. Kasy & Sautmann (2021), data of Precision Agriculture for Development, Odisha, June 2019.
  static let waves: [[(Int, Int)]] = [
    [(19, 100), (28, 100), (19, 100), (18, 100), (16, 100), (18, 100)],
    [(16, 91), (55, 277), (19, 91), (9, 59), (1, 23), (10, 59)],
    [(18, 82), (52, 232), (28, 161), (6, 46), (2, 11), (13, 68)],
    [(25, 150), (56, 258), (18, 78), (2, 23), (7, 14), (16, 77)],
    [(7, 45), (41, 250), (23, 111), (0, 7), (23, 98), (17, 89)],
    [(9, 36), (37, 185), (19, 124), (0, 5), (28, 172), (18, 78)],
    [(6, 77), (36, 214), (11, 80), (0, 5), (13, 75), (25, 149)],
    [(5, 29), (31, 230), (19, 82), (1, 7), (15, 107), (22, 145)],
    [(9, 48), (37, 193), (32, 173), (1, 11), (15, 68), (20, 107)],
    [(6, 50), (44, 189), (27, 155), (3, 8), (13, 96), (15, 102)],
    [(6, 35), (50, 245), (32, 164), (1, 20), (8, 58), (13, 78)],
    [(4, 34), (54, 259), (25, 188), (2, 9), (7, 40), (10, 70)],
    [(6, 41), (47, 277), (19, 121), (2, 16), (9, 65), (9, 80)],
    [(3, 49), (56, 279), (33, 138), (3, 18), (9, 60), (16, 56)],
  ]

  /// The shares published with the paper for the wave after each of these (Monte Carlo).
  static let published: [[Double]] = [
    [0.1514, 0.4628, 0.154, 0.0985, 0.0354, 0.098],
    [0.1338, 0.387, 0.2696, 0.0798, 0.017, 0.1129],
    [0.2487, 0.4285, 0.1301, 0.0372, 0.0235, 0.132],
    [0.0749, 0.418, 0.1867, 0.0127, 0.1611, 0.1466],
    [0.0598, 0.3102, 0.206, 0.0099, 0.2855, 0.1285],
    [0.1273, 0.3527, 0.1323, 0.0095, 0.1269, 0.2512],
    [0.0498, 0.381, 0.1391, 0.0131, 0.1756, 0.2413],
    [0.0797, 0.3248, 0.2878, 0.0185, 0.1123, 0.1768],
    [0.0836, 0.314, 0.2612, 0.0133, 0.158, 0.1699],
    [0.0588, 0.4079, 0.2729, 0.0314, 0.0967, 0.1324],
    [0.0583, 0.4323, 0.315, 0.0137, 0.066, 0.1147],
    [0.0686, 0.4614, 0.2043, 0.0282, 0.1074, 0.1301],
    [0.0805, 0.4651, 0.2257, 0.0304, 0.1049, 0.0933],
    [0.0161, 0.462, 0.3056, 0.0216, 0.0517, 0.143],
  ]

  static func arms(after wave: Int) throws -> [Proportion?] {
    try (0..<6).map { arm in
      let known = waves[0...wave].map { $0[arm] }
      return try Proportion(known.reduce(0) { $0 + $1.0 }, of: known.reduce(0) { $0 + $1.1 })
    }
  }

  /// What was known after each wave.
  static let samplings = Result { try published.indices.map { try ExplorationSampling(arms(after: $0)) } }

  static func gap(_ sampling: ExplorationSampling, after wave: Int) throws -> Double {
    zip(try sampling.shares(), published[wave]).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
  }

  @Test("the published shares of a real experiment come from a uniform prior and all earlier waves")
  func odisha() throws {
    for (wave, sampling) in try Self.samplings.get().enumerated() {
      #expect(try Self.gap(sampling, after: wave) <= 0.0024)
    }
    #expect(try Self.gap(ExplorationSampling(Self.arms(after: 3), prior: .jeffreys), after: 3) > 0.008)
  }

  @Test("its waves were called in these shares", arguments: 1..<14)
  func calledWaves(wave: Int) throws {
    let shares = try Self.samplings.get()[wave - 1].shares()
    for (share, cell) in zip(shares, Self.waves[wave]) { #expect((Double(cell.1) / 600 - share).magnitude < 0.0043) }
  }

  /// mpmath with 30 digits, after the first wave.
  @Test("probabilities and shares against quadrature with 30 digits")
  func figures() throws {
    let sampling = try ExplorationSampling(Self.arms(after: 0))
    let best = [
      0.04987554462769599, 0.82576669826791102, 0.04987554462769599, 0.031628176623686336, 0.01122585922932433,
      0.031628176623686336,
    ]
    let shares = [
      0.15236922604878496, 0.46261279997823858, 0.15236922604878496, 0.098479404461984153, 0.035689939000223196,
      0.098479404461984153,
    ]
    for (value, wanted) in zip(sampling.probabilityBest, best) { #expect(agrees(value, wanted, within: 1e-11)) }
    for (value, wanted) in zip(try sampling.shares(), shares) { #expect(agrees(value, wanted, within: 1e-11)) }
    #expect(try sampling.thompsonShares() == sampling.probabilityBest)
  }

  @Test("no arm gets more than half, and shares sum to 1", arguments: published.indices)
  func half(wave: Int) throws {
    let sampling = try Self.samplings.get()[wave]
    for floor in [0, 0.02, 1.0 / 6] {
      for shares in [try sampling.shares(floor: floor), try sampling.thompsonShares(floor: floor)] {
        #expect(agrees(shares.reduce(0, +), 1, within: 1e-14))
        #expect(shares.allSatisfy { $0 >= floor * (1 - 1e-15) })
      }
    }
    #expect(try sampling.shares().allSatisfy { $0 <= 0.5 })
  }

  @Test("arms of which nothing is known, or the same, have equal shares")
  func ties() throws {
    #expect(try ExplorationSampling([nil, nil, nil, nil]).shares() == [0.25, 0.25, 0.25, 0.25])
    let shares = try ExplorationSampling([Proportion(3, of: 40), Proportion(1, of: 40), Proportion(3, of: 40)]).shares()
    #expect(shares[0] == shares[2])
    #expect(shares[1] < shares[0])
    #expect(try ExplorationSampling([nil]).shares() == [1])
  }

  @Test("two arms are called equally often, whatever was seen")
  func twoArms() throws {
    let shares = try ExplorationSampling([Proportion(300, of: 10_000), Proportion(390, of: 10_000)]).shares()
    #expect(agrees(shares[0], 0.5, within: 1e-15))
    #expect(agrees(shares[1], 0.5, within: 1e-15))
  }

  @Test("a clear best gets half, and its rivals share the rest by their chances, however small")
  func clearBest() throws {
    let clear = try ExplorationSampling([
      Proportion(900, of: 1000), Proportion(300, of: 1000), Proportion(350, of: 1000),
    ])
    let shares = try clear.shares()
    #expect(clear.probabilityBest[1] > 0)
    #expect(agrees(shares[0], 0.5, within: 1e-12))
    #expect(shares[2] > 0.49)
    let beyond = try ExplorationSampling([
      Proportion(999_000, of: 1_000_000), Proportion(10, of: 1_000_000), Proportion(20, of: 1_000_000),
    ])
    #expect(try beyond.shares() == [0.5, 0.25, 0.25])
  }

  @Test("a wave is split to the call, nearest to the shares")
  func counts() throws {
    let counts = try ExplorationSampling.counts(of: 600, shares: Self.published[0])
    #expect(counts == [91, 278, 92, 59, 21, 59])
    #expect(try ExplorationSampling.counts(of: 10, shares: [1, 1, 1]) == [4, 3, 3])
    #expect(try ExplorationSampling.counts(of: 0, shares: [1, 3]) == [0, 0])
    #expect(try ExplorationSampling.counts(of: 7, shares: [0, 1]) == [0, 7])
    #expect(try ExplorationSampling.counts(of: 1 << 53, shares: [0.1, 0.2, 0.7]).reduce(0, +) == 1 << 53)
  }

  @Test("floors that cannot all be kept, no arm, and negative calls are refused")
  func impossible() throws {
    let sampling = try ExplorationSampling([nil, nil])
    #expect(throws: StatisticsError.self) { try sampling.shares(floor: 0.51) }
    #expect(throws: StatisticsError.self) { try sampling.shares(floor: -0.1) }
    #expect(throws: StatisticsError.self) { try sampling.shares(floor: .nan) }
    #expect(throws: StatisticsError.self) { try ExplorationSampling([Proportion?]()) }
    #expect(throws: StatisticsError.self) { try ExplorationSampling.counts(of: -1, shares: [1]) }
    #expect(throws: StatisticsError.self) { try ExplorationSampling.counts(of: 5, shares: [0, 0]) }
    #expect(throws: StatisticsError.self) { try ExplorationSampling.counts(of: 5, shares: [.nan, 1]) }
  }
}
