import Statistics

extension Page {
  /// What the tables say, in words.
  var statement: String {
    (["## In words", defaultRule] + families.map { verdict($0.title, $0.findings) }).joined(separator: "\n\n")
  }

  private var defaultRule: String {
    let equality = Summary(method: "", findings: study.rule.equality)
    let lopsided = study.rule.equality.filter { $0.errors.worstSide > 0.03 }.count
    return """
      **The default rule**: the score pair from \(Int(PrimaryComparison.enoughExpected)) expected counts on, the exact \
      score pair below.

      - At 2.5 % a side it calls a variant better that is not in up to \(worst(equality, \.tooHigh)), and worse in up to \
      \(worst(equality, \.tooLow)); cells where one side errs in more than 3 %: \(lopsided) of \(equality.findings.count).
      - At 5 % on two sides it rejects in up to \(worst(equality, \.either)), \(Markdown.percent(equality.mean)) on \
      average. Cells where it is liberal: \(equality.liberal.count) of \(equality.findings.count).
      - Its intervals leave out equality exactly when it rejects: with no effect both cover in at least \
      \(Markdown.percent(1 - equality.most)), \(Markdown.percent(1 - equality.mean)) on average.
      \(coverage("difference", study.rule.difference))
      \(coverage("ratio", study.rule.ratio))
      \(finerGrid)
      """
  }

  private func coverage(_ name: String, _ findings: [Finding]) -> String {
    let row = Summary(method: "", findings: findings)
    let cell = row.worst(\.either)?.cell.name ?? ""
    return
      "- With the variant better by \(Markdown.percent(Study.lift, 0)) the interval of the \(name) holds the truth in "
      + "at least \(Markdown.percent(1 - row.most)) (\(cell)), \(Markdown.percent(1 - row.mean)) on average; it is too "
      + "high in up to \(worst(row, \.tooHigh)) and too low in up to \(worst(row, \.tooLow))."
  }

  private var finerGrid: String {
    let rule = Summary(
      method: "",
      findings: study.pairs.map { pair in
        Finding(method: "", cell: pair.cell, errors: pair.rules[PrimaryComparison.enoughExpected] ?? pair.score)
      })
    let splits = Split.towardsVariant.map { split -> String in
      let pairs = study.pairs.filter {
        $0.split == split && $0.cell.smallestExpected >= PrimaryComparison.enoughExpected
      }
      let (smaller, larger) = (pairs.map(\.score.tooLow).max() ?? 0, pairs.map(\.score.tooHigh).max() ?? 0)
      return "\(Markdown.percent(smaller)) and \(Markdown.percent(larger)) at \(split.name)"
    }
    return
      "- On the finer grid of \(Markdown.count(study.pairs.count)) cells below, one side of the rule errs in up to "
      + "\(worst(rule, \.worstSide)), and both in up to \(worst(rule, \.either)). The score pair alone, from "
      + "\(Int(PrimaryComparison.enoughExpected)) counts expected at the truth on, calls the smaller and the larger arm "
      + "better in up to \(Markdown.list(splits))."
  }

  private func worst(_ row: Summary, _ size: (ErrorRates) -> Double) -> String {
    row.worst(size).map { "\(Markdown.percent($0.error)) (\($0.cell.name))" } ?? ""
  }

  private func verdict(_ title: String, _ findings: [Finding]) -> String {
    let rows = Summary.all(findings)
    let upper = Summary.tolerated.upperBound
    let kept = rows.filter { $0.most <= 0.05 }
    let near = rows.filter { $0.most > 0.05 && $0.most <= upper }
    let liberal = rows.filter { $0.most > upper }
    var sentences: [String] = []
    if !kept.isEmpty {
      sentences.append(
        "Never above 5 % in these cells, on average "
          + Markdown.list(kept.map { "\(Markdown.percent($0.mean)) (\(Markdown.code($0.method)))" }) + ".")
    }
    if !near.isEmpty {
      sentences.append(
        "Above 5 %, but never liberal: " + Markdown.list(near.map { "\(Markdown.code($0.method)) (\(extreme($0)))" })
          + ".")
    }
    if !liberal.isEmpty {
      sentences.append(
        "Liberal somewhere: "
          + Markdown.list(
            liberal.map {
              "\(Markdown.code($0.method)) in \($0.liberal.count) of \($0.findings.count) cells (\(extreme($0))\(reach($0)))"
            }) + ".")
    }
    let lopsided = rows.filter { ($0.worst(\.worstSide)?.error ?? 0) > 0.03 && $0.most <= upper }
    if !lopsided.isEmpty {
      sentences.append(
        "Right in sum, but more than 3 % on one side somewhere: "
          + Markdown.list(
            lopsided.map { row in
              row.worst(\.worstSide).map {
                "\(Markdown.code(row.method)) (\(Markdown.percent($0.error)), \($0.cell.name))"
              } ?? ""
            }) + ".")
    }
    let leaning = rows.map { ($0, $0.meanTooHigh(Split.all[4]), $0.meanTooHigh(Split.all[0])) }
      .filter { ($0.1 - $0.2).magnitude > 0.005 }
    if !leaning.isEmpty {
      sentences.append(
        "Leaning, over the cells with enough expected counts: too high in "
          + Markdown.list(
            leaning.map { "\(Markdown.percent($0.1)) and \(Markdown.percent($0.2)) (\(Markdown.code($0.0.method)))" })
          + " when the variant is the smaller and the larger arm, \(Split.all[4].name) and \(Split.all[0].name).")
    }
    return "**\(title)**\n\n" + sentences.map { "- " + $0 }.joined(separator: "\n")
  }

  /// Up to which expected counts a method is liberal.
  private func reach(_ row: Summary) -> String {
    let most = row.liberal.map(\.cell.smallestExpected).max() ?? 0
    return "; smallest expected counts up to \(Markdown.number(most))"
  }

  private func extreme(_ row: Summary) -> String {
    row.worst(\.either).map { "up to \(Markdown.percent($0.error)) at \($0.cell.name)" } ?? ""
  }
}
