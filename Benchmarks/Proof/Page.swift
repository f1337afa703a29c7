import Statistics

/// The page of error rates, in Markdown. Every figure in it is computed from the study.
struct Page {
  let study: Study

  var markdown: String {
    [opening, statement, summaries, leanings, takeover, power, rule, method].joined(separator: "\n\n") + "\n"
  }

  private var opening: String {
    """
    # Error rates of the two-proportion methods

    How often every test rejects when nothing differs, and how often every interval misses the truth: added up over all \
    tables that can occur, not simulated. Base rates of \(Markdown.list(Cell.rates.map { Markdown.percent($0, 0) })), \
    control : variant from \(Split.all[0].name) to \(Split.all[4].name), \
    \(Markdown.list(Cell.totals.map(Markdown.count))) trials in both arms together (so that arms have from \
    \(Markdown.count(smallestArm)) to \(Markdown.count(largestArm))): \
    \(Cell.all(lift: 0).count) cells with no effect, and for intervals as many where the variant is better by \
    \(Markdown.percent(Study.lift, 0)). Tests are held at 5 % on two sides and at 2.5 % on one; intervals say 95 %.

    *Too high* is an interval wholly above the truth, or a test that calls the variant better when it is not; *too low* \
    the opposite. Each should happen in 2.5 % of the experiments. A cell is written "base rate, control v variant". \
    A method is called conservative in a cell where it errs in less than \
    \(Markdown.percent(Summary.tolerated.lowerBound, 0)), liberal where in more than \
    \(Markdown.percent(Summary.tolerated.upperBound, 0)): a fifth off 5 %.

    Figures are rounded. `make proof` writes this page anew, the same to the byte.
    """
  }

  private var smallestArm: Int { Cell.designs.map(\.smaller).min() ?? 0 }
  private var largestArm: Int { Cell.designs.map { $0.total - $0.smaller }.max() ?? 0 }

  private var method: String {
    let followed = Intervals.Parameter.allCases.map { parameter in
      (parameter.name, Intervals.methods(parameter).filter { !$0.isQuick }.map { Markdown.code($0.name) })
    }
    let names = followed.map { "\(Markdown.list($0.1)) of the \($0.0)" }
    let extents = study.agreement.byMethod.sorted { $0.key < $1.key }.map { name, extent in
      "\(name): the whole interval misses the truth in up to \(Markdown.percent(extent.unseenMisses, 3)) more, and in up to "
        + "\(Markdown.percent(extent.falseMisses, 3)) less, than counted here"
    }
    return """
      ## How it was enumerated

      - The successes of each arm run over all numbers but tails that weigh less than \(Window.negligible) in a cell; what \
      is left out counts as an error on every side.
      - Tests: the product's own rejection regions, each summed at all rates. Intervals: computed whole for every table, \
      except those that take longer. \(Markdown.list(names)) and the exact ones are followed along lines of tables with \
      the same number of successes, on which more successes of the variant never speak less for it: only tables near the \
      threshold are asked. The exact intervals are then asked whether they hold the true value, not for their limits, and \
      at no effect whether their test rejects.
      - `exact` (Chan and Zhang) is followed up to \(Markdown.count(Study.largestFull)) trials in all, everything else \
      throughout.
      - Lines and whole intervals were compared at 100 trials in all, on \(Markdown.count(study.agreement.tables)) tables \
      and \(Markdown.count(study.agreement.questions)) questions: they differ in \
      \(Markdown.count(study.agreement.differing)). The values an exact test does not reject need not be one interval; \
      where they are not, a limit may lie at one edge or another. What that weighs in the cell where it weighs most: \
      \(extents.isEmpty ? "nothing" : extents.joined(separator: "; ")).
      """
  }
}
