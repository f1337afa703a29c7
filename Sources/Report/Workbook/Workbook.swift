public import Experiment

/// A spreadsheet before it is a file: sheets of typed cells, with formulas that a spreadsheet program computes again.
///
/// The target `Spreadsheet` writes it as an Office Open XML file.
public struct Workbook: Hashable, Sendable {
  /// Title, in the properties of the file.
  public var title: String
  /// The day of the reading: the date of the file, so that the same reading gives the same bytes; nil for undated counts.
  public var date: CivilDate?
  /// ISO 4217 code of the currency of amounts.
  public var currency: String
  /// At least one, the first shown first; names differ.
  public var sheets: [Sheet]

  /// A sheet: a header line that stays in sight, then rows.
  public struct Sheet: Hashable, Sendable {
    /// The name on its tab: at most 31 characters, without `[]:*?/\`.
    public var name: String
    /// Columns in order.
    public var columns: [Column]
    /// Rows below the header, each with a cell for every column.
    public var rows: [[Cell]]
    /// Columns that stay in sight, from the left.
    public var frozenColumns = 1
    /// A column chart beside the rows.
    public var chart: Chart?
  }

  /// A column of a sheet.
  public struct Column: Hashable, Sendable {
    /// The header.
    public var title: String
    /// Width in characters.
    public var width: Double
    /// How its numbers are shown.
    public var format: Format
  }

  /// How a number is shown.
  public enum Format: String, CaseIterable, Hashable, Sendable {
    /// As it is; also of words.
    case plain
    /// Whole numbers with grouped thousands.
    case count
    /// A share in percent with two decimals.
    case percent
    /// An amount in the currency of the workbook.
    case money
    /// A p-value or chance, four decimals.
    case chance
    /// A date.
    case date
    /// Words over several lines.
    case sentence
  }

  /// What stands in a cell.
  public enum Cell: Hashable, Sendable {
    /// Nothing.
    case empty
    /// Words; never a formula, whatever they begin with.
    case text(String)
    /// A number.
    case number(Double)
    /// A date.
    case date(CivilDate)
    /// A formula in the notation of the file format, with the value it has now; nil: an empty text.
    case formula(String, value: Double?)
  }

  /// A column chart of one column of figures by the names of another, over all rows.
  public struct Chart: Hashable, Sendable {
    /// The title.
    public var title: String
    /// Column of the names, from 0.
    public var names: Int
    /// Column of the figures, from 0.
    public var figures: Int
  }
}
