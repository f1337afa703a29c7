import Yams

/// Turns the text of a plan into nodes with places.
enum PlanText {
  /// Faults that leave nothing to read.
  struct Unreadable: Error {
    var faults: [PlanFault]
  }

  /// Plans are written by hand; a larger file is something else.
  static let largestSize = 1 << 20
  /// More duplicate keys than this are no slip; the rest is not looked for.
  private static let mostDuplicates = 50
  /// Aliases of aliases grow exponentially while YAML is composed, so they are counted before.
  private static let mostAliases = 15

  /// The root of a plan, or the faults that keep its text from being one.
  static func root(of text: String) throws(Unreadable) -> PlanNode {
    var text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    text.makeContiguousUTF8()
    guard text.utf8.count <= largestSize else { throw Unreadable(faults: [tooLarge(bytes: text.utf8.count)]) }
    guard aliasCount(text) <= mostAliases else {
      throw Unreadable(faults: [
        .syntax(.start, read: "many YAML aliases (*name)", hint: "write each value out")
      ])
    }
    var masked = MaskedKeys(text: text)
    while true {
      do {
        return try compose(masked)
      } catch let unreadable as Unreadable {
        throw unreadable
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let place = Place(line: context.mark.line, column: context.mark.column)
        let key = keys.first ?? ""
        guard masked.originals.count < mostDuplicates, masked.hide(key, at: place) else {
          throw Unreadable(faults: [
            PlanFault(
              kind: .duplicateKey, path: "", line: place.line, column: place.column,
              read: "the key \(PlanNode.quoted(key)) more than once", expected: "each key once",
              hint: "delete all but one")
          ])
        }
      } catch let error as YamlError {
        throw Unreadable(faults: [.syntax(error, in: text)])
      } catch {
        throw Unreadable(faults: [.syntax(.start, read: "text that cannot be read (\(error))", hint: nil)])
      }
    }
  }

  private static func compose(_ masked: MaskedKeys) throws -> PlanNode {
    // Nodes refer to their anchors weakly; the parser keeps them alive.
    let parser = try Parser(yaml: masked.text, resolver: .basic, encoding: .utf8)
    return try withExtendedLifetime(parser) {
      guard let root = try parser.singleRoot() else {
        throw Unreadable(faults: [
          .syntax(.start, read: "an empty file", hint: "write a plan to start from with `hooktest new NAME`")
        ])
      }
      var composer = Composer(originals: masked.originals)
      let node = composer.node(root, depth: 0)
      guard composer.faults.isEmpty else { throw Unreadable(faults: composer.faults) }
      return node
    }
  }

  /// The fault of a file that is too large.
  static func tooLarge(bytes: Int) -> PlanFault {
    .syntax(
      .start, read: "\(bytes) bytes", expected: "a plan of at most \(largestSize) bytes",
      hint: "name data files under `data` and a long list of costs under `costs: {file: costs.csv}`")
  }

  /// Tokens that look like aliases; lines of block texts that begin with a star count as well.
  private static func aliasCount(_ text: String) -> Int {
    var count = 0
    var opens = false
    var previous = UInt8(ascii: "\n")
    for byte in text.utf8 {
      let isStar = byte == UInt8(ascii: "*")
      if previous == UInt8(ascii: "*"), opens, byte > UInt8(ascii: " "), !isStar { count += 1 }
      if isStar { opens = "\n\r\t [{,".utf8.contains(previous) }
      previous = byte
    }
    return count
  }
}
