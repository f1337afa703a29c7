import Statistics

/// What a method does over all its cells.
struct Summary {
  let method: String
  let findings: [Finding]

  /// By method, in the order in which they first occur.
  static func all(_ findings: [Finding]) -> [Summary] {
    var order: [String] = []
    var groups: [String: [Finding]] = [:]
    for finding in findings {
      if groups[finding.method] == nil { order.append(finding.method) }
      groups[finding.method, default: []].append(finding)
    }
    return order.map { Summary(method: $0, findings: groups[$0] ?? []) }
  }

  /// ErrorRates this far from 5 % are called liberal or conservative.
  static let tolerated = 0.04...0.06

  private var errors: [Double] { findings.map(\.errors.either) }
  var least: Double { errors.min() ?? 0 }
  var most: Double { errors.max() ?? 0 }
  var mean: Double { Self.mean(errors) }
  var liberal: [Finding] { findings.filter { $0.errors.either > Self.tolerated.upperBound } }
  var shareLiberal: Double { share { $0 > Self.tolerated.upperBound } }
  var shareConservative: Double { share { $0 < Self.tolerated.lowerBound } }

  /// The cell in which something is largest, the first of equals.
  func worst(_ size: (ErrorRates) -> Double) -> (cell: Cell, error: Double)? {
    var worst: (cell: Cell, error: Double)?
    for finding in findings where size(finding.errors) > worst?.error ?? -1 {
      worst = (finding.cell, size(finding.errors))
    }
    return worst
  }

  /// The mean of what is too high in the cells of a split with enough expected counts.
  func meanTooHigh(_ split: Split) -> Double {
    let cells = findings.filter {
      $0.cell.smallestExpected >= PrimaryComparison.enoughExpected
        && $0.cell.arms == Arms(total: $0.cell.arms.total, split: split)
    }
    return Self.mean(cells.map(\.errors.tooHigh))
  }

  private func share(_ isWanted: (Double) -> Bool) -> Double {
    errors.isEmpty ? 0 : Double(errors.filter(isWanted).count) / Double(errors.count)
  }

  static func mean(_ values: [Double]) -> Double { values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count) }
}
