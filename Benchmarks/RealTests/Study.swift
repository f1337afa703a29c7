import Statistics

/// What every method did with one pair.
struct PairFinding: Sendable {
  let series: Series
  let looks: [Look]
  /// The side that the fixed test decides for at the last look.
  let end: StoppingSide?
  let endPValue: Double
  /// How often naive peeking at these looks stops when nothing differs.
  let chanceOfNaiveStop: Double
  let outcomes: [Method: Outcome]

  init(_ series: Series) throws {
    let reading = SeriesReading(series)
    self.series = series
    looks = reading.looks
    let last = looks.last?.table
    end = last?.decidedSide
    endPValue = last?.primaryPValue() ?? 1
    chanceOfNaiveStop = try reading.chanceOfNaiveStop()
    var outcomes: [Method: Outcome] = [:]
    for method in Method.allCases { outcomes[method] = try reading.outcome(method) }
    self.outcomes = outcomes
  }

  func outcome(_ method: Method) -> Outcome { outcomes[method] ?? .open }

  /// The share of the information of the last look, and of its days, at which a method stopped.
  func shares(_ method: Method) -> (information: Double, days: Double)? {
    guard let stop = outcome(method).stop, let last = looks.last else { return nil }
    let look = looks[stop.look]
    return (Information.counts.amount(look) / Information.counts.amount(last), look.day / last.day)
  }
}

/// All pairs of the file.
struct Study: Sendable {
  let read: [Series]
  let refused: [Series]
  let pairs: [PairFinding]

  /// The order of the pairs is that of the file, whichever ends first.
  static func run(_ read: [Series]) async throws -> Study {
    let admitted = read.filter(\.falls.isEmpty)
    let pairs = try await withThrowingTaskGroup(of: (Int, PairFinding).self) { group in
      for (index, series) in admitted.enumerated() { group.addTask { (index, try PairFinding(series)) } }
      var found: [(Int, PairFinding)] = []
      for try await pair in group { found.append(pair) }
      return found.sorted { $0.0 < $1.0 }.map(\.1)
    }
    return Study(read: read, refused: read.filter { !$0.falls.isEmpty }, pairs: pairs)
  }

  var decided: [PairFinding] { pairs.filter { $0.end != nil } }
  var undecided: [PairFinding] { pairs.filter { $0.end == nil } }

  /// The first pair of each experiment: no two of them share a control.
  static func onePerExperiment(_ pairs: [PairFinding]) -> [PairFinding] {
    var seen: Set<String> = []
    return pairs.filter { seen.insert($0.series.experiment).inserted }
  }
}
