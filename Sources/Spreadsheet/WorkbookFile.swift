#if Spreadsheet
  import CXlsxWriter
  import Experiment
  public import Foundation
  public import Report

  /// Workbooks as Office Open XML files (`.xlsx`), which Excel, LibreOffice and Google Sheets open.
  ///
  /// Written by libxlsxwriter. The same workbook gives the same bytes: the file bears the date of its reading, not that of
  /// the clock.
  public enum WorkbookFile {
    /// Why a workbook could not be written.
    public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
      /// The file.
      public let path: String
      /// What the library or the system says.
      public let reason: String

      /// The file, the reason, and what to do.
      public var description: String {
        "\(path) cannot be written: \(reason). Name a file in a folder that exists and can be written to."
      }
    }

    /// Writes a workbook to a file, which is replaced where it exists.
    ///
    /// Throws `Fault` where the file cannot be written; nothing is left then but the file that was there.
    public static func write(_ workbook: Workbook, to url: URL) throws(Fault) {
      let path = url.resolvingSymlinksInPath().path
      var status = stat()
      if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
        throw Fault(path: url.path, reason: "it is not a file")
      }
      let beside = url.resolvingSymlinksInPath().deletingLastPathComponent().appending(
        path: ".\(UUID().uuidString).xlsx"
      ).path
      do throws(Fault) {
        // The library would print a fault of its own.
        let place = open(beside, O_WRONLY | O_CREAT | O_EXCL, 0o644)
        guard place >= 0, close(place) == 0 else { throw Fault(path: path, reason: String(cString: strerror(errno))) }
        try writeFile(workbook, beside)
        guard rename(beside, path) == 0 else {
          throw Fault(path: path, reason: String(cString: strerror(errno)))
        }
      } catch {
        unlink(beside)
        throw Fault(path: path, reason: error.reason)
      }
    }

    private static func writeFile(_ workbook: Workbook, _ path: String) throws(Fault) {
      guard let book = workbook_new(path) else { throw Fault(path: path, reason: "out of memory") }
      setProperties(of: book, workbook)
      let formats = Formats(book, currency: workbook.currency)
      var fault: Fault?
      for sheet in workbook.sheets {
        do throws(Fault) {
          try SheetWriter(sheet, in: book, formats).write()
        } catch {
          fault = fault ?? error
        }
      }
      // Closing writes the file and frees the book, whatever went before.
      let status = workbook_close(book)
      if let fault { throw fault }
      guard status == LXW_NO_ERROR else {
        throw Fault(path: path, reason: String(cString: lxw_strerror(status)))
      }
    }

    private static func setProperties(of book: UnsafeMutablePointer<lxw_workbook>, _ workbook: Workbook) {
      // Midday, so that no time zone moves the date.
      let day = (workbook.date ?? CivilDate(dayNumber: 0)).dayNumber
      workbook.title.withMutableCString { title in
        "HookTest".withMutableCString { company in
          var properties = lxw_doc_properties()
          properties.title = title
          properties.company = company
          properties.created = time_t(day * 86_400 + 43_200)
          workbook_set_properties(book, &properties)
        }
      }
    }
  }

  extension String {
    fileprivate func withMutableCString(_ body: (UnsafeMutablePointer<CChar>) -> Void) {
      var bytes = Array(utf8CString)
      bytes.withUnsafeMutableBufferPointer { buffer in
        if let start = buffer.baseAddress { body(start) }
      }
    }
  }
#endif
