import Statistics

/// The page on real tests, in Markdown. Every figure in it is computed from the study.
struct Page {
  let study: Study

  func markdown() throws(StatisticsError) -> String {
    let sections = [
      opening, try words(), data, refusals, lateSuccesses, stops, try undecided(), decided, changes, method, limits,
      everyPair,
    ]
    return sections.joined(separator: "\n\n") + "\n"
  }

  func tally(_ method: Method, of pairs: [PairFinding]) -> Tally { Tally(method: method, pairs: pairs) }

  private var opening: String {
    """
    # Peeking at real A/B tests

    What happens when real tests are looked at again and again: how often the eye on the p-value would have stopped them, \
    and how often the methods of HookTest would have. The tests are from a web shop, not from a call centre; see \
    [what this cannot show](#what-this-cannot-show).

    `make proof` writes this page anew, the same to the byte.
    """
  }

  private func words() throws(StatisticsError) -> String {
    let (naive, total) = (tally(.naive, of: study.undecided), study.undecided.count)
    let range = try naive.share().map { " (\(Self.interval($0)))" } ?? ""
    let made: [Method] = [.obrienFleming, .pocock, .anyTime2]
    func counts(_ methods: [Method], _ count: (Method) -> Int) -> String {
      Markdown.list(methods.map { "\(count($0)) (\($0.name))" })
    }
    return """
      ## In words

      - \(study.pairs.count) pairs of a variant and its control were looked at \
      \(Markdown.count(study.pairs.map(\.looks.count).reduce(0, +))) times. At its last look, \(study.decided.count) \
      pairs had a winner at 5 %, and \(total) had none.
      - Whoever stops at the first p below 5 % names a winner in \(tally(.naive, of: study.pairs).stopped) pairs. \
      \(naive.stopped) of these winners were gone by the end: that is \
      \(Markdown.percent(Double(naive.stopped) / Double(max(1, total))))\(range) of the \(total) pairs without one.
      - Chance alone does about that. If nothing differed anywhere, these looks would stop \
      \(Markdown.percent(meanChance)) of the tests that end without a winner.
      - The methods made for looking named a winner in \
      \(counts(made) { tally($0, of: study.undecided).stopped }) of the same \(total) pairs.
      - That has its price. Of the \(study.decided.count) pairs with a winner at the end, they stopped \
      \(counts(made) { tally($0, of: study.decided).asAtEnd }) on that side. Peeking stopped \
      \(tally(.naive, of: study.decided).asAtEnd), and sooner; it cannot miss one, for the last look is one of its looks.
      - What to do about it: fix the looks or the method before the first call, and read the p-value of the method, not \
      the plain one.
      """
  }

  /// How often naive peeking stops a test that ends undecided when nothing differs, on average over the undecided pairs: the
  /// last look is one of the looks, so a share of alpha of all tests is stopped and ends decided.
  private var meanChance: Double {
    let chances = study.undecided.map { ($0.chanceOfNaiveStop - SeriesReading.alpha) / (1 - SeriesReading.alpha) }
    return chances.reduce(0, +) / Double(max(1, chances.count))
  }

  /// What such a share may be.
  static func interval(_ share: Estimate) -> String {
    "\(Markdown.percent(share.lower)) to \(Markdown.percent(share.upper))"
  }
}
