/// A table whose first column names its rows.
struct DataTable {
  /// What the table shows, for screen readers and above tables in text.
  var caption: String
  var columns: [Column]
  var rows: [[Cell]]
  var footnote: String?
  /// What text says in place of the footnote, where it draws otherwise; nil: the footnote.
  var textNote: String?
  /// A table of few large figures.
  var isProminent = false
  /// A table of shaded figures, read by its colours: it keeps its rows and columns on narrow screens.
  var isMap = false

  init(
    caption: String, columns: [Column], rows: [[Cell]], footnote: String? = nil, isProminent: Bool = false
  ) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.footnote = footnote
    self.isProminent = isProminent
  }

  struct Column {
    var title: String
    /// The title spelled out.
    var detail: String?
    var kind: Kind

    enum Kind {
      /// Words, from the left.
      case words
      /// Figures, to the right.
      case figures
      /// Bars on a common axis.
      case bars(BarAxis)
    }

    init(_ title: String, detail: String? = nil, _ kind: Kind) {
      self.title = title
      self.detail = detail
      self.kind = kind
    }

    var axis: BarAxis? {
      if case .bars(let axis) = kind { axis } else { nil }
    }

    var isFigures: Bool {
      if case .figures = kind { true } else { false }
    }
  }

  struct Cell {
    var text: String
    /// What stands smaller beside or under the text.
    var detail: String?
    /// Counts and other figures that must not compete.
    var isQuiet = false
    /// A bar on the column's axis.
    var bar: IntervalMark?
    var mark: StatusMark?
    /// How deeply the cell is coloured, 0...1; nil: not at all. The figure says the same without colour.
    var shade: Double?

    init(
      _ text: String, detail: String? = nil, isQuiet: Bool = false, bar: IntervalMark? = nil, mark: StatusMark? = nil
    ) {
      self.text = text
      self.detail = detail
      self.isQuiet = isQuiet
      self.bar = bar
      self.mark = mark
    }
  }
}
