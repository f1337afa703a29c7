import Foundation

/// The order in which an exact unconditional test takes up tables into its region, and the last level it can afford.
///
/// The region of the test at a level is everything at least as extreme as some table; its size is the certified supremum
/// over the common rate. The size grows with the region, so the largest region of size at most alpha is found by halving
/// the list of distinct levels: one certificate for each halving, and none for the tables.
struct UnconditionalLevels {
  /// What orders the tables.
  enum Order: Hashable, Sendable {
    /// Fisher's one-sided p, variant above control.
    case fisher
    /// The pooled z, variant above control.
    case pooledZ
    /// The absolute pooled z.
    case absolutePooledZ
  }

  /// A table with its level and the probability, given the successes, of all that is at least as extreme.
  private struct Entry {
    var level: Double
    var cumulative: Double
    var tails: RejectionTails
  }

  /// Levels nearer than this, relatively, are taken as tied: they differ by rounding alone in all but the rarest case,
  /// and the certificate is for the region with both.
  private static let tie = 2e-11

  let order: Order
  let controlTrials: Int
  let variantTrials: Int
  let alpha: Double

  private var total: Int { controlTrials + variantTrials }

  /// The tails of the largest region of size at most alpha, for 0...N successes.
  func critical() -> [RejectionTails] {
    // A region of level p has a size of about p: begin around alpha and widen when that was too narrow.
    var (low, high) = (alpha / 4, min(1, 4 * alpha))
    while true {
      let lines = (0...total).map { line($0, from: low, through: high) }
      let levels = Self.distinct(lines.flatMap { $0.dropFirst().map(\.level) })
      func isAffordable(_ level: Double) -> Bool {
        let region = lines.map { Self.last($0, level)?.cumulative ?? 0 }
        return region.allSatisfy { $0 == 0 } || BernsteinSupremum(region, trials: region.count - 1).value <= alpha
      }
      guard low == 0 || isAffordable(-.infinity) else {
        low = low < 1e-30 ? 0 : low / 64
        continue
      }
      var (inside, outside) = (-1, levels.count)
      while outside - inside > 1 {
        let middle = inside + (outside - inside) / 2
        if isAffordable(levels[middle]) { inside = middle } else { outside = middle }
      }
      guard outside < levels.count || high == 1 else {
        high = min(1, 8 * high)
        continue
      }
      let level = inside < 0 ? -.infinity : levels[inside]
      return lines.enumerated().map { successes, line in
        Self.last(line, level)?.tails ?? RejectionTails(lower: -1, upper: successes + 1)
      }
    }
  }

  /// The entry with the largest level at most `level`; the first entry of a line is always inside.
  private static func last(_ line: [Entry], _ level: Double) -> Entry? {
    guard var inside = line.first else { return nil }
    let bound = level + level.magnitude * tie
    for entry in line.dropFirst() {
      guard entry.level <= bound else { break }
      inside = entry
    }
    return inside
  }

  private static func distinct(_ levels: [Double]) -> [Double] {
    var distinct: [Double] = []
    for level in levels.sorted() {
      if let last = distinct.last, level <= last + last.magnitude * tie { continue }
      distinct.append(level)
    }
    return distinct
  }

  /// The tables with `successes`, most extreme first, whose level is about `low`...`high` as a probability. All that is
  /// beyond `low` is one entry, the first, which may be empty.
  private func line(_ successes: Int, from low: Double, through high: Double) -> [Entry] {
    let law = Hypergeometric(unchecked: variantTrials, controlTrials, successes)
    var line = [Entry(level: -.infinity, cumulative: 0, tails: RejectionTails(lower: -1, upper: variantTrials + 1))]
    guard successes > 0, successes < total else { return line }
    let (lowLevel, highLevel) = (limit(low), limit(high))
    let (first, masses) = law.neighbourhood
    var tails = RejectionTails(lower: first - 1, upper: first + masses.count)
    var cumulative = 0.0
    while true {
      // One more table, or two that tie.
      let (up, down) = (gap(tails.upper - 1, successes), gap(tails.lower + 1, successes))
      let isHigher = tails.upper > first && (order == .fisher || up > 0)
      let isLower = order == .absolutePooledZ && tails.lower < first + masses.count - 1 && down < 0
      let takesUpper = isHigher && (!isLower || up >= -down)
      let takesLower = isLower && (!isHigher || -down >= up)
      guard takesUpper || takesLower else { break }
      if takesUpper {
        tails.upper -= 1
        cumulative += masses[tails.upper - first]
      }
      if takesLower {
        tails.lower += 1
        cumulative += masses[tails.lower - first]
      }
      cumulative = min(1, cumulative)
      let level = order == .fisher ? cumulative : -square(takesUpper ? up : -down, successes)
      guard level <= highLevel else { break }
      let entry = Entry(level: level, cumulative: cumulative, tails: tails)
      if level <= lowLevel { line[0] = entry } else { line.append(entry) }
      if tails.upper - 1 <= tails.lower { break }
    }
    return line
  }

  /// The level that goes with a probability.
  private func limit(_ p: Double) -> Double {
    switch order {
    case .fisher: return p
    case .pooledZ, .absolutePooledZ:
      guard p > 0 else { return -.infinity }
      let z = Normal.quantile(survival: order == .pooledZ ? min(p, 0.5) : p / 2)
      return -z * z
    }
  }

  /// x N − s n₁, above 0 when the variant is above its expectation.
  private func gap(_ x: Int, _ successes: Int) -> Int { x * total - successes * variantTrials }

  /// z² = gap² N/(n₀n₁ s (N − s)).
  private func square(_ gap: Int, _ successes: Int) -> Double {
    let margins = Double(controlTrials) * Double(variantTrials) / Double(total)
    return Double(gap) * Double(gap) / (Double(successes) * Double(total - successes)) / margins
  }
}

extension Hypergeometric {
  /// The masses around the mode down to 1e-30 of it, with the value of the first.
  var neighbourhood: (first: Int, masses: [Double]) {
    let (mode, support) = (mode, support)
    let top = mass(mode)
    var up: [Double] = []
    var term = top
    for i in mode..<support.upperBound {
      term *= ratioUp(i)
      if term < 1e-30 * top { break }
      up.append(term)
    }
    var down: [Double] = []
    term = top
    for i in stride(from: mode - 1, through: support.lowerBound, by: -1) {
      term /= ratioUp(i)
      if term < 1e-30 * top { break }
      down.append(term)
    }
    return (mode - down.count, down.reversed() + [top] + up)
  }
}
