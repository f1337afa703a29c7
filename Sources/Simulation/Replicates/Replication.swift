/// What became of many replicates of one test.
public struct Replication: Hashable, Sendable {
  /// Names of the variants, in the order of the plan.
  public let variants: [String]
  /// Their true rates.
  public let rates: [Double]
  /// Replicates by how they ended and at which look they stopped.
  public let endings: [Declaration: [Int]]
  /// Calls placed by the date of each look.
  public let callsPlaced: [Int]
  /// Calendar days of the test up to each look.
  public let daysElapsed: [Int]

  /// Number of replicates.
  public var replicates: Int { endings.values.reduce(0) { $0 + $1.reduce(0, +) } }

  /// Share of replicates that ended in a way.
  public func share(_ ending: Declaration) -> Double {
    Double(endings[ending]?.reduce(0, +) ?? 0) / Double(replicates)
  }

  /// Standard error of a share, of the simulation.
  public func standardError(_ ending: Declaration) -> Double {
    let share = share(ending)
    return (share * (1 - share) / Double(replicates)).squareRoot()
  }

  /// Calls placed until the test stopped, on average.
  public var averageCalls: Double { moments(of: callsPlaced).mean }
  /// Standard error of the average number of calls.
  public var averageCallsError: Double { moments(of: callsPlaced).error }
  /// Calendar days until the test stopped, maturity included, on average.
  public var averageDays: Double { moments(of: daysElapsed).mean }
  /// Standard error of the average number of days.
  public var averageDaysError: Double { moments(of: daysElapsed).error }

  /// Every way a replicate can end: each variant but none for the control, then the rest.
  public var endingsInOrder: [Declaration] {
    endings.keys.compactMap { if case .rollOut(let index) = $0 { index } else { nil } }.sorted().map { .rollOut($0) }
      + [.keepControl, .noWinner, .unhealthy]
  }

  /// The contract's name of an ending.
  public func name(of ending: Declaration) -> String {
    switch ending {
    case .rollOut(let index): variants[index]
    case .keepControl: "keep-control"
    case .noWinner: "none"
    case .unhealthy: "unhealthy"
    }
  }

  /// Mean and standard error of a figure of the look at which replicates stopped.
  private func moments(of figure: [Int]) -> (mean: Double, error: Double) {
    var stopped = [Int](repeating: 0, count: figure.count)
    for counts in endings.values {
      for (look, count) in counts.enumerated() { stopped[look] += count }
    }
    let total = Double(replicates)
    let mean = zip(figure, stopped).reduce(0) { $0 + Double($1.0) * (Double($1.1) / total) }
    let variance = zip(figure, stopped).reduce(0) { sum, entry in
      let deviation = Double(entry.0) - mean
      return sum + deviation * deviation * (Double(entry.1) / total)
    }
    return (mean, (variance / total).squareRoot())
  }
}

extension Replication: Encodable {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  /// Writes replicates, truth, declared shares, averages and standard errors under the contract's names. Challengers
  /// that were never rolled out stand there with 0.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    try container.encode(replicates, forKey: Name("replicates"))
    var truth = container.nestedContainer(keyedBy: Name.self, forKey: Name("truth"))
    for (name, rate) in zip(variants, rates) { try truth.encode(rate, forKey: Name(name)) }
    var declared = container.nestedContainer(keyedBy: Name.self, forKey: Name("declared"))
    for ending in endingsInOrder { try declared.encode(share(ending), forKey: Name(name(of: ending))) }
    try container.encode(averageCalls, forKey: Name("averageCalls"))
    try container.encode(averageDays, forKey: Name("averageDays"))
    var errors = container.nestedContainer(keyedBy: Name.self, forKey: Name("standardErrors"))
    for ending in endingsInOrder { try errors.encode(standardError(ending), forKey: Name(name(of: ending))) }
    try errors.encode(averageCallsError, forKey: Name("averageCalls"))
    try errors.encode(averageDaysError, forKey: Name("averageDays"))
  }
}
