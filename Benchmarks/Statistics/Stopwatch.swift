/// The time of one call and what it answered.
struct Measurement: Encodable {
  var microseconds: Double
  var answer: [String]
}

enum Stopwatch {
  /// The median over seven rounds of the mean time of a call, each round long enough for the clock.
  static func measure(_ question: () throws -> [Double]) throws -> Measurement {
    let answer = try question()
    var calls = 1
    var spent = try seconds(calls, question)
    while spent < 0.005, calls < 1 << 24 {
      calls *= 2
      spent = try seconds(calls, question)
    }
    var rounds = [spent]
    if spent < 5 { for _ in 0..<6 { rounds.append(try seconds(calls, question)) } }
    let median = rounds.sorted()[rounds.count / 2]
    return Measurement(microseconds: median / Double(calls) * 1e6, answer: answer.map { "\($0)" })
  }

  private static func seconds(_ calls: Int, _ question: () throws -> [Double]) throws -> Double {
    let start = ContinuousClock.now
    for _ in 0..<calls { _ = try question() }
    let elapsed = (ContinuousClock.now - start).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
  }
}
