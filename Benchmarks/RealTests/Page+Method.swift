import Statistics

extension Page {
  /// The lift that a fixed test of the final size finds in four of five cases, in the middle of the pairs: one standard
  /// error of the logarithm of the ratio is 1/√I with the information of ``Information/counts``.
  private var usualDetectableLift: Double {
    let distance = Normal.quantile(survival: SeriesReading.alpha / 2) + Normal.quantile(0.8)
    return Tally.median(
      study.pairs.compactMap(\.looks.last).map { distance / Information.counts.amount($0).squareRoot() })
  }

  var method: String {
    """
    ## How it was done

    Everything at 5 %, two-sided, half of it on each side.

    - **Fixed test**: `TwoProportions.primary` at the last look, the default rule of every HookTest reading.
    - **Naive peeking**: the same test at every look, stopped at the first p below 5 %. What it does when nothing differs \
    is the probability that the joint normal law of its z leaves ±1.96 at some look but not at the last, by the information \
    below.
    - **Group sequential**: Lan–DeMets spending of 2.5 % a side, against the pooled z. The plan of these tests is unknown, \
    so the end is taken as the plan: the last look has information 1 and spends all that is left. Information is \
    1/(1/n₀ + 1/n₁) times the pooled odds p/(1 − p), as a share of the last look's. If units counted early go on to \
    succeed as often as all do at a later look, equal arms give the z of two looks the correlation √(I/I′); if more often, \
    slightly less. How the successes fall to the arms does not enter. With a rate that does not change it is the share of the units, and the rows "information \
    from units alone" use just that; where successes come late \
    they take looks for more alike than they are, and stop somewhat too often. Looks between which information does not grow are one look, the later one.
    - **Exact looks**: `ErrorSpending.exactLooks`, where no interval brings an arm more successes than units and both arms \
    together have at most \(Markdown.count(SeriesReading.mostExactSuccesses)) successes at the end, which here is all of \
    them. The time grows with the successes and the looks, not with what they show.
    - **Any-time evidence**: `TwoStreamEvidence`, a block an interval, stopped when one arm is shown to be above the other. \
    The bet is on a lift of 2 % either way, the same for every pair, and 0.5 %, 1 % and 5 % are shown below. A fixed test of \
    the final size finds \(Markdown.percent(usualDetectableLift, 1)) in 80 % of cases, in the middle of the pairs. Before \
    the first look a rate of \(Markdown.percent(SeriesReading.believedRate)) is believed, of every pair; from then on what \
    the earlier looks showed. No size is \
    planned.
    - **Asymptotic sequence**: Waudby-Smith et al. 2024, tuned at the end, from \(AsymptoticSequence.leastSuccesses) \
    successes in each arm on; its units grow with the information. **Mixture sequential test**: Johari et al. 2022, over \
    lifts with a standard deviation of 2 %. Both promise their error only asymptotically.
    """
  }

  var limits: String {
    """
    ## What this cannot show

    - **The truth is unknown.** A pair that ends undecided may differ, and a stop on it may be right. A true effect can also \
    fade. The page counts claims that the whole test does not bear out; the error rates themselves are \
    [enumerated](two-proportions.md), or computed as above, not read off here.
    - **The end may not have been planned.** If a test was ended for what it showed, the fixed test at its end is itself a \
    peek.
    - **Pairs of one experiment share their control**, so they are not independent.
    - **The metric is not an opportunity**, and the units are not calls: millions of units, and rates from a few percent \
    to most. A campaign of calls has thousands, and 1 to 6 %.
    - **Planned shares are unknown**, often unequal, and were not checked. Rates move with the hour and the weekday; early \
    looks hold part of a day or a week.
    - **Late successes are met halfway.** Where early units go on to succeed more often than later ones, the bounds spend \
    slightly more than 5 %, and naive peeking errs slightly more often than computed. Nothing published tells the units of \
    one day from those of another.
    - **The looks are those that were published.** The first one often comes late, and someone who looks from the first \
    hour on is misled more often.
    """
  }
}
