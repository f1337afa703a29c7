/// Where the data of a plan come from and how their files are written; reading them is another module's work.
public struct DataSources: Hashable, Sendable {
  /// How the characters of a file are encoded.
  public enum Encoding: String, CaseIterable, Hashable, Sendable, Codable {
    /// UTF-8, with or without a byte-order mark.
    case utf8 = "utf-8"
    /// Windows-1252, as French Excel writes by default.
    case windows1252 = "windows-1252"
  }

  /// What separates fields.
  public enum Delimiter: String, CaseIterable, Hashable, Sendable, Codable {
    /// `,`
    case comma = ","
    /// `;`
    case semicolon = ";"
    /// A tab.
    case tab = "\t"
  }

  /// Files by what they hold, as paths; relative ones stand beside the plan.
  public var files: [Intake.Source.Kind: String]
  /// Our column name → the name in the file, for columns that are named otherwise.
  public var columns: [String: String]
  /// Encoding of the files.
  public var encoding: Encoding
  /// Delimiter of the files; nil: recognised from the header line.
  public var delimiter: Delimiter?
  /// How local dates and times are written (`dd/MM/yyyy HH:mm`); nil: ISO 8601.
  public var dateFormat: String?
  /// Whether decimals are written with a comma; nil: with the `;` delimiter, both are accepted.
  public var decimalComma: Bool?
  /// Rows to keep, by column (our name or the file's): a row counts when its value is one of those listed.
  public var keep: [String: [String]]

  /// Sources; none by default.
  public init(
    files: [Intake.Source.Kind: String] = [:], columns: [String: String] = [:], encoding: Encoding = .utf8,
    delimiter: Delimiter? = nil, dateFormat: String? = nil, decimalComma: Bool? = nil, keep: [String: [String]] = [:]
  ) {
    self.files = files
    self.columns = columns
    self.encoding = encoding
    self.delimiter = delimiter
    self.dateFormat = dateFormat
    self.decimalComma = decimalComma
    self.keep = keep
  }
}
