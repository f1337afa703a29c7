import Experiment

/// One numbering of strata for all workers, each of which has its own.
struct StrataNumbers {
  /// For each worker, the common number of each of its own.
  private(set) var numbers: [[UInt16]]
  private var names = [""]
  private var known: [String: UInt16] = [:]

  init(_ scan: CallScan) throws(CallDataError) {
    numbers = [[UInt16]](repeating: [0], count: scan.threads)
    try update(scan)
  }

  /// Numbers the strata that workers have met since.
  mutating func update(_ scan: CallScan) throws(CallDataError) {
    for worker in 0..<scan.threads {
      for text in scan.workers[worker].reader.stratumTexts.dropFirst(numbers[worker].count) {
        if known[text] == nil {
          guard names.count < CallMargins.largestNumber else {
            throw .tooManyValues(path: scan.file.path, column: "the stratum", limit: Int(CallMargins.largestNumber))
          }
          known[text] = UInt16(names.count)
          names.append(text)
        }
        numbers[worker].append(known[text] ?? 0)
      }
    }
  }

  func name(_ number: Int) -> String? { number == 0 ? nil : names[number] }
}

extension CallScan {
  /// Rows that could not be used, in line order, with line numbers of the file.
  var rejected: [RejectedRow] {
    var line = file.firstLine
    var rejected: [RejectedRow] = []
    for chunk in chunks {
      for var row in chunk.rejected {
        row.line += line
        rejected.append(row)
      }
      line += chunk.lines
    }
    return rejected
  }

  /// Data rows of the file.
  var rows: Int { chunks.reduce(0) { $0 + $1.fates.reduce(0, +) } }

  /// The number of rows of a fate.
  func rows(_ fate: RowFate) -> Int { chunks.reduce(0) { $0 + $1.fates[fate.rawValue] } }

  /// The last day of any call that could be read.
  var lastDay: Int { chunks.reduce(Int.min) { max($0, $1.lastDay) } }

  /// Refuses columns of agents, windows or strata that hold ids: what is found does not depend on how many values each
  /// thread met.
  func checkTexts() throws(CallDataError) {
    _ = try StrataNumbers(self)
    var agents: Set<String> = []
    var windows: Set<String> = []
    for worker in 0..<threads {
      agents.formUnion(workers[worker].reader.agents.texts)
      windows.formUnion(workers[worker].reader.windows.texts)
    }
    for (column, texts) in [("agent_id", agents), ("window", windows)] where texts.count > CallMargins.largestNumber {
      throw .tooManyValues(path: file.path, column: column, limit: Int(CallMargins.largestNumber))
    }
  }

  /// The names behind a worker's numbers.
  func names(of worker: Int) -> CallNames {
    CallNames(
      variants: rules.variants, agents: workers[worker].reader.agents.texts,
      windows: workers[worker].reader.columns.window == nil
        ? rules.windowNames : workers[worker].reader.windows.texts,
      strata: workers[worker].reader.stratumTexts)
  }
}
