import Statistics

/// The power of the exact score test beside Boschloo's, one side at 2.5 %.
struct PowerFinding: Sendable {
  let cell: Cell
  /// The variant is the one with the higher rate; otherwise the control, at the same two rates.
  let isVariantHigher: Bool
  let boschloo: Double
  let exactScore: Double
}

/// Sparse cells: fewer than five counts expected in the smaller arm even at the higher rate, the higher rate two or four times the lower.
enum PowerStudy {
  static let lifts = [1.0, 3.0]
  /// The higher rate is tried in either arm, so that the other splits would say the same again.
  static let designs = Cell.totals.filter { $0 <= 1_000 }.flatMap { total in
    Split.towardsVariant.map { Arms(total: total, split: $0) }
  }

  static func findings(_ arms: Arms) throws -> [PowerFinding] {
    let cells = lifts.flatMap { lift in Cell.rates.map { Cell(arms: arms, base: $0, lift: lift) } }
      .filter { Double(arms.smaller) * $0.variantRate < PrimaryComparison.enoughExpected }
    guard !cells.isEmpty else { return [] }
    let windows = try cells.map { ($0, try Windows($0), try Windows(control: $0.variantRate, variant: $0.base, arms)) }
    let lines = windows.map { [$0.1.lines, $0.2.lines] }.joined()
    let hull = (lines.map(\.lowerBound).min() ?? 0)...(lines.map(\.upperBound).max() ?? 0)
    let score = try ExactSides.equality(arms, hull)
    func region(_ alternative: Alternative) throws -> RejectionRegion {
      try RejectionRegion(
        .boschloo, alpha: ExactSides.tail, alternative: alternative, controlTrials: arms.control,
        variantTrials: arms.variant)
    }
    let (greater, less) = (try region(.greater), try region(.less))
    return try windows.flatMap { cell, there, back in
      let findings = [
        PowerFinding(
          cell: cell, isVariantHigher: true,
          boschloo: try greater.probability(control: cell.base, variant: cell.variantRate),
          exactScore: score.errors(there).tooHigh - there.skipped),
        PowerFinding(
          cell: cell, isVariantHigher: false,
          boschloo: try less.probability(control: cell.variantRate, variant: cell.base),
          exactScore: score.errors(back).tooLow - back.skipped),
      ]
      return arms.control == arms.variant ? Array(findings.prefix(1)) : findings
    }
  }
}
