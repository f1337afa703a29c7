import Decision

extension PlanReader {
  /// Columns of the data files under our names; strata of the plan's own come on top.
  static let columns = [
    "lead_id", "list", "company_id", "region", "team", "timezone", "phone", "variant", "window", "stratum", "block",
    "assigned_at", "call_id", "started_at", "agent_id", "direction", "answered", "disposition", "talk_seconds",
    "wrap_seconds", "qualified", "cost", "opportunity_id", "qualified_at", "source", "stage", "accepted", "sale_id",
    "email", "heard", "confidence", "outside", "closed_at", "amount", "currency", "margin", "calls", "opportunities",
    "date", "leads", "sales", "revenue", "channel", "touched_at",
  ]

  /// Where the data come from.
  func data(_ plan: Section, strata: [String]) -> DataSources {
    var sources = DataSources()
    var own: [Intake.Source.Kind: Section] = [:]
    guard let section = plan.section("data", table: "data") else { return sources }
    for kind in Intake.Source.Kind.allCases where kind != .simulation {
      guard case .mapping = section.node(kind.rawValue) else {
        sources.files[kind] = section.value(kind.rawValue, .path("the path of the file of \(kind.rawValue)"))
        continue
      }
      guard let file = section.section(kind.rawValue, table: "data.\(kind.rawValue)") else { continue }
      sources.files[kind] = file.required(
        "file", .path("the path of the file of \(kind.rawValue)"), hint: "as in `file: \(kind.rawValue).csv`")
      own[kind] = file
    }
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
    sources.keep = keep(section) ?? [:]
    let known = strata + sources.keep.keys
    sources.columns = columns(section, known: PlanReader.columns + known)
    for (kind, file) in own {
      let format = format(file, besides: known)
      if format != DataSources.FileFormat() { sources.formats[kind] = format }
    }
    return sources
  }

  /// How one file is written where it differs from the others.
  private func format(_ file: Section, besides own: [String]) -> DataSources.FileFormat {
    let keep = keep(file)
    return DataSources.FileFormat(
      columns: columns(file, known: PlanReader.columns + own + (keep ?? [:]).keys),
      encoding: file.value("encoding", .encoding),
      delimiter: file.value("delimiter", .delimiter), dateFormat: file.value("date-format", .dateFormat),
      decimalComma: file.value("decimal-comma", .yesOrNo), keep: keep)
  }

  /// Our names of columns and those of the file.
  func columns(_ section: Section, known: [String]) -> [String: String] {
    guard let columns = section.section("columns", table: nil) else { return [:] }
    var names: [String: String] = [:]
    for entry in columns.all {
      names[entry.key] = columns.value(entry.key, .text("the column's name in the file"))
      guard !known.contains(entry.key) else { continue }
      let near = NearMiss.of(entry.key, among: known.sorted())
      let all = "columns are \(known.sorted().joined(separator: ", "))"
      log.add(
        PlanFault(
          kind: .unknownKey, path: entry.path, line: entry.place.line, column: entry.place.column,
          read: "the unknown column \(PlanNode.quoted(entry.key))",
          expected: "our name of a column on the left, the file's on the right", nearMiss: near,
          hint: near == nil ? all : nil))
    }
    return names
  }

  private func keep(_ section: Section) -> [String: [String]]? {
    guard let keep = section.section("keep", table: nil) else { return nil }
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
