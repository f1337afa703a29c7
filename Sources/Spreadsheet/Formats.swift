#if Spreadsheet
  import CXlsxWriter
  import Report

  /// The cell formats of one workbook.
  struct Formats {
    typealias Pointer = UnsafeMutablePointer<lxw_format>

    private let wordsHeader: Pointer?
    private let figuresHeader: Pointer?
    private let byName: [Workbook.Format: Pointer]

    init(_ book: UnsafeMutablePointer<lxw_workbook>, currency: String) {
      func header(_ alignment: lxw_format_alignments) -> Pointer? {
        let format = workbook_add_format(book)
        format_set_bold(format)
        format_set_text_wrap(format)
        format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        format_set_align(format, UInt8(alignment.rawValue))
        return format
      }
      wordsHeader = header(LXW_ALIGN_LEFT)
      figuresHeader = header(LXW_ALIGN_RIGHT)
      var byName: [Workbook.Format: Pointer] = [:]
      for format in Workbook.Format.allCases {
        guard let pointer = workbook_add_format(book) else { continue }
        if let code = Formats.code(format, currency: currency) { format_set_num_format(pointer, code) }
        if format == .sentence {
          format_set_text_wrap(pointer)
          format_set_align(pointer, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        }
        byName[format] = pointer
      }
      self.byName = byName
    }

    /// The header over a column: to the right over figures, as they stand themselves.
    func header(over format: Workbook.Format) -> Pointer? {
      switch format {
      case .plain, .sentence: wordsHeader
      case .count, .percent, .money, .chance, .date: figuresHeader
      }
    }

    /// The numbers of a chart's axis: without the decimals of single figures.
    static func axisCode(_ format: Workbook.Format) -> String {
      switch format {
      case .percent: "0.0%"
      case .money: "#,##0"
      case .plain, .count, .chance, .date, .sentence: "General"
      }
    }

    subscript(format: Workbook.Format) -> Pointer? { byName[format] }

    /// The number format code; nil for the general one.
    private static func code(_ format: Workbook.Format, currency: String) -> String? {
      switch format {
      case .plain, .sentence: nil
      case .count: "#,##0"
      case .percent: "0.00%"
      case .money: "#,##0.00 \"\(currency.filter(\.isLetter))\""
      case .chance: "0.0000"
      case .date: "yyyy-mm-dd"
      }
    }
  }
#endif
