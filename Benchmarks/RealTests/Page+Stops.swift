import Statistics

extension Page {
  var stops: String {
    """
    ## What each way of looking did

    All \(study.pairs.count) pairs. *Above* is a stop that calls the variant higher than the control.

    \(table(Method.main))
    """
  }

  /// The same for the methods that change one thing.
  var changes: String {
    let kept = study.pairs.filter { !$0.outcome(.obrienFlemingExact).isRefused }
    let rows = [(Method.obrienFlemingExact, Method.obrienFleming), (.pocockExact, .pocock)].map { exact, normal in
      let same = kept.count { $0.outcome(exact) == $0.outcome(normal) }
      return "\(normal.name): the same stop, or the same lack of one, in \(same) of \(kept.count) pairs"
    }
    return """
      ## One thing changed

      \(table(Method.allCases.filter { !Method.main.contains($0) }))

      Exact looks and normal bounds on the pairs that the exact ones answer. \(rows.joined(separator: ". ")). They differ \
      because exact looks compare the arms within each interval and the pooled z compares their sums: where the rate moves \
      while the shares of the arms move a little, the two are some tenths of a standard error apart.

      \(endTable(Method.allCases.filter { !Method.main.contains($0) }))
      """
  }

  private func table(_ methods: [Method]) -> String {
    Markdown.table(
      ["method", "above", "below", "of these at the last look", "never stopped", "refused"],
      methods.map { method in
        let row = tally(method, of: study.pairs)
        return [method.name] + [row.above, row.below, row.atLast, row.open, row.refused].map(String.init)
      })
  }

  func undecided() throws(StatisticsError) -> String {
    let naive = tally(.naive, of: study.pairs)
    var shares: [Method: String] = [:]
    for method in Method.main { shares[method] = try tally(method, of: study.undecided).share().map(Self.interval) }
    let single = Study.onePerExperiment(study.undecided)
    return """
      ## Pairs that end undecided

      The \(study.undecided.count) pairs on which the fixed test does not decide at the last look. A stop here names a \
      winner that the whole test does not show. Intervals are exact for a binomial (Clopper–Pearson, 95 %), and too \
      narrow as far as pairs share a control; the last column takes the first undecided pair of each experiment.

      \(Markdown.table(
        ["method", "above", "below", "stopped", "share", "95 % interval", "one pair an experiment"],
        Method.main.map { method in
          let (row, alone) = (tally(method, of: study.undecided), tally(method, of: single))
          return [
            method.name, "\(row.above)", "\(row.below)", "\(row.stopped) of \(row.answered)",
            Markdown.percent(Double(row.stopped) / Double(max(1, row.answered))), shares[method] ?? "",
            "\(alone.stopped) of \(alone.answered)",
          ]
        }))

      Of the \(naive.stopped) stops of naive peeking on all pairs, \(naive.stopped - naive.asAtEnd - naive.againstEnd) end \
      undecided, \(naive.againstEnd) end decided for the other side, and \(naive.asAtEnd) end decided for the same one.
      """
  }

  /// How the stops of these methods compare with the end.
  private func endTable(_ methods: [Method]) -> String {
    Markdown.table(
      ["method", "stops that end undecided", "that end decided for the same side", "for the other side"],
      methods.map { method in
        let (open, closed) = (tally(method, of: study.undecided), tally(method, of: study.decided))
        return [
          method.name, "\(open.stopped) of \(open.answered)", "\(closed.asAtEnd) of \(closed.answered)",
          "\(closed.againstEnd)",
        ]
      })
  }

  var decided: String {
    let rows = Method.main.map { method -> [String] in
      let row = tally(method, of: study.decided)
      func share(_ value: Double) -> String { value.isFinite ? Markdown.percent(value) : "never" }
      return [
        method.name, "\(row.asAtEnd) of \(row.answered)", "\(row.againstEnd)", share(row.median(\.information)),
        share(row.median(\.days)),
      ]
    }
    return """
      ## Pairs that end decided

      The \(study.decided.count) pairs on which the fixed test decides at the last look: how many each method stops on \
      that side, and how early. The medians are over all these pairs, and a pair that is never stopped counts as the \
      longest.

      \(Markdown.table(
        ["method", "same side as at the end", "other side", "median information at the stop", "median days at the stop"],
        rows))

      Naive peeking is the earliest because it asks for the least. It agrees with the end here partly by its making: the \
      last look is one of its looks.
      """
  }

  var everyPair: String {
    let methods: [Method] = [.naive, .obrienFleming, .pocock, .anyTime2]
    func text(_ stop: Stop?) -> String {
      stop.map { "\($0.side == .upper ? "above" : "below") at \($0.look + 1)" } ?? ""
    }
    let rows = study.pairs.map { pair -> [String] in
      let last = pair.looks.last
      return [
        pair.series.name, "\(pair.looks.count)", Markdown.count(last?.units ?? 0),
        Markdown.percent(last?.pooledRate ?? 0, 1), Markdown.pValue(pair.endPValue),
        pair.end.map { $0 == .upper ? "above" : "below" } ?? "undecided",
      ] + methods.map { text(pair.outcome($0).stop) }
    }
    return """
      ## Every pair

      At the last look: units, rate, p and what the fixed test says; then the look at which each method stops.

      \(Markdown.table(
        ["pair", "looks", "units", "rate", "p", "end", "naive", "O’Brien–Fleming", "Pocock", "any-time ±2 %"], rows))
      """
  }
}
