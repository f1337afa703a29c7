import Decision
public import Foundation

/// Finds one lead in a file of assignments.
public struct LeadLookup {
  /// What the file says of a lead: the values of its columns by name.
  public static func find(_ lead: String, in url: URL) throws(CallDataError) -> (line: Int, values: [String: String])? {
    let file = try DelimitedFile(url.path, format: DataSources())
    let id = try file.required("lead_id")
    let wanted = Array(lead.utf8)
    var cursor = file.rows()
    while cursor.next() {
      guard cursor.fieldCount == file.header.count, cursor.field(id).bytes.elementsEqual(wanted) else { continue }
      var values: [String: String] = [:]
      for (index, name) in file.header.enumerated() { values[name] = cursor.field(index).text }
      return (file.firstLine + cursor.line, values)
    }
    return nil
  }
}
