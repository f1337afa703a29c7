import Statistics

/// The intervals that are computed whole: for every table of a cell, or where they take tens of microseconds for the
/// tables near the lines' thresholds.
struct Intervals: Sendable {
  /// Whose parameter it is.
  enum Parameter: CaseIterable {
    case difference, ratio, oddsRatio

    var name: String {
      switch self {
      case .difference: "difference"
      case .ratio: "ratio"
      case .oddsRatio: "odds ratio"
      }
    }
  }

  let cell: Cell
  let parameter: Parameter

  /// Its true value.
  var truth: Double {
    switch parameter {
    case .difference: cell.difference
    case .ratio: cell.ratio
    case .oddsRatio: cell.oddsRatio
    }
  }

  /// A method by name.
  struct Method {
    let name: String
    /// Whether it takes a few microseconds at most.
    let isQuick: Bool
    let interval: (TwoProportions) throws -> Estimate
  }

  /// Every method but those that take milliseconds a table.
  static func methods(_ parameter: Parameter) -> [Method] {
    switch parameter {
    case .difference:
      DifferenceInterval.allCases.filter { $0 != .exact && $0 != .exactScore }.map { method in
        Method(name: method.rawValue, isQuick: method != .moverJeffreys) { try $0.difference(method) }
      }
    case .ratio:
      RatioInterval.allCases.filter { $0 != .exactScore }.map { method in
        Method(name: method.rawValue, isQuick: method != .moverJeffreys) { try $0.ratio(method) }
      }
    case .oddsRatio:
      OddsRatioInterval.allCases.map { method in
        Method(name: method.rawValue, isQuick: method != .moverJeffreys && method != .exactConditional) {
          try $0.oddsRatio(method)
        }
      }
    }
  }

  func findings() throws -> [Finding] {
    let windows = try Windows(cell)
    let methods = Self.methods(parameter)
    let quick = methods.filter(\.isQuick)
    var errors: [String: ErrorRates] = [:]
    for (method, errs) in zip(quick, try everyTable(quick, windows)) { errors[method.name] = errs }
    for method in methods where !method.isQuick {
      errors[method.name] = try lines(method, windows.lines).errors(windows)
    }
    return methods.compactMap { method in
      errors[method.name].map { Finding(method: method.name, cell: cell, errors: $0) }
    }
  }

  private func everyTable(_ methods: [Method], _ windows: Windows) throws -> [ErrorRates] {
    let truth = truth
    var errors = methods.map { _ in
      ErrorRates(tooHigh: windows.skipped, tooLow: windows.skipped, either: windows.skipped)
    }
    for (i, control) in windows.control.masses.enumerated() {
      for (j, variant) in windows.variant.masses.enumerated() {
        let table = try cell.arms.table(windows.control.first + i, windows.variant.first + j)
        for (index, method) in methods.enumerated() {
          let interval = try method.interval(table)
          errors[index].add(control * variant, isTooHigh: interval.lower > truth, isTooLow: interval.upper < truth)
        }
      }
    }
    return errors
  }

  /// The tables on which a method errs, followed.
  func lines(_ method: Method, _ lines: ClosedRange<Int>) throws -> Lines {
    let truth = truth
    return try Lines(
      cell.arms, lines: lines, isTooHigh: { try method.interval($0).lower > truth },
      isTooLow: { try method.interval($0).upper < truth })
  }
}

/// The intervals of one arm.
struct ArmIntervals: Sendable {
  let trials: Int
  let rate: Double

  static let trials = [50, 100, 200, 500, 1_000, 2_000, 5_000]

  func findings() throws -> [Finding] {
    let window = try Window(trials: trials, rate: rate)
    let cell = Cell(arms: Arms(alone: trials), base: rate, lift: 0)
    return try ProportionInterval.allCases.map { method in
      var errors = ErrorRates(tooHigh: window.skipped, tooLow: window.skipped, either: window.skipped)
      for (index, mass) in window.masses.enumerated() {
        let interval = try Proportion(window.first + index, of: trials).interval(method)
        errors.add(mass, isTooHigh: interval.lower > rate, isTooLow: interval.upper < rate)
      }
      return Finding(method: method.rawValue, cell: cell, errors: errors)
    }
  }
}
