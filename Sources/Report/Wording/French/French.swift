import Experiment

/// French sentences.
struct French: Wording {
  let numbers: NumberFormat

  /// Singular below 2, as French counts.
  func plural(_ count: Int, _ one: String, _ many: String) -> String {
    "\(numbers.integer(count)) \(abs(count) < 2 ? one : many)"
  }

  /// `a`, `a et b`, `a, b et c`.
  func list(_ items: [String], _ conjunction: String = "et") -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }

  /// `de fiche` but `d’appel`.
  func of(_ noun: String) -> String {
    let vowels = "aàâeéèêiîïoôuûhAÉEIOUH"
    return noun.first.map { vowels.contains($0) } == true ? "d’" + noun : "de " + noun
  }

  func days(_ count: Int) -> String { plural(count, "jour", "jours") }

  func weekday(_ weekday: Weekday) -> String {
    switch weekday {
    case .monday: "lundi"
    case .tuesday: "mardi"
    case .wednesday: "mercredi"
    case .thursday: "jeudi"
    case .friday: "vendredi"
    case .saturday: "samedi"
    case .sunday: "dimanche"
    }
  }

  func role(_ role: Variant.Role) -> String {
    switch role {
    case .control: "témoin"
    case .challenger: "challenger"
    }
  }
}
