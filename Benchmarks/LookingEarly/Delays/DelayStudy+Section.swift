import ProofKit

extension DelayStudy {
  /// The table of windows, and what is learnt from it.
  static func section(_ effort: Effort) async throws -> String {
    let tests = effort.tests(tests)
    var rows: [[String]] = []
    for (index, study) in all.enumerated() {
      let line = try await study.line(tests: tests, stream: 200 + UInt64(index))
      rows.append(
        [
          study.means.map { "\(Int($0))" }.joined(separator: " v "), study.within.map { "\($0) days" } ?? "none",
        ] + line.sides.texts + [line.warned, line.warnedWinners, line.proposed].map { $0.text(1) })
    }
    return """
      ## Opportunities that come later with one script

      Both scripts bring \(Markdown.percent(rate, 0)) of opportunities in the end. But those of the control are qualified 5 \
      days after the call on average, those of the challenger 3 days after it. Delays are exponential, rounded up to whole \
      days. There are \(callsPerScript) calls a day and script on fourteen days, with a planned look (O’Brien–Fleming type) \
      on every day on which calls mature. \(Markdown.count(tests)) tests a line.

      What is learnt: a window that covers the tail of the delays keeps the error. Counting as they come, or with a window \
      that is too short, names the faster script the winner, however careful the looks are. The check of delays notices it \
      where the plan has a window. Where it has none, the test mostly stops before the check can tell, since few long \
      delays can have been seen by then; every such reading warns that there is no window.

      The check warns and never fails a test. *It warns* counts the reading at which the test stops, *at a conclusion* only \
      tests that call a script better or worse. With 30 days it still warns that the delays differ, for calls have not been \
      followed for so long that the window could be seen to cover them. The last line has equal delays: that is how often \
      it warns without a cause. (!) marks a side that errs in more than 2.5 %.

      \(Markdown.table(
        [
          "mean delays", "window", "called better", "called worse", "it warns", "it warns at a conclusion",
          "it proposes a longer window",
        ], texts: 2, rows))
      """
  }
}
