/// Two arms of independent calls, their successes enumerated from look to look: the exact probability that any rule on the
/// counts stops, at any two rates.
///
/// Counts so rare that they hold less than 1e-16 of an arm are left out. The work grows with the product of the
/// likely counts of both arms: for thousands of successes simulate instead.
public struct TwoArmEnumeration: Hashable, Sendable {
  /// Trials of the control at each look, in all; increasing, or equal when none were added.
  public let controlTrials: [Int]
  /// Trials of the variant at each look, in all.
  public let variantTrials: [Int]

  /// Throws unless both lists have the same length of at least 1, start above 0 and never fall.
  public init(controlTrials: [Int], variantTrials: [Int]) throws(StatisticsError) {
    guard controlTrials.count == variantTrials.count else {
      throw .unequalLengths(
        first: "control trials", firstCount: controlTrials.count, second: "variant trials",
        secondCount: variantTrials.count)
    }
    guard !controlTrials.isEmpty else { throw .tooFew(name: "control trials", count: 0, expected: "at least one look") }
    for (name, trials) in [("control trials", controlTrials), ("variant trials", variantTrials)] {
      var before = 1
      for count in trials {
        guard count >= before, count <= 1_000_000 else {
          throw .outOfRange(
            name: name, value: Double(count), expected: "cumulative counts from 1 to 1000000 that never fall")
        }
        before = count
      }
    }
    self.controlTrials = controlTrials
    self.variantTrials = variantTrials
  }

  /// The probabilities of stopping first at each look and side by `rule`, which is given the index of the look and the
  /// successes of each arm. Information is the harmonic mean of the arms, as a fraction of the last look's.
  ///
  /// Throws unless both rates are from 0 to 1, and what `rule` throws.
  public func crossing(
    control: Double, variant: Double,
    rule: (_ look: Int, _ control: Int, _ variant: Int) throws(StatisticsError) -> StoppingSide?
  ) throws(StatisticsError) -> CrossingProbabilities {
    for (name, rate) in [("control rate", control), ("variant rate", variant)] where !(rate >= 0 && rate <= 1) {
      throw .outOfRange(name: name, value: rate, expected: "a number from 0 to 1")
    }
    var table = CountTable()
    var (upper, lower): ([Double], [Double]) = ([], [])
    for look in controlTrials.indices {
      let before = look == 0 ? (0, 0) : (controlTrials[look - 1], variantTrials[look - 1])
      table.add(
        control: Binomial(unchecked: controlTrials[look] - before.0, control),
        variant: Binomial(unchecked: variantTrials[look] - before.1, variant))
      table.restrict(
        control: Self.likely(Binomial(unchecked: controlTrials[look], control)),
        variant: Self.likely(Binomial(unchecked: variantTrials[look], variant)))
      let stopped = try table.remove { control, variant throws(StatisticsError) in try rule(look, control, variant) }
      upper.append(stopped.upper)
      lower.append(stopped.lower)
    }
    return CrossingProbabilities(information: information, upper: upper, lower: lower)
  }

  /// Fractions of information of the looks.
  public var information: [Double] {
    let sizes = zip(controlTrials, variantTrials).map { 1 / (1 / Double($0) + 1 / Double($1)) }
    return sizes.map { $0 / (sizes.last ?? 1) }
  }

  static func likely(_ law: Binomial) -> ClosedRange<Int> {
    let mean = Double(law.trials) * law.probability
    var (low, high) = (Int(mean), Int(mean))
    while low > 0, law.cdf(low - 1) > 1e-16 { low -= 1 }
    while high < law.trials, law.survival(high) > 1e-16 { high += 1 }
    return low...high
  }
}

/// Probabilities of the pairs of successes of paths still running.
private struct CountTable {
  private var control = 0...0
  private var variant = 0...0
  private var rows: [[Double]] = [[1]]

  mutating func add(control law: Binomial, variant other: Binomial) {
    let (first, second) = (TwoArmEnumeration.likely(law), TwoArmEnumeration.likely(other))
    let (steps, others) = (first.map(law.mass), second.map(other.mass))
    let width = variant.count + second.count - 1
    let wide = rows.map { row in
      var sum = [Double](repeating: 0, count: width)
      for (i, mass) in row.enumerated() where mass > 0 {
        for (j, step) in others.enumerated() { sum[i + j] += mass * step }
      }
      return sum
    }
    var tall = [[Double]](
      repeating: [Double](repeating: 0, count: width), count: control.count + first.count - 1)
    for (i, row) in wide.enumerated() {
      for (j, step) in steps.enumerated() {
        for column in row.indices { tall[i + j][column] += step * row[column] }
      }
    }
    rows = tall
    control = (control.lowerBound + first.lowerBound)...(control.upperBound + first.upperBound)
    variant = (variant.lowerBound + second.lowerBound)...(variant.upperBound + second.upperBound)
  }

  mutating func restrict(control kept: ClosedRange<Int>, variant also: ClosedRange<Int>) {
    let (newControl, newVariant) = (control.clamped(to: kept), variant.clamped(to: also))
    rows = newControl.map { x in
      Array(
        rows[x - control.lowerBound][
          (newVariant.lowerBound - variant.lowerBound)...(newVariant.upperBound - variant.lowerBound)])
    }
    (control, variant) = (newControl, newVariant)
  }

  mutating func remove(
    _ side: (Int, Int) throws(StatisticsError) -> StoppingSide?
  ) throws(StatisticsError) -> (upper: Double, lower: Double) {
    var (upper, lower) = (0.0, 0.0)
    for (i, x) in control.enumerated() {
      for (j, y) in variant.enumerated() where rows[i][j] > 0 {
        switch try side(x, y) {
        case .upper: upper += rows[i][j]
        case .lower: lower += rows[i][j]
        case nil: continue
        }
        rows[i][j] = 0
      }
    }
    return (upper, lower)
  }
}
