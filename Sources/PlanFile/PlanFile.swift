import Decision
public import Foundation

/// Reads and writes plans: `experiments/NAME/plan.yaml`.
public enum PlanFile {
  /// The keys plans know, by path of their mapping (empty for the top level, `[]` for the entries of a list), in the
  /// order of the documentation. Mappings with names of the author's own, as `calling.windows`, are absent.
  public static var keys: [String: [String]] { PlanKeys.table }

  /// Reads the text of a plan.
  ///
  /// - Parameters:
  ///   - text: the YAML text, at most one mebibyte.
  ///   - file: the name faults are reported under.
  /// - Throws: all faults at once, in line order; only text that is not YAML hides the faults behind it.
  public static func parse(_ text: String, file: String) throws(PlanFaults) -> PlanDocument {
    let root: PlanNode
    do {
      root = try PlanText.root(of: text)
    } catch {
      throw PlanFaults(file: file, faults: error.faults)
    }
    let log = FaultLog()
    NotYetSupported.refuse(in: root, log: log)
    let document = PlanReader(log: log).document(root)
    guard let document, log.faults.isEmpty else { throw PlanFaults(file: file, faults: log.faults) }
    return document
  }

  /// Reads a plan from a file.
  ///
  /// - Throws: that the file is missing, that it cannot be read, or all its faults.
  public static func read(_ url: URL) throws(PlanReadError) -> PlanDocument {
    let file = url.relativePath
    let data: Data
    do {
      let facts = try url.resourceValues(forKeys: [.fileSizeKey, .isDirectoryKey])
      if facts.isDirectory == true {
        throw PlanReadError.unreadable(file: file, reason: "it is a folder; name the plan.yaml in it")
      }
      let size = facts.fileSize ?? 0
      guard size <= PlanText.largestSize else {
        throw PlanReadError.faults(PlanFaults(file: file, faults: [PlanText.tooLarge(bytes: size)]))
      }
      data = try Data(contentsOf: url)
    } catch let error as PlanReadError {
      throw error
    } catch let error as CocoaError where error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile {
      throw .missing(file: file)
    } catch {
      throw .unreadable(file: file, reason: "\(error.localizedDescription) Check that you may read it")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      let place = invalidPlace(in: data)
      let fault = PlanFault.syntax(
        place, read: "bytes that are not UTF-8", expected: "text in UTF-8",
        hint: "save the file as UTF-8 (it may be Windows-1252)")
      throw .faults(PlanFaults(file: file, faults: [fault]))
    }
    do {
      return try parse(text, file: file)
    } catch {
      throw .faults(error)
    }
  }

  private static func invalidPlace(in data: Data) -> Place {
    var place = Place.start
    for scalar in String(decoding: data, as: UTF8.self).unicodeScalars {
      if scalar == "\u{FFFD}" { break }
      place =
        scalar == "\n" ? Place(line: place.line + 1, column: 1) : Place(line: place.line, column: place.column + 1)
    }
    return place
  }
}
