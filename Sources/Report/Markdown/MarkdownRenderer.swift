/// A page as Markdown with pipe tables, for wikis, tickets and chats.
struct MarkdownRenderer {
  func render(_ page: Page) -> String {
    let summary = page.summary
    var parts = ["# \(escaped(page.title))"]
    if let question = page.question { parts.append(escaped(question)) }
    if !page.dateline.isEmpty { parts.append(escaped(page.dateline.joined(separator: " · "))) }
    parts.append("> **\(summary.mark.symbol) \(escaped(summary.word))**\n>\n> \(escaped(summary.sentence))")
    if let notice = summary.notice { parts.append("**\(escaped(notice))**") }
    if !summary.glossary.isEmpty { parts.append(escaped(summary.glossary)) }
    parts.append(table(summary.figures))
    for section in page.sections {
      parts.append("## \(escaped(section.title))")
      if let lead = section.lead { parts.append(escaped(lead)) }
      parts += section.blocks.map(render)
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func render(_ block: Block) -> String {
    switch block {
    case .heading(let title): "### \(escaped(title))"
    case .paragraph(let text): escaped(text)
    case .notice(let text): "> \(escaped(text))"
    case .bullets(let items): items.map { "- \(escaped($0))" }.joined(separator: "\n")
    case .table(let data): table(data)
    case .chart(let chart): table(chart.table)
    case .command(let command): fenced(PlainText.clean(command))
    }
  }

  /// A fence longer than any run of backticks inside.
  private func fenced(_ text: String) -> String {
    var longest = 0
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\n\(text)\n\(fence)"
  }

  private func table(_ table: DataTable) -> String {
    let shown = table.columns.indices.filter { table.columns[$0].axis == nil }
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    var lines = [line(shown.map { escaped(table.columns[$0].title) })]
    lines.append(line(shown.map { table.columns[$0].isFigures ? "---:" : "---" }))
    lines += table.rows.map { row in
      line(
        shown.map { index in
          let cell = row[index]
          let detail = cell.detail.map { $0.isEmpty ? "" : " (\($0))" } ?? ""
          return escaped(cell.text + detail)
        })
    }
    return lines.joined(separator: "\n") + (table.footnote.map { "\n\n\(escaped($0))" } ?? "")
  }

  /// Text in which nothing is markup: links, emphasis, HTML and table bars are spelled out.
  private func escaped(_ text: String) -> String {
    var output = ""
    for character in PlainText.clean(text) {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!": output += "\\\(character)"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "&": output += "&amp;"
      default: output.append(character)
      }
    }
    return output
  }
}
