import Crypto
public import Decision
public import Foundation

/// SHA-256 fingerprints (FIPS 180-4) in lower-case hexadecimal: 64 digits.
public enum Fingerprint {
  /// The fingerprint of bytes.
  public static func of(_ data: Data) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let hex = SHA256.hash(data: data).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: hex, as: UTF8.self)
  }

  /// The fingerprint of evidence: of its JSON with sorted keys and rows.
  ///
  /// Evidence that differs in a count, a date, a reject or the name of a file has another fingerprint.
  /// - Throws: `RecordError.notRecordable` for a figure that is not finite.
  public static func of(evidence: Evidence) throws(RecordError) -> String {
    of(try RecordJSON.line(evidence))
  }

  /// The fingerprint of extensions: of their JSON with sorted keys.
  static func of(extensions: [ExperimentLock.Extension]) throws(RecordError) -> String {
    of(try RecordJSON.line(extensions))
  }

  /// The fingerprint of values by path: of their JSON with sorted keys.
  static func of(values: [String: String]) throws(RecordError) -> String {
    of(try RecordJSON.line(values))
  }
}
