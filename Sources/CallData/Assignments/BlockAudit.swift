import Experiment

/// Draws blocks again, to hold what was written against them.
struct BlockAudit {
  private let assigner: BlockedAssigner
  private let path: String
  private var sequences: [String: BlockSequence] = [:]

  init(_ test: TestProtocol, path: String) throws(CallDataError) {
    self.path = path
    do throws(AssignmentError) {
      assigner = try BlockedAssigner(test)
    } catch {
      throw .cannotAssign(path: path, error)
    }
  }

  /// Units of a block of a stratum that was asked before.
  func blockSize(of stratum: String) -> Int { sequences[stratum]?.blockSize ?? 1 }

  /// The variant at a place; nil where blocks have no such place.
  mutating func variant(stratum: String, block: Int, place: Int, line: Int) throws(CallDataError) -> Int? {
    if sequences[stratum] == nil {
      do throws(AssignmentError) {
        sequences[stratum] = try assigner.sequence(of: stratum)
      } catch {
        throw .cannotAssign(path: "\(path), line \(line)", error)
      }
    }
    guard place < blockSize(of: stratum) else { return nil }
    return sequences[stratum]?.unit(inBlock: block, at: place).variant
  }
}
