#if Spreadsheet
  import CXlsxWriter
  import Report

  /// The cell formats of one workbook.
  struct Formats {
    typealias Pointer = UnsafeMutablePointer<lxw_format>

    let header: Pointer?
    private let byName: [Workbook.Format: Pointer]

    init(_ book: UnsafeMutablePointer<lxw_workbook>, currency: String) {
      header = workbook_add_format(book)
      format_set_bold(header)
      format_set_text_wrap(header)
      format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_align(header, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
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
