/// A page before it has a form: what it says, in order; text, Markdown and HTML are made of the same page.
struct Page {
  var language: Language
  /// Name of the experiment.
  var title: String
  /// The question in the manager's words.
  var question: String?
  /// Short facts under the title: day of the reading, how far the test is.
  var dateline: [String]
  /// The first screen.
  var summary: Summary
  var sections: [PageSection]

  /// The first screen: the status, the sentence, and the indicators; nothing competes with them.
  struct Summary {
    var mark: StatusMark
    var word: String
    var sentence: String
    /// What overrules or limits the sentence: a decision taken against it, parts that differ.
    var notice: String?
    var timeline: Timeline?
    /// The acronyms of the table, spelled out.
    var glossary: String
    var figures: DataTable
  }
}

/// What a status looks like: each has a shape of its own, so that colour is never needed to read it.
enum StatusMark: String, CaseIterable {
  /// Going on: a clock.
  case running
  /// Act: a tick.
  case go
  /// Stay: a shield.
  case stay
  /// Open: an equals sign.
  case open
  /// Worth a look: a diamond.
  case caution
  /// Something is wrong: a triangle.
  case fault

  /// The mark in plain text.
  var symbol: String {
    switch self {
    case .running: "◷"
    case .go: "✓"
    case .stay: "■"
    case .open: "="
    case .caution: "!"
    case .fault: "▲"
    }
  }
}

/// A part of a page under one heading.
struct PageSection {
  /// The anchor of the section.
  var id: String
  var title: String
  /// One sentence that says what the section shows.
  var lead: String?
  var blocks: [Block]
}

/// A piece of a section.
enum Block {
  case heading(String)
  case paragraph(String)
  /// A remark that must not be overlooked.
  case notice(String)
  case bullets([String])
  case table(DataTable)
  case chart(ChartBlock)
  /// A command as it is typed.
  case command(String)
}

/// Line charts with the table that says the same.
struct ChartBlock {
  var charts: [LineChart]
  /// The charts' figures, for readers of text and of screen readers.
  var table: DataTable
  /// What unfolds the table.
  var tableTitle: String
}
