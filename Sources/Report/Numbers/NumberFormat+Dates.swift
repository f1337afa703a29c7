public import Experiment

extension NumberFormat {
  /// A date in words: `9 March 2026` or `9 mars 2026`.
  public func date(_ date: CivilDate) -> String {
    let year = date.components.year
    return "\(dayAndMonth(date)) \(year)"
  }

  /// A date without its year: `9 March` or `9 mars`.
  public func dayAndMonth(_ date: CivilDate) -> String {
    let (_, month, day) = date.components
    let dayText = language == .french && day == 1 ? "1er" : String(day)
    return "\(dayText) \(months[month - 1])"
  }

  /// A date for an axis: `9 Mar` or `9 mars`.
  public func axisDate(_ date: CivilDate) -> String {
    let (_, month, day) = date.components
    return "\(day) \(shortMonths[month - 1])"
  }

  /// A full hour of the clock, 0...23: `9:00` or `9 h`.
  func hour(_ hour: Int) -> String {
    switch language {
    case .english: "\(hour):00"
    case .french: "\(hour)\u{A0}h"
    }
  }

  /// A time of the day in minutes since midnight, 0...1440: `9:30` or `9 h 30`.
  func clock(_ minute: Int) -> String {
    let (hour, rest) = minute.quotientAndRemainder(dividingBy: 60)
    let minutes = rest < 10 ? "0\(rest)" : "\(rest)"
    return switch language {
    case .english: "\(hour):\(minutes)"
    case .french: "\(hour)\u{A0}h" + (rest == 0 ? "" : "\u{A0}\(minutes)")
    }
  }

  private var months: [String] {
    switch language {
    case .english:
      [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
      ]
    case .french:
      [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
      ]
    }
  }

  private var shortMonths: [String] {
    switch language {
    case .english: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    case .french:
      ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
    }
  }
}
