import Statistics

/// Whether the lines, which ask only if a value is held, say what the whole intervals say.
struct Agreement: Sendable {
  var tables = 0
  var questions = 0
  /// Answers that are not the same.
  var differing = 0
  /// By method, where there are any.
  var byMethod: [String: Extent] = [:]

  /// How much answers that differ weigh in the cell where they weigh most.
  struct Extent: Sendable {
    /// The whole interval misses the truth where the lines hold it.
    var unseenMisses = 0.0
    /// The whole interval holds the truth where the lines miss it.
    var falseMisses = 0.0
  }

  static func + (left: Agreement, right: Agreement) -> Agreement {
    Agreement(
      tables: left.tables + right.tables, questions: left.questions + right.questions,
      differing: left.differing + right.differing,
      byMethod: left.byMethod.merging(right.byMethod) {
        Extent(
          unseenMisses: max($0.unseenMisses, $1.unseenMisses), falseMisses: max($0.falseMisses, $1.falseMisses))
      })
  }

  private typealias Named = (name: String, interval: (TwoProportions) throws -> Estimate)

  /// A value asked for, the method that answers, and the cells in which it is the truth.
  private struct Question {
    let interval: Int
    let value: Double
    let lines: Lines
    let cells: [Windows]
  }

  /// Every table of two arms that matters at 6 %: the intervals that are followed, in full, against their lines, for the
  /// true values at all rates.
  static func check(_ arms: Arms) throws -> Agreement {
    func cells(_ lift: Double) -> [Cell] { Cell.rates.map { Cell(arms: arms, base: $0, lift: lift) } }
    let box = try Windows(Cell(arms: arms, base: Cell.rates.max() ?? 0, lift: Study.lift))
    let lines = 0...box.lines.upperBound
    var intervals: [Named] = [
      ("exact-score, difference", { try $0.difference(.exactScore) }),
      ("exact, difference", { try $0.difference(.exact) }),
      ("exact-score, ratio", { try $0.ratio(.exactScore) }),
    ]
    var questions: [Question] = []
    func ask(_ interval: Int, _ value: Double, _ lines: Lines, _ cells: [Cell]) throws {
      questions.append(
        Question(interval: interval, value: value, lines: lines, cells: try cells.map { try Windows($0) }))
    }
    for (value, cells) in [(0, cells(0))] + cells(Study.lift).map({ ($0.difference, [$0]) }) {
      try ask(0, value, ExactSides.difference(value, arms, lines), cells)
      try ask(1, value, ExactSides.full(value, arms, lines), cells)
    }
    for lift in [0, Study.lift] { try ask(2, 1 + lift, ExactSides.ratio(1 + lift, arms, lines), cells(lift)) }
    for parameter in Intervals.Parameter.allCases {
      for method in Intervals.methods(parameter) where !method.isQuick {
        intervals.append(("\(method.name), \(parameter.name)", method.interval))
        for cell in cells(0).prefix(1) + cells(Study.lift) {
          let asked = Intervals(cell: cell, parameter: parameter)
          try ask(
            intervals.count - 1, asked.truth, asked.lines(method, lines), cell.lift == 0 ? cells(0) : [cell])
        }
      }
    }
    return try compare(arms, box, intervals, questions)
  }

  private static func compare(
    _ arms: Arms, _ box: Windows, _ intervals: [Named], _ questions: [Question]
  ) throws -> Agreement {
    var result = Agreement()
    var unseen = questions.map { $0.cells.map { _ in 0.0 } }
    var falsely = unseen
    for x0 in 0...box.control.last {
      for x1 in 0...box.variant.last {
        let table = try arms.table(x0, x1)
        let whole = try intervals.map { try $0.interval(table) }
        result.tables += 1
        for (index, question) in questions.enumerated() {
          result.questions += 1
          let isHeld = whole[question.interval].contains(question.value)
          guard isHeld == question.lines.contains(x0, x1) else { continue }
          result.differing += 1
          for (place, cell) in question.cells.enumerated() {
            let mass = cell.control.mass(x0) * cell.variant.mass(x1)
            if isHeld { falsely[index][place] += mass } else { unseen[index][place] += mass }
          }
        }
      }
    }
    for (index, question) in questions.enumerated() {
      let extent = Extent(unseenMisses: unseen[index].max() ?? 0, falseMisses: falsely[index].max() ?? 0)
      guard extent.unseenMisses > 0 || extent.falseMisses > 0 else { continue }
      result = result + Agreement(byMethod: [intervals[question.interval].name: extent])
    }
    return result
  }
}
