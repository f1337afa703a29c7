import Decision

extension PlanReader {
  /// Columns of the data files under our names; strata of the plan's own come on top.
  static let columns = [
    "lead_id", "list", "company_id", "region", "team", "timezone", "phone", "variant", "window", "stratum", "block",
    "assigned_at", "call_id", "started_at", "agent_id", "direction", "answered", "disposition", "talk_seconds",
    "wrap_seconds", "qualified", "cost", "opportunity_id", "qualified_at", "source", "stage", "accepted", "sale_id",
    "closed_at", "amount", "currency", "margin", "calls", "opportunities", "date", "leads", "sales", "revenue",
  ]

  /// Where the data come from.
  func data(_ plan: Section, strata: [String]) -> DataSources {
    var sources = DataSources()
    guard let section = plan.section("data", table: "data") else { return sources }
    for kind in Intake.Source.Kind.allCases where kind != .simulation {
      sources.files[kind] = section.value(kind.rawValue, .path("the path of the file of \(kind.rawValue)"))
    }
    for key in ["leads", "touches", "adherence"] { _ = section.value(key, .path("the path of the file of \(key)")) }
    if let counts = section.node("counts"), section.node("calls") != nil {
      log.add(
        PlanFault(
          kind: .conflict, path: section.path(of: "counts"), line: counts.place.line, column: counts.place.column,
          read: "counts beside calls", expected: "one source of calls", hint: "delete `counts` or `calls`"))
    }
    sources.encoding = section.value("encoding", .encoding) ?? .utf8
    sources.delimiter = section.value("delimiter", .delimiter)
    sources.dateFormat = section.value("date-format", .dateFormat)
    sources.decimalComma = section.value("decimal-comma", .yesOrNo)
    sources.keep = keep(section)
    sources.columns = columns(section, besides: strata + sources.keep.keys)
    return sources
  }

  private func columns(_ section: Section, besides own: [String]) -> [String: String] {
    guard let columns = section.section("columns", table: nil) else { return [:] }
    let known = PlanReader.columns + own
    var names: [String: String] = [:]
    for entry in columns.all {
      names[entry.key] = columns.value(entry.key, .text("the column's name in the file"))
      guard !known.contains(entry.key) else { continue }
      let near = NearMiss.of(entry.key, among: known.sorted())
      let all = "columns are \(PlanReader.columns.sorted().joined(separator: ", ")), and those of assignment.by"
      log.add(
        PlanFault(
          kind: .unknownKey, path: entry.path, line: entry.place.line, column: entry.place.column,
          read: "the unknown column \(PlanNode.quoted(entry.key))",
          expected: "our name of a column on the left, the file's on the right", nearMiss: near,
          hint: near == nil ? all : nil))
    }
    return names
  }

  private func keep(_ section: Section) -> [String: [String]] {
    guard let keep = section.section("keep", table: nil) else { return [:] }
    var values: [String: [String]] = [:]
    for entry in keep.all {
      let notation = Notation<String>.text("a value of the column, or a list of them")
      if case .list(let nodes, _) = entry.node {
        values[entry.key] = keep.list(entry.key, of: notation)?.map(\.value)
        if nodes.isEmpty {
          keep.fault(.value, entry.key, read: "an empty list", expected: "at least one value to keep")
        }
      } else {
        values[entry.key] = keep.value(entry.key, notation).map { [$0] }
      }
    }
    return values
  }
}

extension Notation where Value == DataSources.Encoding {
  /// `utf-8` or `windows-1252`.
  fileprivate static var encoding: Notation {
    let words = DataSources.Encoding.allCases.map(\.rawValue)
    return Notation(Listing.oneOf(words)) { text throws(Complaint) in
      if let encoding = DataSources.Encoding(rawValue: text.lowercased()) { return encoding }
      let others = [
        "utf8": "utf-8", "cp1252": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252",
        "iso-8859-1": "windows-1252", "ansi": "windows-1252",
      ]
      throw Complaint(nearMiss: others[text.lowercased()] ?? NearMiss.of(text, among: words))
    }
  }
}

extension Notation where Value == DataSources.Delimiter {
  /// `,` `;` or a tab, by sign or by name.
  fileprivate static var delimiter: Notation {
    Notation("\",\" (comma), \";\" (semicolon) or tab") { text throws(Complaint) in
      switch text {
      case ",", "comma": return .comma
      case ";", "semicolon": return .semicolon
      case "\t", "tab", "\\t": return .tab
      default: throw Complaint(nearMiss: NearMiss.of(text, among: ["comma", "semicolon", "tab"]))
      }
    }
  }
}

extension Notation where Value == String {
  /// A pattern of dates such as `dd/MM/yyyy HH:mm`.
  fileprivate static var dateFormat: Notation {
    Notation("a pattern of day, month and year, as dd/MM/yyyy HH:mm") { text throws(Complaint) in
      let letters = text.filter(\.isLetter)
      let unknown = letters.filter { !"dMyHhmsaSTZ".contains($0) }
      guard unknown.isEmpty else {
        throw Complaint(
          "\(unknown.first.map(String.init) ?? "") means nothing here: d day, M month, y year, H hour, m minute, s second"
        )
      }
      guard "dMy".allSatisfy({ letters.contains($0) }) else {
        throw Complaint("capital M is the month, small m the minute, small d the day")
      }
      return text
    }
  }
}
