import Experiment

/// Which variant is heard in a call: the one that is due, but for crossovers; where windows are varied, the one of the
/// window that the call falls into.
struct Delivery: Hashable, Sendable {
  /// A variant that may be heard in place of another, with the cumulative share up to it.
  struct Other: Hashable, Sendable {
    var variant: Int
    var end: Double
  }

  /// Cumulative shares of the variants that may be heard in place of each one; empty where there is none.
  let others: [[Other]]
  /// The variant heard with the script of a variant in each window; empty where windows are not varied.
  let inWindow: [[Int]]
  private let crossovers: Double

  init(_ test: TestProtocol, crossovers: Double) {
    let all = test.variants.all
    let shares = test.variants.shares
    let variesWindow = test.factors.contains(.window)
    others = all.indices.map { own in
      let candidates = all.indices.filter { other in
        other != own && (!variesWindow || all[other].window == all[own].window)
      }
      let total = candidates.reduce(0) { $0 + shares[$1] }
      var sum = 0.0
      return candidates.map { other in
        sum += shares[other] / total
        return Other(variant: other, end: sum)
      }
    }
    var windows: [String] = []
    for variant in all { if let name = variant.window, !windows.contains(name) { windows.append(name) } }
    let isCrossed = test.factors.contains(.script)
    inWindow =
      variesWindow
      ? all.indices.map { own in
        windows.map { window in
          all.indices.first { other in
            all[other].window == window && (!isCrossed || all[other].script == all[own].script)
          } ?? own
        }
      } : []
    self.crossovers = crossovers
  }

  /// The variant heard where `due` is, with a draw uniform in 0..<1.
  func heard(_ due: Int, _ draw: Double) -> Int {
    guard draw < crossovers, let last = others[due].last else { return due }
    let place = draw / crossovers
    return others[due].first { place < $0.end }?.variant ?? last.variant
  }

  /// The mean rate heard where a variant is due.
  func rate(_ due: Int, _ rates: [Double]) -> Double {
    guard crossovers > 0, !others[due].isEmpty else { return rates[due] }
    var before = 0.0
    let heard = others[due].reduce(0) { sum, other in
      defer { before = other.end }
      return sum + (other.end - before) * rates[other.variant]
    }
    return (1 - crossovers) * rates[due] + crossovers * heard
  }

  /// The mean rate of a variant as assigned, where a share of the calls falls outside its window.
  func assignedRate(_ own: Int, _ rates: [Double], outside: Double) -> Double {
    guard !inWindow.isEmpty, inWindow[own].count > 1, outside > 0 else { return rate(own, rates) }
    let others = inWindow[own].filter { $0 != own }
    guard !others.isEmpty else { return rate(own, rates) }
    let elsewhere = others.reduce(0) { $0 + rate($1, rates) } / Double(others.count)
    return (1 - outside) * rate(own, rates) + outside * elsewhere
  }
}
