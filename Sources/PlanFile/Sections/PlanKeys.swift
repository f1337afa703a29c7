/// The keys of a plan by mapping; the JSON Schema beside it holds the same ones, which a test watches.
enum PlanKeys {
  /// Known keys in the order of the documentation, by path; `[]` stands for the entries of a list.
  static let table: [String: [String]] = shared.merging(
    files.map { ("data.\($0)", ["file"] + format) }, uniquingKeysWith: { first, _ in first })

  /// What holds data, each with settings of its own where it is written otherwise than the rest.
  private static let files = [
    "calls", "opportunities", "sales", "touches", "leads", "assignments", "adherence", "counts",
  ]
  /// How a file is written.
  private static let format = ["columns", "encoding", "delimiter", "date-format", "decimal-comma", "keep"]

  private static let shared: [String: [String]] = [
    "": [
      "name", "question", "starts", "days", "calls", "timezone", "calling", "unit", "factors", "assignment", "variants",
      "goal", "monitoring", "guardrails", "targets", "costs", "economics", "rollout", "decide", "data", "waive",
      "notes",
    ],
    "calling": ["weekdays", "windows", "closed", "rules", "refusals", "agents", "calls-per-agent-day"],
    "assignment": [
      "method", "by", "seed", "shares", "adaptive", "block-size", "layer", "range", "holdout", "identity", "country",
      "slot", "wash-out", "callbacks",
    ],
    "assignment.adaptive": ["rule", "floor", "every"],
    "variants[]": ["name", "role", "weight", "script", "window"],
    "goal": [
      "metric", "baseline", "worth-detecting", "prior-spread", "within", "alpha", "power", "sides", "adjust",
    ],
    "monitoring": ["method", "looks", "spending", "clock", "futility"],
    "guardrails[]": ["metric", "worse-by-at-most", "unknown", "dispositions"],
    "targets": ["tco", "cpq", "roi"],
    "costs": ["file", "columns", "encoding", "delimiter", "date-format", "decimal-comma"],
    "costs[]": ["item", "amount", "currency", "per", "variant", "split", "from", "to", "share", "once"],
    "economics": [
      "currency", "opportunity-to-sale", "sale-value", "margin-per-sale", "worth", "attribution-days",
      "attribution-call", "sources",
      "delay-to-sale", "rates", "touch-half-life",
    ],
    "economics.delay-to-sale": ["median", "ninety-percent", "law", "uncertainty"],
    "rollout": ["calls-per-month", "months", "switching-cost", "limit", "script", "starts", "hold-out"],
    "decide": ["when", "and"],
    "data": files + format,
  ]

  /// Columns of a file of costs.
  static let costColumns = ["item", "amount", "currency", "per", "variant", "split", "from", "to", "share", "once"]

  /// Mappings whose keys the author chooses.
  static let open: Set<String> = [
    "calling.windows", "assignment.shares", "monitoring.spending", "monitoring.futility", "assignment.shares.*",
    "data.columns", "data.keep", "data.*.columns", "data.*.keep", "costs.columns", "waive", "economics.rates",
  ]

  /// Words people type for a key that is called otherwise, and where to put them.
  static let elsewhere: [String: String] = [
    "end": "write the length as `days: 14` or `calls: 28000`",
    "ends": "write the length as `days: 14` or `calls: 28000`",
    "length": "write `days: 14` or `calls: 28000`", "duration": "write `days: 14` or `calls: 28000`",
    "control": "mark the control among the variants with `role: control`",
    "significance": "write `alpha: 5 %` under goal", "confidence": "write `alpha: 5 %` under goal for 95 %",
    "lift": "write `worth-detecting: +20 %` under goal", "mde": "write `worth-detecting: +20 %` under goal",
    "agents-per-day": "write `agents` under calling",
  ]

  /// Mappings that know a key, as paths, in alphabetical order; those of single files are left out, since what they say
  /// stands under `data` as well.
  static func homes(of key: String) -> [String] {
    shared.filter { $0.key.isEmpty == false && $0.value.contains(key) }.keys.sorted()
  }
}
