import Statistics

extension Page {
  /// The default rule, cell by cell.
  var rule: String {
    let order = study.rule.equality.indices.sorted {
      (study.rule.equality[$0].cell.arms.total, $0) < (study.rule.equality[$1].cell.arms.total, $1)
    }
    let rows = order.map { index -> [String] in
      let (equality, difference, ratio) = (
        study.rule.equality[index], study.rule.difference[index], study.rule.ratio[index]
      )
      let errors = equality.errors
      return [equality.cell.name, Markdown.number(equality.cell.smallestExpected)]
        + [errors.tooHigh, errors.tooLow, errors.either, difference.errors.coverage].map { Markdown.percent($0) }
        + [difference.errors.tooHigh, difference.errors.tooLow, ratio.errors.coverage].map { Markdown.percent($0) }
        + [ratio.errors.tooHigh, ratio.errors.tooLow].map { Markdown.percent($0) }
    }
    return """
      ## The default rule, cell by cell

      With no effect: how often a variant is called better or worse at 2.5 % a side, and either at 5 %. With the variant \
      better by \(Markdown.percent(Study.lift, 0)): coverage of the intervals of difference and ratio, and how often they \
      are too high or too low. *Expected* is the smallest expected count with no effect.

      \(Markdown.table(
        [
          "cell", "expected", "better", "worse", "either", "difference covers", "too high", "too low", "ratio covers",
          "too high", "too low",
        ], rows))
      """
  }

  /// Where the score pair may take over from the exact one.
  var takeover: String {
    let bins = zip(PairStudy.edges, PairStudy.edges.dropFirst()).map { $0...$1 }
    func worst(_ split: Split, _ bin: ClosedRange<Double>, _ error: (PairFinding) -> Double) -> String {
      let inside = study.pairs.filter {
        $0.split == split && $0.cell.smallestExpected >= bin.lowerBound && $0.cell.smallestExpected < bin.upperBound
      }
      return inside.map(error).max().map { Markdown.percent($0) } ?? ""
    }
    let sides: [(String, (ErrorRates) -> Double)] = [
      ("smaller arm called better", { $0.tooLow }), ("larger arm called better", { $0.tooHigh }),
      ("either", { $0.either }),
    ]
    func tables(_ title: String, _ errors: @escaping (PairFinding) -> ErrorRates) -> String {
      let rows = Split.towardsVariant.flatMap { split in
        sides.map { side, size in
          ["\(split.name), \(side)"] + bins.map { bin in worst(split, bin) { size(errors($0)) } }
        }
      }
      return "### \(title)\n\n"
        + Markdown.table(["arms"] + bins.map { "\(Int($0.lowerBound))–\(Int($0.upperBound))" }, rows)
    }
    return
      [
        """
        ## Where the score pair may take over

        Worst error with no effect, by the smallest expected count at the truth (columns), over \
        \(Markdown.count(study.pairs.count)) cells: the same base rates, and \
        \(study.pairs.count / Split.towardsVariant.count / Cell.rates.count) sizes of the smaller arm. The rule looks at \
        the counts observed, so that it hands over at random around its threshold. At 2.5 % a side and 5 % on two.
        """, tables("The score pair alone") { $0.score },
        tables("The default rule") { $0.rules[PrimaryComparison.enoughExpected] ?? $0.score }, thresholds,
        tables(
          "For comparison: the skewness-corrected score (`scas`) in place of the score pair of the rule"
        ) {
          $0.corrected.rule
        }, tables("For comparison: the skewness-corrected score alone") { $0.corrected.alone },
      ].joined(separator: "\n\n")
  }

  /// What other thresholds would do.
  private var thresholds: String {
    let rows = PairStudy.thresholds.flatMap { threshold in
      Split.towardsVariant.map { split -> [String] in
        let pairs = study.pairs.filter { $0.split == split }
        let rates = pairs.map { ($0.cell.smallestExpected, $0.rules[threshold] ?? $0.score) }
        let near = rates.filter { (5..<20).contains($0.0) }.map(\.1)
        return ["\(Int(threshold)), \(split.name)"]
          + [
            rates.map(\.1.worstSide).max() ?? 0, rates.map(\.1.either).max() ?? 0,
            Summary.mean(near.map(\.tooLow)), Summary.mean(near.map(\.tooHigh)),
          ].map { Markdown.percent($0) }
      }
    }
    return "### Other thresholds\n\n"
      + Markdown.table(
        [
          "threshold, arms", "worst side", "worst either", "smaller called better, mean of 5–20",
          "larger called better, mean of 5–20",
        ], rows)
  }

  /// The exact score test beside Boschloo's, where counts are sparse.
  var power: String {
    let found = study.power.filter { max($0.boschloo, $0.exactScore) >= 0.01 }
    let gains = found.map { $0.exactScore - $0.boschloo }
    let better = gains.filter { $0 > 1e-9 }.count
    let worse = gains.filter { $0 < -1e-9 }.count
    let rows = found.sorted { ($0.exactScore - $0.boschloo).magnitude > ($1.exactScore - $1.boschloo).magnitude }
      .prefix(20)
      .map { finding in
        [
          "\(Markdown.percent(finding.cell.base, 0)) v \(Markdown.percent(finding.cell.variantRate, 0))",
          finding.isVariantHigher ? finding.cell.arms.name : Self.exchanged(finding.cell.arms),
          Markdown.percent(finding.boschloo, 1), Markdown.percent(finding.exactScore, 1),
          Markdown.percent(finding.exactScore - finding.boschloo, 1),
        ]
      }
    return """
      ## Power in sparse cells: exact score beside Boschloo

      Both never err above their level, so the one with more power is the better one below \
      \(Int(PrimaryComparison.enoughExpected)) expected counts. One side at 2.5 %, rates \
      \(Markdown.list(PowerStudy.lifts.map { "\(Int(1 + $0))" })) times apart, up to \(Markdown.count(Study.largestFull)) \
      trials in all, the higher rate in either arm: of \(found.count) cells where one of them has a power of at least 1 %, \
      the exact score test has more in \(better), Boschloo's in \(worse). On average \
      \(Markdown.percent(Summary.mean(found.map(\.exactScore)), 1)) and \
      \(Markdown.percent(Summary.mean(found.map(\.boschloo)), 1)); the largest gain is \
      \(Markdown.percent(gains.max() ?? 0, 1)), the largest loss \(Markdown.percent(-min(0, gains.min() ?? 0), 1)). The \
      twenty cells where they differ most:

      \(Markdown.table(["rates", "lower v higher arm", "Boschloo", "exact score", "gain"], Array(rows)))
      """
  }

  private static func exchanged(_ arms: Arms) -> String {
    "\(Markdown.count(arms.variant)) v \(Markdown.count(arms.control))"
  }
}
