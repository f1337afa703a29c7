import Decision
import Experiment

/// The calls of a reading as CSV: one row for each variant, date, window and stratum, with the names of a counts file, so
/// that `hooktest check --counts` reads it back.
struct TidyCounts {
  let groups: [CallGroup]

  private static let columns = [
    "variant", "date", "window", "stratum", "calls", "opportunities", "mature", "answered", "talk_seconds",
  ]

  /// Comma-separated UTF-8 with a header line.
  var csv: String {
    let used = TidyCounts.columns.indices.filter { column in
      column < 1 || (4...6).contains(column) || groups.contains { !TidyCounts.fields($0)[column].isEmpty }
    }
    let lines =
      [TidyCounts.columns]
      + groups.map { TidyCounts.fields($0).map(TidyCounts.quoted) }
    return lines.map { fields in used.map { fields[$0] }.joined(separator: ",") + "\n" }.joined()
  }

  private static func fields(_ group: CallGroup) -> [String] {
    [
      group.variant, group.date.map(\.description) ?? "", group.window ?? "", group.stratum ?? "", String(group.calls),
      String(group.opportunities), group.isMature ? "yes" : "no", group.answered.map(String.init) ?? "",
      group.talkSeconds.map(String.init) ?? "",
    ]
  }

  /// A field that no reader of CSV takes for two, and no spreadsheet for a formula.
  ///
  /// Names of variants, windows and strata come from outside: one that begins like a formula gets an apostrophe before it.
  private static func quoted(_ field: String) -> String {
    var field = field
    if let first = field.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) { field = "'" + field }
    guard field.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
