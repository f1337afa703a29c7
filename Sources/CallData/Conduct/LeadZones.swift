import Foundation
import Synchronization

/// Time zones by the names that files give them, shared by all threads.
final class LeadZones: Sendable {
  private let known = Mutex<[String: ZoneTable?]>([:])

  /// IANA names in small letters.
  private static let names = Dictionary(
    (TimeZone.knownTimeZoneIdentifiers + ["UTC"]).map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first }
  )

  /// The table of a zone, or nil where no zone has the name.
  func table(_ written: String) -> ZoneTable? {
    if let table = known.withLock({ $0[written] }) { return table }
    let table = LeadZones.read(written)
    known.withLock { $0[written] = .some(table) }
    return table
  }

  /// Case and underscores do not count. Abbreviations and offsets do not say when clocks change: they are no names.
  private static func read(_ written: String) -> ZoneTable? {
    let name = written.filter { $0 != "\u{FEFF}" }.trimmingCharacters(in: .whitespaces)
    let folded = name.lowercased().replacing(" ", with: "_")
    // Older names that tables of zones keep as links: Asia/Calcutta.
    guard let identifier = names[folded] ?? (name.contains("/") ? name : nil) else { return nil }
    do {
      return try ZoneTable(named: identifier)
    } catch {
      return nil
    }
  }
}
