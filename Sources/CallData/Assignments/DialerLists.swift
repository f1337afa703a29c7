import Foundation

/// The lists that are open for writing, by the values they stand for. They appear together, once all are complete.
final class DialerLists {
  private final class List {
    let url: URL
    var writer: DelimitedWriter

    init(_ url: URL, header: [String]) throws(CallDataError) {
      self.url = url
      writer = try DelimitedWriter(url)
      try writer.write(header)
    }

    func write(_ row: (inout DelimitedText) -> Void) throws(CallDataError) {
      row(&writer.text)
      try writer.endRow()
    }
  }

  private let header: [String]
  private let fileFor: ([String]) -> URL
  private var lists: [[String]: List] = [:]

  init(header: [String], fileFor: @escaping ([String]) -> URL) {
    self.header = header
    self.fileFor = fileFor
  }

  /// Writes a row to the list of some values.
  func write(
    _ values: [String], _ row: (inout DelimitedText) -> Void
  ) throws(CallDataError) {
    if let list = lists[values] { return try list.write(row) }
    let url = fileFor(values)
    guard lists.count < 500 else {
      throw .unwritable(path: url.path, reason: "more than 500 lists would be written; split by fewer columns")
    }
    let list = try List(url, header: header)
    lists[values] = list
    try list.write(row)
  }

  func finish() throws(CallDataError) -> [String] {
    let sorted = lists.values.sorted { $0.url.path < $1.url.path }
    for list in sorted { try list.writer.finish() }
    return sorted.map(\.url.path)
  }
}
