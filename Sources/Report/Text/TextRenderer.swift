/// A page as text for a terminal or a mail: aligned, at most `width` columns, readable without colour.
struct TextRenderer {
  let width: Int
  let color: Bool
  let charset: Charset

  /// A renderer; pages narrower than 40 columns are laid out for 40.
  init(width: Int, color: Bool, charset: Charset = .unicode) {
    self.width = max(width, 40)
    self.color = color
    self.charset = charset
  }

  func render(_ page: Page) -> String {
    var lines: [String] = []
    lines += wrapped(page.title).map { styled($0, .bold) }
    if let question = page.question { lines += wrapped(question) }
    if !page.dateline.isEmpty { lines += wrapped(page.dateline.joined(separator: " · ")) }
    lines.append("")
    lines += summary(page.summary, page.language)
    for section in page.sections {
      lines += ["", heading(section.title)]
      if let lead = section.lead { lines += wrapped(lead) + (section.blocks.isEmpty ? [] : [""]) }
      lines += separated(section.blocks.map { render($0, page.language) })
    }
    let text = lines.map(trimmed).joined(separator: "\n") + "\n"
    // Words were folded before they were laid out; lines, bars and bullets are as wide as what stands for them.
    return charset == .ascii ? ASCIIText.fold(text) : text
  }

  private func summary(_ summary: Page.Summary, _ language: Language) -> [String] {
    var lines = wrapped("\(summary.mark.symbol) \(summary.word)".uppercased()).map { styled($0, summary.mark) }
    lines += wrapped(summary.sentence)
    if let notice = summary.notice { lines += [""] + wrapped(notice).map { styled($0, .bold) } }
    lines.append("")
    if !summary.glossary.isEmpty { lines += wrapped(summary.glossary) + [""] }
    lines += TextTable(summary.figures, width: width, language: language, charset: charset).lines
    return lines
  }

  private func heading(_ title: String) -> String {
    let text = "── \(charset.clean(title)) "
    let rule = String(repeating: "─", count: max(0, width - PlainText.width(text)))
    return styled(text + rule, .bold)
  }

  private func render(_ block: Block, _ language: Language) -> [String] {
    switch block {
    case .heading(let title): wrapped(title).map { styled($0, .bold) }
    case .paragraph(let text): wrapped(text)
    case .notice(let text): wrapped("! " + text)
    case .bullets(let items):
      items.flatMap { item in
        PlainText.wrap(charset.clean(item), width: width - 2).enumerated().map { $0 == 0 ? "• \($1)" : "  \($1)" }
      }
    case .table(let table): TextTable(table, width: width, language: language, charset: charset).lines
    case .chart(let chart): TextTable(chart.table, width: width, language: language, charset: charset).lines
    case .command(let command): ["  " + charset.clean(command)]
    }
  }

  /// Blocks with an empty line between them, except after a heading.
  private func separated(_ blocks: [[String]]) -> [String] {
    blocks.enumerated().flatMap { index, lines in
      index > 0 && blocks[index - 1].count > 1 || index > 0 && lines.count == 1 ? [""] + lines : lines
    }
  }

  private func wrapped(_ text: String) -> [String] {
    PlainText.wrap(charset.clean(text), width: width)
  }

  private func trimmed(_ line: String) -> String {
    var end = line.endIndex
    while end > line.startIndex, line[line.index(before: end)] == " " { end = line.index(before: end) }
    return String(line[..<end])
  }

  private enum Style: String {
    case bold = "1"
  }

  private func styled(_ text: String, _ style: Style) -> String {
    color ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  private func styled(_ text: String, _ mark: StatusMark) -> String {
    guard color else { return text }
    let code =
      switch mark {
      case .running: "1;34"
      case .go: "1;32"
      case .stay: "1;36"
      case .open, .caution: "1;33"
      case .fault: "1;31"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
