/// A page as one self-contained HTML file: no network, no scripts, readable from a mail attachment and on paper.
struct HTMLRenderer {
  let language: Language

  func render(_ page: Page) -> String {
    let document: Markup = """
      <!doctype html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(page.title) – \(page.summary.word)</title>
      <style>
      \(Stylesheet.all)
      </style>
      </head>
      <body>
      <main>
      \(opening(page))
      \(Markup(page.sections.map(section), separator: "\n"))
      </main>
      </body>
      </html>

      """
    return document.source
  }

  /// The first screen.
  private func opening(_ page: Page) -> Markup {
    let summary = page.summary
    let question: Markup = page.question.map { "<p class=\"question\">\($0)</p>\n" } ?? ""
    let notice: Markup = summary.notice.map { "<p class=\"notice\">\($0)</p>\n" } ?? ""
    let timeline = summary.timeline.map { TimelineDrawing(timeline: $0).markup + "\n" } ?? ""
    return """
      <header>
      <h1>\(page.title)</h1>
      <p class="dateline">\(page.dateline.joined(separator: " · "))</p>
      \(question)</header>
      <section class="summary \(summary.mark.rawValue)" aria-labelledby="status">
      <h2 id="status">\(summary.mark.icon)<span>\(summary.word)</span></h2>
      <p class="sentence">\(sentence(summary))</p>
      \(notice)\(timeline)\(HTMLTable(summary.figures, language: language).markup)
      </section>
      """
  }

  /// The sentence without the words that already stand above it in large print.
  private func sentence(_ summary: Page.Summary) -> String {
    let opening = language.labelled(summary.word, "")
    guard summary.sentence.hasPrefix(opening) else { return summary.sentence }
    return String(summary.sentence.dropFirst(opening.count)).capitalisedFirst
  }

  private func section(_ section: PageSection) -> Markup {
    let lead: Markup = section.lead.map { "<p class=\"lead\">\($0)</p>\n" } ?? ""
    let blocks = section.blocks.enumerated().map { render($0.element, id: "\(section.id)-\($0.offset + 1)") }
    return """
      <section id="\(section.id)" aria-labelledby="\(section.id)-heading">
      <h2 id="\(section.id)-heading">\(section.title)</h2>
      \(lead)\(Markup(blocks, separator: "\n"))
      </section>
      """
  }

  private func render(_ block: Block, id: String) -> Markup {
    switch block {
    case .heading(let title): "<h3>\(title)</h3>"
    case .paragraph(let text): "<p>\(text)</p>"
    case .notice(let text): "<p class=\"notice\">\(text)</p>"
    case .bullets(let items): "<ul>\(items.map { "<li>\($0)</li>" as Markup })</ul>"
    case .table(let table): HTMLTable(table, language: language).markup
    case .chart(let chart): figure(chart, id: id)
    case .command(let command): "<pre><code>\(command)</code></pre>"
    }
  }

  private func figure(_ block: ChartBlock, id: String) -> Markup {
    let height = block.charts.count > 1 ? 210.0 : 290.0
    let figures = block.charts.enumerated().map { index, chart -> Markup in
      """
      <figure>\(legend(chart))\(LineDrawing(chart: chart, id: "\(id)-\(index + 1)", height: height).markup)</figure>
      """
    }
    return """
      <div class="charts">\(figures)</div>
      <details><summary>\(block.tableTitle)</summary>\(HTMLTable(block.table, language: language).markup)</details>
      """
  }

  /// What each curve is, with its last figure, the highest first as the curves end.
  private func legend(_ chart: LineChart) -> Markup {
    guard chart.series.count > 1 else { return "<figcaption>\(chart.y.title)</figcaption>" }
    let sorted = chart.series.sorted { ($0.lastSettled?.y ?? 0) > ($1.lastSettled?.y ?? 0) }
    let entries = sorted.map { series -> Markup in
      "<span class=\"key \(series.tone.rawValue)\">\(series.name) <b>\(series.figure)</b></span>"
    }
    let events = chart.events.map { event -> Markup in
      "<span class=\"key \(event.kind.rawValue)\">\(event.name)</span>"
    }
    return "<figcaption>\(entries)\(events)</figcaption>"
  }
}
