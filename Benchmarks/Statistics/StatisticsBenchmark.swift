import Foundation

/// `statistics-benchmark CASES RESULTS` reads the questions of a JSON file, answers each many times, and writes the
/// median time of one call and the answer.
@main
enum StatisticsBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
      return print("usage: statistics-benchmark CASES RESULTS")
    }
    let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: URL(filePath: arguments[1])))
    let results = try cases.map { try Stopwatch.measure(try $0.question()) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try encoder.encode(results).write(to: URL(filePath: arguments[2]))
  }
}
