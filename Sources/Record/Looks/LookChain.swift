import Decision
import Foundation

/// The lines of `looks.jsonl`, each holding the fingerprint of the one before.
struct LookChain {
  /// What stands for the line before the first.
  static let beginning = String(repeating: "0", count: 64)

  private(set) var looks: [RecordedLook] = []
  private(set) var head = LookChain.beginning

  /// An empty chain.
  init() {}

  /// Reads a chain back and compares it with what the lock knows of it.
  ///
  /// - Throws: all faults of the chain, by line.
  init(_ data: Data, known: ExperimentLock.Chain, path: String) throws(RecordError) {
    var faults: [ChainFault] = []
    var lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let torn = lines.popLast().map { !$0.isEmpty } ?? false
    for (offset, line) in lines.enumerated() {
      let number = offset + 1
      let bytes = Data(line)
      do throws(RecordError) {
        let look = try RecordJSON.decode(RecordedLook.self, from: bytes, path: path)
        if look.previous != head || look.index != number {
          let detail =
            number == 1
            ? "is not the first look that was recorded"
            : "does not follow line \(number - 1): one of the two was changed, removed or moved"
          faults.append(ChainFault(kind: .unlinked, line: number, detail: detail + "; \(LookChain.restore)"))
        }
        looks.append(look)
      } catch {
        if case .laterVersion = error { throw error }
        faults.append(
          ChainFault(kind: .unreadable, line: number, detail: "is not a look that was recorded; \(LookChain.restore)"))
      }
      head = Fingerprint.of(bytes)
      if number == known.count, head != known.head, faults.isEmpty {
        faults.append(
          ChainFault(kind: .head, line: number, detail: "was changed after it was recorded; \(LookChain.restore)"))
      }
    }
    faults += LookChain.endFaults(lines: lines.count, torn: torn, known: known.count)
    guard faults.isEmpty else { throw .brokenChain(path: path, faults) }
  }

  private static let restore = "take the file back from a copy or from version control"

  private static func endFaults(lines: Int, torn: Bool, known: Int) -> [ChainFault] {
    if lines < known {
      let detail =
        "the file ends after \(lines == 1 ? "1 look" : "\(lines) looks"), lock.json knows \(known); \(restore)"
      return [ChainFault(kind: .truncated, line: lines + 1, detail: detail)]
    }
    let remedy =
      known == 0
      ? "empty the file and check again: the look is recorded anew"
      : "delete everything after line \(known) and check again: the look is recorded anew"
    var faults: [ChainFault] = []
    if lines > known {
      faults.append(
        ChainFault(
          kind: .unrecorded, line: known + 1,
          detail: "lock.json does not know this line: its recording was interrupted, or it was added by hand; \(remedy)"
        ))
    }
    if torn {
      faults.append(
        ChainFault(kind: .torn, line: lines + 1, detail: "has no end: its writing was interrupted; \(remedy)"))
    }
    return faults
  }

  /// The lines of further looks, and the chain with them; looks with lower counts than before say what they revise.
  func appending(
    _ looks: [Look], plan: String, data: String, revising reason: String?, at time: Date
  ) throws(RecordError) -> (chain: LookChain, lines: Data) {
    var chain = self
    var lines = Data()
    for look in looks {
      let recorded = RecordedLook(
        index: chain.looks.count + 1, previous: chain.head, time: time, planFingerprint: plan, dataFingerprint: data,
        revises: revision(by: look, plan: plan, reason: reason), look: look)
      let line = try RecordJSON.line(recorded)
      lines += line + Data("\n".utf8)
      chain.looks.append(recorded)
      chain.head = Fingerprint.of(line)
    }
    return (chain, lines)
  }

  /// Whether all of these looks at just these data are written down already, whenever that was.
  func holds(_ looks: [Look], plan: String, data: String) -> Bool {
    let same = self.looks.filter { $0.planFingerprint == plan && $0.dataFingerprint == data }.map(\.look)
    return looks.allSatisfy(same.contains)
  }
}
