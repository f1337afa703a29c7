import Yams

extension PlanFault {
  /// A fault of the text rather than of a value.
  static func syntax(_ place: Place, read: String, expected: String = "a plan in YAML", hint: String?) -> PlanFault {
    PlanFault(
      kind: .syntax, path: "", line: place.line, column: place.column, read: read, expected: expected, hint: hint)
  }

  /// What the YAML parser stumbled over, with what usually mends it.
  static func syntax(_ error: YamlError, in text: String) -> PlanFault {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let place = Place(line: mark.line, column: mark.column)
      let line = PlanFault.line(mark.line, of: text)
      let started = context.map { $0.mark.line < mark.line ? " (\($0.text), from line \($0.mark.line))" : "" } ?? ""
      if line.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
        return .syntax(
          place, read: "a tab in the indentation", expected: "spaces",
          hint: "indent with two spaces; YAML does not take tabs")
      }
      if problem.contains("found another document") {
        return .syntax(
          place, read: "a second document (---)", expected: "one plan a file", hint: "split the file in two")
      }
      if problem.contains("nest") {
        return .syntax(
          place, read: "a thousand levels of lists and mappings", expected: "the few levels of a plan",
          hint: "check the brackets and the indentation")
      }
      return .syntax(
        place,
        read:
          "\(line.trimmedOfSpaces.isEmpty ? "the end" : PlanNode.quoted(line.trimmedOfSpaces)), which is not YAML: \(problem)\(started)",
        expected: "`key: value`, a list or a mapping", hint: advice(on: problem, line: line))
    case .reader(let problem, let offset, _, _):
      let before = offset.map { text.prefix($0) } ?? ""
      let lines = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      return .syntax(
        Place(line: max(1, lines.count), column: (lines.last?.unicodeScalars.count ?? 0) + 1),
        read: "a character that text does not hold (\(problem))", expected: "text in UTF-8",
        hint: "delete it, or save the file as UTF-8")
    default:
      return .syntax(.start, read: "text that cannot be read (\(error))", hint: nil)
    }
  }

  private static func advice(on problem: String, line: String) -> String {
    if problem.contains("mapping values are not allowed") {
      return "a text that holds a colon and a space goes between quotes: \"…: …\""
    }
    if problem.contains("cannot start any token") {
      return "a text that starts with % @ ` or another sign of YAML goes between quotes"
    }
    if problem.contains("flow") || problem.contains("','") { return "check commas, braces and brackets" }
    if problem.contains("quoted scalar") || problem.contains("end of stream") {
      return "check that each quote is closed"
    }
    if problem.contains("undefined alias") { return "a text that starts with a star goes between quotes" }
    return "check the indentation and the quotes of this line and the one before"
  }

  private static func line(_ number: Int, of text: String) -> String {
    let lines = text.split(maxSplits: number, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return number >= 1 && number <= lines.count ? String(lines[number - 1]) : ""
  }
}

extension StringProtocol {
  /// The text without blanks at both ends, non-breaking ones included.
  var trimmedOfSpaces: String {
    var view = Substring(self)
    while view.first?.isWhitespace == true { view.removeFirst() }
    while view.last?.isWhitespace == true { view.removeLast() }
    return String(view)
  }
}
