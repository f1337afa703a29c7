import Statistics
import Testing

@Suite("clusters that vary together")
struct ClusterRobustTests {
  /// Cluster, whether the variant, successes, trials.
  static let cells: [(Int, Bool, Int, Int)] = [
    (0, false, 0, 40), (5, false, 2, 60), (7, false, 8, 80), (9, false, 5, 50),
    (11, false, 6, 38), (2, false, 4, 44), (4, true, 5, 55), (6, true, 6, 30),
    (8, true, 7, 45), (10, true, 11, 62), (1, true, 8, 71), (3, true, 5, 25),
  ]

  static func difference(_ cells: [(Int, Bool, Int, Int)]) throws -> ClusterRobustDifference {
    try ClusterRobustDifference(
      cells.map { .init(cluster: $0.0, isVariant: $0.1, counts: try Proportion($0.2, of: $0.3)) })
  }

  /// R sandwich 3.0-2 vcovCL and clubSandwich 0.5.8.
  @Test(
    "standard errors of other software",
    arguments: [
      (ClusterCorrection.cr0, 0.024371408398232), (.cr1, 0.0254763805207957),
      (.cr2, 0.0268183294974373), (.cr3, 0.0295646714801372),
    ])
  func standardErrors(correction: ClusterCorrection, wanted: Double) throws {
    let difference = try Self.difference(Self.cells)
    #expect(agrees(difference.observedDifference, 0.0657051282051285, within: 1e-9))
    #expect(agrees(difference.standardError(correction), wanted, within: 1e-9))
  }

  /// R clubSandwich 0.5.8.
  @Test("Satterthwaite's degrees of freedom and the p they give")
  func satterthwaite() throws {
    let difference = try Self.difference(Self.cells)
    #expect(agrees(difference.degreesOfFreedom, 8.94356240628235, within: 1e-6))
    #expect(agrees(difference.test().pValue, 0.0369153049399694, within: 1e-6))
    let interval = try difference.difference(confidence: 1 - difference.test().pValue)
    #expect(min(interval.lower.magnitude, interval.upper.magnitude) < 1e-12)
  }

  @Test("with one trial a cluster, CR2 is the unpooled difference with n − 1 in each arm")
  func independent() throws {
    let cells = (0..<60).map { ($0, $0 % 3 == 0, $0 % 4 == 0 ? 1 : 0, 1) }
    let difference = try Self.difference(cells)
    let (p, q) = (10.0 / 40, 5.0 / 20)
    let error = (p * (1 - p) / 39 + q * (1 - q) / 19).squareRoot()
    #expect(agrees(difference.standardError(.cr2), error, within: 1e-12))
  }

  @Test("an arm without trials, or a single cluster, is refused")
  func impossible() {
    #expect(throws: StatisticsError.self) { try Self.difference([(0, true, 1, 9), (0, false, 1, 9)]) }
    #expect(throws: StatisticsError.self) { try Self.difference([(0, true, 1, 9), (1, true, 1, 9)]) }
  }
}
