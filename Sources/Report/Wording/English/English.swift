import Experiment

/// English sentences.
struct English: Wording {
  let numbers: NumberFormat

  func plural(_ count: Int, _ one: String, _ many: String) -> String {
    "\(numbers.integer(count)) \(count == 1 ? one : many)"
  }

  /// `a`, `a and b`, `a, b and c`.
  func list(_ items: [String], _ conjunction: String = "and") -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }

  func days(_ count: Int) -> String { plural(count, "day", "days") }

  func weekday(_ weekday: Weekday) -> String {
    switch weekday {
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    case .sunday: "Sunday"
    }
  }

  func role(_ role: Variant.Role) -> String {
    switch role {
    case .control: "control"
    case .challenger: "challenger"
    }
  }
}
