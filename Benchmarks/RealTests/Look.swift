import Statistics

/// What had been counted in both arms by some day.
struct Look: Hashable, Sendable {
  /// Days since the experiment began.
  let day: Double
  let table: TwoProportions

  /// The counts of the file, in the order of its columns.
  enum Count: String, CaseIterable {
    case controlUnits = "count_c"
    case controlSuccesses = "conv_c"
    case variantUnits = "count_t"
    case variantSuccesses = "conv_t"
  }

  subscript(count: Count) -> Int {
    switch count {
    case .controlUnits: table.control.trials
    case .controlSuccesses: table.control.successes
    case .variantUnits: table.variant.trials
    case .variantSuccesses: table.variant.successes
    }
  }

  var units: Int { table.control.trials + table.variant.trials }
  var successes: Int { table.control.successes + table.variant.successes }
  var pooledRate: Double { Double(successes) / Double(units) }

  /// 1/(1/n₀ + 1/n₁): how many units the comparison is worth.
  var size: Double {
    let (control, variant) = (Double(table.control.trials), Double(table.variant.trials))
    return control / (control + variant) * variant
  }
}
