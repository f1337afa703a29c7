import CallData
import Decision
import Experiment
import Foundation

/// Times assignment: one in memory, and a list of leads from CSV to CSV beside a plain copy of it.
///
///     assign-benchmark memory
///     assign-benchmark leads 10000000 leads.csv
///     assign-benchmark copy|hashed|blocked leads.csv out.csv
///
/// Each of the last ones prints its seconds and its largest memory, the mapped file included; run them in turn, as processes
/// of their own (`Benchmarks/Assign/compare.sh`).
@main
struct AssignBenchmark {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("memory", 1): try memory()
    case ("leads", 3):
      try leads(Int(arguments[1]) ?? 1_000_000, to: URL(fileURLWithPath: arguments[2]))
    case ("copy", 3), ("hashed", 3), ("blocked", 3):
      try file(arguments[0], URL(fileURLWithPath: arguments[1]), URL(fileURLWithPath: arguments[2]))
    default:
      print("usage: assign-benchmark memory | leads COUNT FILE | copy|hashed|blocked LEADS OUT")
      exit(64)
    }
  }

  private static func test(_ method: AssignmentRule.Method, holdout: Double = 0) throws -> TestProtocol {
    TestProtocol(
      name: "benchmark",
      assignment: AssignmentRule(
        method: method, by: method == .blocked ? ["list"] : [], seed: "spring-hook-1", holdout: holdout),
      variants: try Variants([Variant(name: "pitch", role: .control), Variant(name: "question")]))
  }

  /// Nanoseconds for one assignment of a 20-byte id.
  private static func memory() throws {
    let ids = (0..<4096).map { Array("lead-\(1_000_000_000_000_000 + $0 * 7919)".utf8.prefix(20)) }
    let hashed = HashedAssigner(try test(.hashed))
    let heldOut = HashedAssigner(try test(.hashed, holdout: 0.1))
    var blocked = try BlockedAssigner(try test(.blocked)).sequence(of: "prospects")
    var sum = 0
    let rounds = 2500
    func time(_ name: String, _ body: () -> Void) {
      let clock = ContinuousClock()
      let nanoseconds = (0..<5).map { _ in
        let spent = clock.measure(body)
        return Double(spent.components.attoseconds) / 1e9 + Double(spent.components.seconds) * 1e9
      }.sorted()[2]
      print("\(name): \((nanoseconds / Double(rounds * ids.count) * 10).rounded() / 10) ns")
    }
    time("hashed, 20-byte id") {
      for _ in 0..<rounds { for id in ids { id.withUnsafeBytes { sum &+= hashed.variantIndex(unit: $0) } } }
    }
    time("hashed with holdout, 20-byte id") {
      for _ in 0..<rounds {
        for id in ids {
          id.withUnsafeBytes { if case .variant(let index) = heldOut.outcome(unit: $0) { sum &+= index } }
        }
      }
    }
    time("blocked, next of a stratum") {
      for _ in 0..<rounds { for _ in ids { sum &+= blocked.next().variant } }
    }
    if sum == 0 { print("nothing was assigned") }
  }

  /// Leads with 20-byte ids in four lists.
  private static func leads(_ count: Int, to url: URL) throws {
    var writer = try DelimitedWriter(url)
    try writer.write(["lead_id", "list"])
    let lists = ["prospects", "customers", "partners", "former"]
    for lead in 0..<count {
      try writer.write(["lead-\(100_000_000_000_000 + lead * 7919)", lists[lead % 4]])
    }
    try writer.finish()
  }

  private static func file(_ what: String, _ leads: URL, _ output: URL) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let rows: Int
    if what == "copy" {
      rows = try DelimitedCopy.copy(leads, to: output)
    } else {
      let test = try test(what == "blocked" ? .blocked : .hashed)
      let stream = try LeadAssignmentStream(leads: leads, test: test, columns: what == "blocked" ? [] : ["list"])
      rows = try stream.write(to: output).leads.reduce(0, +)
    }
    let spent = start.duration(to: clock.now).components
    let seconds = Double(spent.seconds) + Double(spent.attoseconds) / 1e18
    print("\(what): \(rows) leads, \((seconds * 100).rounded() / 100) s, \(try peakMegabytes()) MB")
  }

  /// The largest resident memory so far, pages of mapped files included.
  private static func peakMegabytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) / 1024
  }
}
