import Statistics

/// Everything that is enumerated for the page.
struct Study: Sendable {
  static let lift = 0.2
  /// The largest total at which Chan and Zhang's interval is followed.
  static let largestFull = 1_000

  var tests: [Finding]
  var intervals: [Intervals.Parameter: [Finding]]
  var arms: [Finding]
  /// The default rule: at no effect the test with both intervals, and both intervals at the lift.
  var rule: RuleFindings
  var pairs: [PairFinding]
  var power: [PowerFinding]
  var agreement: Agreement

  struct RuleFindings: Sendable {
    var equality: [Finding] = []
    var difference: [Finding] = []
    var ratio: [Finding] = []
  }

  /// All of it, on all cores; the order of the results does not depend on who ends first.
  static func run() async throws -> Study {
    async let agreement = inParallel(Cell.designs.filter { $0.total == 100 }, Agreement.check)
    async let exact = inParallel(Cell.designs, ExactFindings.init)
    async let closed = inParallel(Cell.all(lift: 0) + Cell.all(lift: lift)) { cell in
      try Intervals.Parameter.allCases.map { try Intervals(cell: cell, parameter: $0).findings() }
    }
    async let tests = inParallel(Cell.designs, TestSizes.findings)
    async let arms = inParallel(
      ArmIntervals.trials.flatMap { n in Cell.rates.map { ArmIntervals(trials: n, rate: $0) } }
    ) {
      try $0.findings()
    }
    async let pairs = inParallel(PairStudy.designs, PairStudy.findings)
    async let power = inParallel(PowerStudy.designs, PowerStudy.findings)

    let found = try await exact
    let whole = try await closed
    var intervals: [Intervals.Parameter: [Finding]] = [:]
    for (index, parameter) in Intervals.Parameter.allCases.enumerated() {
      intervals[parameter] = whole.flatMap { $0[index] }
    }
    intervals[.difference, default: []] += found.flatMap(\.difference)
    intervals[.ratio, default: []] += found.flatMap(\.ratio)
    return Study(
      tests: try await tests.flatMap { $0 } + found.flatMap(\.test), intervals: intervals,
      arms: try await arms.flatMap { $0 },
      rule: RuleFindings(
        equality: found.flatMap(\.rule.equality), difference: found.flatMap(\.rule.difference),
        ratio: found.flatMap(\.rule.ratio)),
      pairs: try await pairs.flatMap { $0 }, power: try await power.flatMap { $0 },
      agreement: try await agreement.reduce(Agreement(), +))
  }

  private static func inParallel<Place: Sendable, Answer: Sendable>(
    _ places: [Place], _ work: @escaping @Sendable (Place) throws -> Answer
  ) async throws -> [Answer] {
    try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
      for (index, place) in places.enumerated() { group.addTask { (index, try work(place)) } }
      var answers: [(Int, Answer)] = []
      for try await answer in group { answers.append(answer) }
      return answers.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}

/// The size of every test but the exact score test, from the product's own regions.
enum TestSizes {
  static func findings(_ arms: Arms) throws -> [Finding] {
    try DifferenceTest.allCases.filter { $0 != .exactScore }.flatMap { test in
      func region(_ alternative: Alternative) throws -> RejectionRegion {
        try RejectionRegion(
          test, alpha: alternative == .twoSided ? 0.05 : 0.025, alternative: alternative,
          controlTrials: arms.control, variantTrials: arms.variant)
      }
      let (greater, less, either) = (try region(.greater), try region(.less), try region(.twoSided))
      return try Cell.rates.map { rate in
        func size(_ region: RejectionRegion) throws -> Double { try region.probability(control: rate, variant: rate) }
        return Finding(
          method: test.rawValue, cell: Cell(arms: arms, base: rate, lift: 0),
          errors: try ErrorRates(tooHigh: size(greater), tooLow: size(less), either: size(either)))
      }
    }
  }
}

/// What is followed line by line at one pair of arms: the exact methods where they are quick, and the default rule.
struct ExactFindings: Sendable {
  var test: [Finding] = []
  var difference: [Finding] = []
  var ratio: [Finding] = []
  var rule = Study.RuleFindings()

  init(_ arms: Arms) throws {
    let none = try Cell.rates.map { try Place(Cell(arms: arms, base: $0, lift: 0)) }
    let lifted = try Cell.rates.map { try Place(Cell(arms: arms, base: $0, lift: Study.lift)) }
    let (allNone, allLifted) = (Self.hull(none), Self.hull(lifted))

    let rule = try ExactSides.rule(arms, allNone)
    self.rule.equality = none.map { $0.finding("default", rule) }
    let ruleRatio = try ExactSides.ruleRatio(1 + Study.lift, arms, allLifted)
    self.rule.ratio = lifted.map { $0.finding("default", ruleRatio) }
    self.rule.difference = try lifted.map {
      $0.finding("default", try ExactSides.ruleDifference($0.cell.difference, arms, $0.windows.lines))
    }
    let name = DifferenceInterval.exactScore.rawValue
    let equality = try ExactSides.equality(arms, allNone)
    test = none.map { $0.finding(name, equality) }
    let lines = try ExactSides.ratio(1 + Study.lift, arms, allLifted)
    ratio = test + lifted.map { $0.finding(name, lines) }
    difference =
      try test + lifted.map { $0.finding(name, try ExactSides.difference($0.cell.difference, arms, $0.windows.lines)) }
    if arms.total <= Study.largestFull {
      let name = DifferenceInterval.exact.rawValue
      let equality = try ExactSides.full(0, arms, allNone)
      difference += none.map { $0.finding(name, equality) }
      difference += try lifted.map {
        $0.finding(name, try ExactSides.full($0.cell.difference, arms, $0.windows.lines))
      }
    }
  }

  /// A cell with its windows.
  struct Place: Sendable {
    let cell: Cell
    let windows: Windows

    init(_ cell: Cell) throws {
      self.cell = cell
      windows = try Windows(cell)
    }

    func finding(_ method: String, _ lines: Lines) -> Finding {
      Finding(method: method, cell: cell, errors: lines.errors(windows))
    }
  }

  /// All lines of several cells.
  static func hull(_ places: [Place]) -> ClosedRange<Int> {
    let lines = places.map(\.windows.lines)
    return (lines.map(\.lowerBound).min() ?? 0)...(lines.map(\.upperBound).max() ?? 0)
  }
}
