import Experiment
import Statistics

extension Notation where Value == Monitoring.Looks {
  /// `daily`, `weekly` or a number of looks.
  static var looks: Notation {
    Notation("daily, weekly, a list of dates, or a number of looks from 1 to 1000") { text throws(Complaint) in
      switch text {
      case "daily": return .daily
      case "weekly": return .weekly
      default:
        if let count = Int(text), text.first != "+", (1...1000).contains(count) { return .count(count) }
        if CivilDate(iso: text) != nil { throw Complaint("write [\(text)]") }
        throw Complaint(nearMiss: NearMiss.of(text, among: ["daily", "weekly"]))
      }
    }
  }
}

extension Notation where Value == Spending {
  /// A spending function by name, with its parameter where it has one.
  static func spending(orNone: Bool) -> Notation {
    let names = SpendingFunction.Name.allCases.map(\.rawValue)
    let expected =
      (orNone ? "none, " : "")
      + "obrien-fleming, pocock, kim-demets with its power (kim-demets 3), hwang-shih-decani with its gamma "
      + "(hwang-shih-decani -4), or a table ({50 %: 20 %, 100 %: 100 %})"
    return Notation(expected) { text throws(Complaint) in
      let words = text.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
      guard let word = words.first, let name = SpendingFunction.Name(rawValue: word) else {
        throw Complaint(nearMiss: NearMiss.of(words.first ?? text, among: names + (orNone ? ["none"] : [])))
      }
      let parameters = words.dropFirst()
      guard let example = name.example else {
        guard parameters.isEmpty else { throw Complaint("\(word) takes no number: write \(word)") }
        return try spending(name, parameter: nil, hint: nil)
      }
      let hint = "write one number after the name, as in \(example)"
      guard let parameter = parameters.first, parameters.count == 1,
        let number = TypedDecimal.value(parameter, comma: false)
      else { throw Complaint(hint) }
      return try spending(name, parameter: number, hint: name.range)
    }
  }

  private static func spending(
    _ name: SpendingFunction.Name, parameter: Double?, hint: String?
  ) throws(Complaint) -> Spending {
    do throws(StatisticsError) {
      return try Spending(name, parameter: parameter)
    } catch {
      throw Complaint(hint ?? error.description)
    }
  }
}

extension SpendingFunction.Name {
  /// How a plan writes the function with its parameter; nil where it has none.
  fileprivate var example: String? {
    switch self {
    case .obrienFleming, .pocock: nil
    case .kimDeMets: "kim-demets 3"
    case .hwangShihDeCani: "hwang-shih-decani -4"
    }
  }

  /// What its parameter may be; nil where it has none.
  fileprivate var range: String? {
    switch self {
    case .obrienFleming, .pocock: nil
    case .kimDeMets: "its power is a number above 0 and at most 1000"
    case .hwangShihDeCani: "its gamma is a number from -1000 to 1000"
    }
  }
}
