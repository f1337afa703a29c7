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

  /// How one file is written where it differs from the others; what is nil or absent is inherited.
  public struct FileFormat: Hashable, Sendable {
    /// Our column name → the name in this file, on top of the shared names.
    public var columns: [String: String]
    /// Encoding of the file.
    public var encoding: Encoding?
    /// Delimiter of the file.
    public var delimiter: Delimiter?
    /// How local dates and times are written in the file.
    public var dateFormat: String?
    /// Whether decimals are written with a comma in the file.
    public var decimalComma: Bool?
    /// Rows of the file to keep, in place of the shared filters; empty: all of them.
    public var keep: [String: [String]]?

    /// A format that states some settings and inherits the others; all are inherited by default.
    public init(
      columns: [String: String] = [:], encoding: Encoding? = nil, delimiter: Delimiter? = nil,
      dateFormat: String? = nil, decimalComma: Bool? = nil, keep: [String: [String]]? = nil
    ) {
      self.columns = columns
      self.encoding = encoding
      self.delimiter = delimiter
      self.dateFormat = dateFormat
      self.decimalComma = decimalComma
      self.keep = keep
    }
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
  /// Rows of calls and counts to keep, by column (our name or the file's): a row counts when its value is one of those
  /// listed. Other files are filtered by their own format only.
  public var keep: [String: [String]]
  /// Settings of single files, by what they hold; they win over the shared ones.
  public var formats: [Intake.Source.Kind: FileFormat]

  /// Sources; none by default.
  public init(
    files: [Intake.Source.Kind: String] = [:], columns: [String: String] = [:], encoding: Encoding = .utf8,
    delimiter: Delimiter? = nil, dateFormat: String? = nil, decimalComma: Bool? = nil, keep: [String: [String]] = [:],
    formats: [Intake.Source.Kind: FileFormat] = [:]
  ) {
    self.files = files
    self.columns = columns
    self.encoding = encoding
    self.delimiter = delimiter
    self.dateFormat = dateFormat
    self.decimalComma = decimalComma
    self.keep = keep
    self.formats = formats
  }

  /// The settings that one file is read with: its own, completed by the shared ones.
  ///
  /// Column names are merged key by key. The shared `keep` reaches calls and counts alone, since the columns of the
  /// other files are not theirs. The result has no formats of single files.
  public func format(for kind: Intake.Source.Kind) -> DataSources {
    let own = formats[kind] ?? FileFormat()
    let inherited = kind == .calls || kind == .counts ? keep : [:]
    return DataSources(
      files: files, columns: columns.merging(own.columns) { $1 }, encoding: own.encoding ?? encoding,
      delimiter: own.delimiter ?? delimiter, dateFormat: own.dateFormat ?? dateFormat,
      decimalComma: own.decimalComma ?? decimalComma, keep: own.keep ?? inherited)
  }
}
