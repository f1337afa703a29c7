import Foundation

/// A page under docs/proof, or a trial run of one.
struct ProofPage {
  let text: String

  init(_ text: String) { self.text = text }

  /// The page that stands in the repository.
  init(committed name: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    text = try String(contentsOf: root.appending(path: "docs/proof/\(name)"), encoding: .utf8)
  }

  /// Headings and rows, by the cells that no simulation changes.
  var outline: [[Substring]] {
    var (texts, lines) = (0, [[Substring]]())
    for line in text.split(separator: "\n") where line.hasPrefix("#") || line.hasPrefix("|") {
      let cells = line.split(separator: "|")
      if line.hasPrefix("| ---") { texts = cells.count { !$0.contains(":") } }
      lines.append(line.hasPrefix("|") && !line.hasPrefix("| ---") ? Array(cells.prefix(max(1, texts))) : cells)
    }
    return lines
  }

  /// Words that are no numbers where numbers are meant.
  var brokenFigures: [Substring] {
    text.split { !$0.isLetter }.filter { ["nan", "inf", "infinity"].contains($0.lowercased()) }
  }
}
