import Statistics

extension Page {
  var data: String {
    let lasts = study.pairs.compactMap(\.looks.last)
    let firsts = study.pairs.compactMap(\.looks.first)
    let rows = study.read.map(\.rows.count).reduce(0, +)
    let still = study.pairs.map { $0.series.rows.count - $0.looks.count }.reduce(0, +)
    let unequal = lasts.count {
      let share = Double($0.table.variant.trials) / Double($0.units)
      return (share - 0.5).magnitude > 0.005
    }
    let experiments = Set(study.read.map(\.experiment)).count
    return """
      ## The data

      The ASOS Digital Experiments Dataset (Liu, Cardoso, Couturier & McCoy 2021, \
      [doi:10.17605/OSF.IO/64JSB](https://osf.io/64jsb/), CC BY 4.0): experiments of a business unit of ASOS.com in 2019 \
      and 2020, with what had been counted at every look. \
      [The file](../../Benchmarks/RealTests/Data/README.md) has \(study.read.count) pairs from \(experiments) experiments \
      and \(Markdown.count(rows)) looks, with one metric, a success or none for each unit.

      Of the \(study.read.count) pairs \(study.refused.count) is refused and \(study.pairs.count) are used. They have \
      \(Markdown.count(study.pairs.map(\.looks.count).reduce(0, +))) looks; \(still) more are left out, because nothing \
      was new since the look before. In \(unequal) pairs the arms differ by more than 1 % of all units.

      \(Markdown.table(
        ["", "least", "median", "most"],
        [
          ["looks of a pair"] + spread(study.pairs.map { Double($0.looks.count) }) { Markdown.count(Int($0)) },
          ["day of the first look"] + spread(firsts.map(\.day), Markdown.day),
          ["day of the last look"] + spread(lasts.map(\.day), Markdown.day),
          ["units at the last look, both arms"] + spread(lasts.map { Double($0.units) }) { Markdown.count(Int($0)) },
          ["successes at the last look, both arms"]
            + spread(lasts.map { Double($0.successes) }) { Markdown.count(Int($0)) },
          ["rate at the last look"] + spread(lasts.map(\.pooledRate)) { Markdown.percent($0, 1) },
          ["rate at the last look / at the first"] + spread(growth, Markdown.number),
        ]))
      """
  }

  private func spread(_ values: [Double], _ text: (Double) -> String) -> [String] {
    guard let least = values.min(), let most = values.max() else { return ["", "", ""] }
    return [least, Tally.median(values), most].map(text)
  }

  /// How many times the rate of the first look the rate of the last one is.
  private var growth: [Double] {
    study.pairs.compactMap { pair in
      guard let first = pair.looks.first, let last = pair.looks.last, pair.looks.count > 1 else { return nil }
      return last.pooledRate / first.pooledRate
    }
  }

  var refusals: String {
    let rows = study.refused.flatMap { series in
      series.falls.map { fall in
        [
          series.name, "\(fall.row) of \(series.rows.count)", Markdown.day(fall.day), "`\(fall.count.rawValue)`",
          Markdown.count(fall.from), Markdown.count(fall.to),
        ]
      }
    }
    return """
      ### Refused

      A cumulative count that falls is no count: somewhere units were taken out or counted anew. Nobody can say which \
      looks are wrong, so the pair is refused and not repaired.

      \(rows.isEmpty ? "None." : Markdown.table(["pair", "look", "day", "count", "from", "to"], rows))
      """
  }

  var lateSuccesses: String {
    let late = study.pairs.filter { $0.series.lateIntervals > 0 }
    return """
      ### Successes come late

      In \(late.count) of the \(study.pairs.count) pairs, \(Markdown.count(late.map(\.series.lateIntervals).reduce(0, +))) \
      intervals between looks bring an arm more successes than units. These successes must belong to units counted before. \
      Where no interval shows it, it seems to happen too: the rate is higher at the last look than at the first in \
      \(growth.count { $0 > 1 }) of the \(growth.count) pairs. So the units of an interval are not finished when it ends, \
      and three things follow.

      - Methods whose blocks must be finished trials refuse the \(late.count) pairs: the exact looks, and any-time evidence \
      on new units only. On the other \(study.pairs.count - late.count) they answer, but nobody promised that the units \
      were finished, so these rows are for comparison.
      - The any-time evidence is otherwise given blocks of units at risk: those that are new, and those counted before \
      that had not succeeded. Given what was seen, that is exact only if the units at risk are alike in both arms; \
      random assignment makes them nearly so.
      - Information grows with the successes, not with the units alone; see [how it was done](#how-it-was-done).

      A HookTest plan has a maturity window for this reason: a call enters a comparison when its time to succeed is over.
      """
  }
}
