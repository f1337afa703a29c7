public import Decision
public import Experiment
public import Foundation

/// Planned shares that change by stratum or wave, from a CSV file: `stratum, variant, share`.
public struct SharesFile {
  /// The planned shares of a file.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - variants: The arms of the test; a stratum's shares of all of them sum to 1 (within one millionth).
  ///   - format: How the file is written.
  /// - Throws: `CallDataError`; a file of shares is read whole or not at all.
  public static func read(
    _ url: URL, variants: Variants, format: DataSources = DataSources()
  ) throws(CallDataError) -> PlannedShares {
    let file = try DelimitedFile(url.path, format: format)
    let stratumColumn = try file.required("stratum")
    let variantColumn = try file.required("variant")
    let shareColumn = try file.required("share")
    var byStratum: [String: [String: Double]] = [:]
    var lastLine: [String: Int] = [:]
    var cursor = file.rows()
    while cursor.next() {
      let line = file.firstLine + cursor.line
      let stratum: String
      let variant: String
      let share: Double
      do throws(RejectionSignal) {
        try file.checkFields(cursor)
        stratum = try cursor.text(stratumColumn)
        variant = try cursor.text(variantColumn)
        guard variants.names.contains(variant) else { throw RejectionSignal(.variant, variantColumn) }
        guard let read = try cursor.optionalShare(shareColumn, file.decimals) else {
          throw RejectionSignal(.blank, shareColumn)
        }
        share = read
      } catch {
        let expected =
          error.fault.reason == .variant
          ? "one of " + variants.names.joined(separator: ", ") : "a share above 0 up to 1, such as 0.25 or 25 %"
        throw file.error(error.fault, cursor, expected: expected)
      }
      guard byStratum[stratum]?[variant] == nil else {
        throw .value(
          path: file.path, line: line, column: "variant", found: variant,
          expected: "one row for each stratum and variant")
      }
      byStratum[stratum, default: [:]][variant] = share
      lastLine[stratum] = line
    }
    for (stratum, shares) in byStratum.sorted(by: { $0.key < $1.key }) {
      let sum = shares.values.sorted().reduce(0, +)
      guard abs(sum - 1) <= 1e-6 else {
        throw .value(
          path: file.path, line: lastLine[stratum] ?? file.firstLine, column: "share", found: "\(sum)",
          expected: "shares of the stratum \(stratum) that sum to 1")
      }
    }
    return PlannedShares(byStratum: byStratum)
  }

  /// Adds the shares of one stratum behind those that stand in a file, or begins the file; what stands there is kept byte
  /// for byte, and readers see either the old file or the new one.
  ///
  /// - Parameters:
  ///   - shares: Shares in ten-thousandths, which hashed assignment meets, by variant in the order of the plan.
  ///   - stratum: A stratum that the file does not name yet.
  ///   - url: The file; comma separated, with the header `stratum,variant,share`.
  public static func append(
    _ shares: [(variant: String, tenThousandths: Int)], stratum: String, to url: URL
  ) throws(CallDataError) {
    let header = ["stratum", "variant", "share"]
    var earlier = Data()
    if FileManager.default.fileExists(atPath: url.path) {
      let file = try DelimitedFile(url.path, format: DataSources())
      guard file.header == header else {
        throw .unwritable(
          path: url.path,
          reason:
            "its columns are \(file.header.joined(separator: ", ")), and shares are added to a file with the columns "
            + header.joined(separator: ", "))
      }
      do {
        earlier = try Data(contentsOf: url)
      } catch {
        throw .unwritable(path: url.path, reason: "it cannot be read (\(error.localizedDescription))")
      }
      guard String(decoding: earlier.prefix(21), as: UTF8.self) == header.joined(separator: ",") else {
        throw .unwritable(path: url.path, reason: "its first line is not \(header.joined(separator: ","))")
      }
    }
    var writer = try DelimitedWriter(url)
    if earlier.isEmpty {
      try writer.write(header)
    } else {
      if earlier.last != UInt8(ascii: "\n") { earlier.append(UInt8(ascii: "\n")) }
      let written: Result<Void, CallDataError> = earlier.withUnsafeBytes { bytes in
        do throws(CallDataError) {
          return .success(try writer.write(raw: bytes))
        } catch {
          return .failure(error)
        }
      }
      try written.get()
    }
    for (variant, share) in shares {
      let digits = String(share)
      let decimals = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      try writer.write([stratum, variant, share >= 10_000 ? "1" : "0.\(decimals)"])
    }
    try writer.finish()
  }

  /// Whether a file of assignments names leads of a stratum.
  public static func isAssigned(_ stratum: String, in assignments: URL) throws(CallDataError) -> Bool {
    let file = try DelimitedFile(assignments.path, format: DataSources())
    guard let column = try file.column("stratum") else { return false }
    let wanted = Array(stratum.utf8)
    var cursor = file.rows()
    while cursor.next() {
      if cursor.fieldCount == file.header.count, cursor.field(column).bytes.elementsEqual(wanted) { return true }
    }
    return false
  }
}
