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
}
