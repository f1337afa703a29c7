#if Spreadsheet
  import CXlsxWriter
  import Experiment
  import Report

  /// Writes one sheet into a book.
  struct SheetWriter {
    private let sheet: Workbook.Sheet
    private let book: UnsafeMutablePointer<lxw_workbook>
    private let formats: Formats

    /// Rows that a sheet can hold below its header.
    private static let mostRows = 1_048_575

    init(_ sheet: Workbook.Sheet, in book: UnsafeMutablePointer<lxw_workbook>, _ formats: Formats) {
      self.sheet = sheet
      self.book = book
      self.formats = formats
    }

    func write() throws(WorkbookFile.Fault) {
      guard let page = workbook_add_worksheet(book, sheet.name) else { throw fault("its name is not accepted") }
      guard sheet.rows.count <= SheetWriter.mostRows else {
        throw fault("\(sheet.rows.count) rows are more than the \(SheetWriter.mostRows) that a sheet holds")
      }
      for (index, column) in sheet.columns.enumerated() {
        let place = lxw_col_t(index)
        worksheet_set_column(page, place, place, column.width, formats[column.format])
        try check(worksheet_write_string(page, 0, place, column.title, formats.header(over: column.format)))
      }
      worksheet_set_landscape(page)
      worksheet_fit_to_pages(page, 1, 0)
      worksheet_freeze_panes(page, 1, lxw_col_t(sheet.frozenColumns))
      for (row, cells) in sheet.rows.enumerated() {
        for (index, cell) in cells.enumerated() {
          try write(cell, to: page, lxw_row_t(row + 1), lxw_col_t(index), formats[sheet.columns[index].format])
        }
      }
      if let chart = sheet.chart { try add(chart, to: page) }
    }

    private func write(
      _ cell: Workbook.Cell, to page: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t, _ column: lxw_col_t,
      _ format: Formats.Pointer?
    ) throws(WorkbookFile.Fault) {
      switch cell {
      case .empty: break
      case .text(let text):
        // A string cell is never taken for a formula. An Excel cell holds 32,767 characters.
        try check(worksheet_write_string(page, row, column, String(text.prefix(32_000)), format))
      case .number(let value): try check(worksheet_write_number(page, row, column, value, format))
      case .date(let date):
        let (year, month, day) = date.components
        var moment = lxw_datetime(year: Int32(year), month: Int32(month), day: Int32(day), hour: 0, min: 0, sec: 0)
        try check(worksheet_write_datetime(page, row, column, &moment, format))
      case .formula(let formula, let value?):
        try check(worksheet_write_formula_num(page, row, column, "=" + formula, format, value))
      case .formula(let formula, nil):
        try check(worksheet_write_formula_str(page, row, column, "=" + formula, format, ""))
      }
    }

    private func add(
      _ chart: Workbook.Chart, to page: UnsafeMutablePointer<lxw_worksheet>
    ) throws(WorkbookFile.Fault) {
      guard !sheet.rows.isEmpty, let drawing = workbook_add_chart(book, UInt8(LXW_CHART_COLUMN.rawValue)) else {
        return
      }
      let series = chart_add_series(drawing, nil, nil)
      let last = lxw_row_t(sheet.rows.count)
      chart_series_set_categories(
        series, sheet.name, 1, lxw_col_t(chart.names), last, lxw_col_t(chart.names))
      chart_series_set_values(
        series, sheet.name, 1, lxw_col_t(chart.figures), last, lxw_col_t(chart.figures))
      chart_title_set_name(drawing, chart.title)
      chart_legend_set_position(drawing, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
      chart_axis_set_min(drawing.pointee.y_axis, 0)
      chart_axis_set_num_format(
        drawing.pointee.y_axis, Formats.axisCode(sheet.columns[chart.figures].format))
      try check(worksheet_insert_chart(page, last + 3, 0, drawing))
    }

    private func check(_ status: lxw_error) throws(WorkbookFile.Fault) {
      guard status == LXW_NO_ERROR else { throw fault(String(cString: lxw_strerror(status))) }
    }

    private func fault(_ reason: String) -> WorkbookFile.Fault {
      WorkbookFile.Fault(path: sheet.name, reason: "sheet “\(sheet.name)”: \(reason)")
    }
  }
#endif
