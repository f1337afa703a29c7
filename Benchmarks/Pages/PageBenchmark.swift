import Cost
import Decision
import Experiment
import Foundation
import Report
import Statistics

/// `page-benchmark` renders every kind of page of a test with six variants over ninety days, and prints how long it takes
/// and how long the page is. Data are made, read and analysed before the clock starts.
@main
enum PageBenchmark {
  static func main() throws {
    let test = LongTest()
    let plan = try test.plan()
    let evidence = test.evidence()
    let design = try Decision.design(plan)
    let reading = try check(plan, evidence)
    let verdict = try decide(plan, evidence)
    let team = try Decision.team(plan, evidence)
    let account = try Decision.account(plan, evidence, by: .day)
    let review = try Decision.review(plan, evidence, at: .operational)
    var isWithin = true
    for language in Language.allCases {
      let kinds: [(name: String, html: () -> String)] = [
        ("design", { DesignReport(design, language: language).html() }),
        ("reading", { ReadingReport(reading, language: language).html() }),
        ("decision", { VerdictReport(verdict, language: language).html() }),
        ("team", { TeamReport(team, language: language).html() }),
        ("account by day", { AccountReport(account, language: language).html() }),
        ("review", { ReviewReport(review, language: language).html() }),
      ]
      for (name, html) in kinds {
        let page = Measured(html)
        isWithin = isWithin && page.milliseconds < Measured.longest && page.bytes < Measured.largest
        let time = String(format: "%.1f ms", page.milliseconds)
        print("\(name), \(language.rawValue): \(time), \((page.bytes + 500) / 1000) kB")
      }
    }
    if !isWithin { print("wanted: under \(Int(Measured.longest)) ms and \(Measured.largest / 1000) kB each") }
    exit(isWithin ? 0 : 1)
  }
}

/// A page with the median time of seven renderings.
private struct Measured {
  let milliseconds: Double
  let bytes: Int

  static let longest = 50.0
  static let largest = 400_000

  init(_ html: () -> String) {
    var length = 0
    let times = (0..<7).map { _ -> Double in
      let start = ContinuousClock.now
      length = html().utf8.count
      let elapsed = (ContinuousClock.now - start).components
      return Double(elapsed.seconds) * 1e3 + Double(elapsed.attoseconds) / 1e15
    }
    milliseconds = times.sorted()[3]
    bytes = length
  }
}
