import Experiment
import Statistics

extension PlanReader {
  /// A spending function by name, or a table of shares by fraction of information; nil where the key is absent or, with a
  /// fault, says neither.
  ///
  /// - Parameter risk: the risk that is spent, as plans call it.
  func spending(_ section: Section, _ key: String, of risk: String) -> Spending? {
    guard let node = section.node(key) else { return nil }
    guard case .mapping = node else { return section.value(key, .spending(orNone: key == "futility")) }
    guard let table = section.section(key, table: nil) else { return nil }
    let known = log.faults.count
    let points = table.all.compactMap { point(table, $0.key, path: $0.path, at: $0.place) }
    guard log.faults.count == known else { return nil }
    check(points, table, of: risk)
    guard log.faults.count == known else { return nil }
    do throws(StatisticsError) {
      return Spending(
        try SpendingTable(information: points.map(\.information.value), shares: points.map(\.share.value)))
    } catch {
      section.fault(
        .value, key, read: node.summary, expected: "shares of the planned calls with shares of the risk, up to 100 %",
        hint: error.description)
      return nil
    }
  }

  /// What of the risk is spent by a share of the planned calls.
  private struct Point {
    let information: Located<Double>
    let share: Located<Double>
  }

  private func point(_ table: Section, _ key: String, path: String, at place: Place) -> Point? {
    let share = table.located(key, .plannedShare)
    do {
      let value = try Notation<Double>.plannedShare.read(key.trimmedOfSpaces)
      let information = Located(value: value, path: path, place: place, read: PlanNode.quoted(key))
      return share.map { Point(information: information, share: $0) }
    } catch {
      log.add(
        PlanFault(
          kind: .value, path: path, line: place.line, column: place.column, read: PlanNode.quoted(key),
          expected: "a share of the planned calls, as 50 %", nearMiss: error.nearMiss, hint: error.hint))
      return nil
    }
  }

  /// Holds each point against the one before, and the last against the end of the test.
  private func check(_ points: [Point], _ table: Section, of risk: String) {
    var before: Point?
    for point in points {
      if point.information.value <= before?.information.value ?? 0 {
        table.fault(
          .conflict, point.information, expected: "shares of the planned calls that rise from above 0 %",
          hint: before.map { "it comes after \($0.information.read)" })
      } else if let before, point.share.value < before.share.value {
        table.fault(
          .conflict, point.share, expected: "at least the share before it, \(before.share.read)",
          hint: "what is spent cannot be taken back")
      }
      before = point
    }
    guard let last = before else {
      table.fault(.value, in: "a table without an entry", expected: "at least 100 %: 100 %")
      return
    }
    if last.information.value != 1 {
      table.fault(
        .conflict, last.information, expected: "100 % of the planned calls as the last entry",
        hint: "add `100 %: 100 %`")
    } else if last.share.value != 1 {
      table.fault(.conflict, last.share, expected: "100 % at the end: all of \(risk) is spent by then")
    }
  }
}
