import Foundation

/// A preset of legal hours that cannot be had.
public enum LegalHoursError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No preset has this name.
  case unknown(String, known: [String])
  /// The data of a preset that comes with the program cannot be read; the reason in words.
  case unreadable(String, reason: String)

  /// What was asked for, and what there is.
  public var description: String {
    switch self {
    case .unknown(let name, let known):
      "“\(name)” is no preset of legal hours; there are \(known.joined(separator: ", "))."
    case .unreadable(let name, let reason): "The legal hours \(name) cannot be read: \(reason)"
    }
  }
}

extension LegalHours {
  /// The names of the presets, in alphabetical order.
  public static let presetNames: [String] = presetData.keys.sorted()

  /// The data of the presets, compiled into the program so that an installed copy needs no file beside it.
  private static let presetData: [String: [UInt8]] = [
    "fr-business": PackageResources.fr_business_json, "fr-consumer": PackageResources.fr_consumer_json,
  ]

  /// The preset of a name.
  ///
  /// - `fr-consumer`: consumers in France; hours, holidays, calls in 30 days and the rest after a refusal.
  /// - `fr-business`: businesses in France; no hours are set by law, public holidays are kept.
  public static func preset(_ name: String) throws(LegalHoursError) -> LegalHours {
    guard let data = presetData[name] else { throw .unknown(name, known: presetNames) }
    do {
      return try JSONDecoder().decode(LegalHours.self, from: Data(data))
    } catch {
      throw .unreadable(name, reason: "\(error)")
    }
  }
}
