import ProofKit

/// The table of errors without an effect.
struct ErrorSection {
  let lines: [(design: FloorDesign, line: FloorStudy.Line)]

  /// The level of every analysis.
  static let limit = 0.05
  /// What an analysis whose law has many values is wanted to use of it.
  static let least = 0.04

  var markdown: String {
    var rows: [[String]] = []
    var (failing, undeceived): ([String], [String]) = ([], [])
    for (design, line) in lines {
      let questions = FloorTest.questions(design.kind)
      for (number, question) in questions.enumerated() {
        let own = line.own[number]
        let isFailing = ErrorSection.fails(own, isDiscrete: design.isDiscrete)
        let naive = line.naive[number]
        let isUndeceived = design.deceivesNaiveTests && !(naive?.exceeds(Self.limit) ?? false)
        let name = [design.name] + (questions.count > 1 ? [question] : []) + [Markdown.percent(design.rate, 0)]
        if isFailing { failing.append(name.joined(separator: ", ")) }
        if isUndeceived { undeceived.append(name.joined(separator: ", ")) }
        rows.append([
          design.name, question, Markdown.percent(design.rate, 0), own.text(2, fails: isFailing),
          naive?.text(2, fails: isUndeceived) ?? "",
        ])
      }
    }
    return """
      ## Both scripts alike

      Shares of tests that find a difference where there is none. The design's own analysis may err in 5 % of tests, and is \
      wanted to use at least 4 % where its law has more than a few hundred values (those of a switchback's 252 orders make \
      4.76 % the most below 5 %): (!) marks more than three standard errors beyond. Lines that fail: \
      \(Markdown.list(failing)). Beside it stands the score test of those who take every call for independent, on the same \
      draws: where whole agents or half-days hear one script it must be seen to err more often, and (!) marks where it is not \
      seen to: \(Markdown.list(undeceived)). \(Markdown.count(lines.first?.line.own.first?.tests ?? 0)) tests a line.

      \(Markdown.table(
        ["design", "question", "rate", "own analysis", "every call for itself"], texts: 3, rows))
      """
  }

  /// Whether a share of errors is above 5 %, or below what a law of many values can use.
  static func fails(_ share: Share, isDiscrete: Bool) -> Bool {
    share.exceeds(limit) || (!isDiscrete && share.fallsShort(of: least))
  }
}
