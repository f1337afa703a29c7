import Foundation

/// How the files of a record are written: JSON with sorted keys and times in UTC.
enum RecordJSON {
  static let schemaVersion = 1

  /// One line without its end.
  static func line(_ value: some Encodable) throws(RecordError) -> Data {
    try encoded(value, [.sortedKeys, .withoutEscapingSlashes])
  }

  /// Indented lines for people to read, with a line end.
  static func page(_ value: some Encodable) throws(RecordError) -> Data {
    try encoded(value, [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]) + Data("\n".utf8)
  }

  private static func encoded(
    _ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting
  ) throws(RecordError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    encoder.dateEncodingStrategy = .iso8601
    do {
      return try encoder.encode(value)
    } catch {
      throw .notRecordable(reason: "\(error)")
    }
  }

  /// A value read back; the version is looked at first, since a later one may hold anything.
  static func decode<Value: Decodable>(_ type: Value.Type, from data: Data, path: String) throws(RecordError) -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    do {
      let version = try decoder.decode(Version.self, from: data).schemaVersion
      guard version <= schemaVersion else { throw RecordError.laterVersion(path: path, schemaVersion: version) }
      return try decoder.decode(type, from: data)
    } catch let error as RecordError {
      throw error
    } catch let error as DecodingError {
      throw .malformed(path: path, reason: reason(error))
    } catch {
      throw .malformed(path: path, reason: "\(error)")
    }
  }

  /// A time as the files write it.
  static func text(_ time: Date) -> String {
    time.formatted(.iso8601)
  }

  private static func reason(_ error: DecodingError) -> String {
    func place(_ context: DecodingError.Context) -> String {
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? "" : " at \(path)"
    }
    return switch error {
    case .keyNotFound(let key, let context): "the key \(key.stringValue) is missing\(place(context))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "another kind of value was expected\(place(context))"
    case .dataCorrupted(let context): "not the JSON that was written\(place(context))"
    @unknown default: "not the JSON that was written"
    }
  }

  private struct Version: Decodable {
    let schemaVersion: Int
  }
}
