import Statistics

extension Page {
  /// The families of the page, with what is said of each.
  var families: [(title: String, findings: [Finding])] {
    [("Tests of equal rates", study.tests)]
      + Intervals.Parameter.allCases.map { ("Intervals of the \($0.name)", study.intervals[$0] ?? []) }
      + [("Intervals of one rate", study.arms)]
  }

  /// One table a family.
  var summaries: String {
    let tables = families.map { title, findings in
      "### \(title)\n\n" + (title.hasPrefix("Tests") ? size(findings) : coverage(findings))
    }
    return (["## Every method over all cells"] + tables).joined(separator: "\n\n")
  }

  private func size(_ findings: [Finding]) -> String {
    Markdown.table(
      ["test", "cells", "least", "mean", "most", "conservative", "liberal", "worst too high", "worst too low"],
      Summary.all(findings).map { row in
        [Markdown.code(row.method), "\(row.findings.count)"]
          + [row.least, row.mean, row.most].map { Markdown.percent($0) } + shares(row) + worst(row)
      })
  }

  private func coverage(_ findings: [Finding]) -> String {
    Markdown.table(
      [
        "interval", "cells", "least coverage", "mean", "most", "conservative", "liberal", "worst too high",
        "worst too low",
      ],
      Summary.all(findings).map { row in
        [Markdown.code(row.method), "\(row.findings.count)"]
          + [1 - row.most, 1 - row.mean, 1 - row.least].map { Markdown.percent($0) } + shares(row) + worst(row)
      })
  }

  private func shares(_ row: Summary) -> [String] {
    [Markdown.percent(row.shareConservative, 0), Markdown.percent(row.shareLiberal, 0)]
  }

  private func worst(_ row: Summary) -> [String] {
    [row.worst(\.tooHigh), row.worst(\.tooLow)].map { worst in
      worst.map { "\(Markdown.percent($0.error)) (\($0.cell.name))" } ?? ""
    }
  }

  /// By split, which side errs.
  var leanings: String {
    let shown = families.dropLast().map { title, findings in
      "### \(title)\n\n"
        + Markdown.table(
          ["method"] + Split.all.map(\.name),
          Summary.all(findings).map { row in
            [Markdown.code(row.method)] + Split.all.map { Markdown.percent(row.meanTooHigh($0)) }
          })
    }
    return
      ([
        """
        ## Which side errs when arms are unequal

        Mean of *too high* by control : variant, over the cells with at least \(Int(PrimaryComparison.enoughExpected)) \
        expected counts; 2.50 % is right. *Too low* is the same with the arms exchanged.
        """
      ] + shown).joined(separator: "\n\n")
  }
}
