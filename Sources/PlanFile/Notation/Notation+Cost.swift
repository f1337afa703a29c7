import Cost
import Foundation

extension Notation where Value == Money {
  /// An amount of money that is not negative.
  static var amount: Notation { money("an amount of money, as 2600 or 0.06") { $0 >= .zero } }

  /// An amount of money above 0.
  static var positiveAmount: Notation { money("an amount of money above 0, as 45 or 0.5") { $0 > .zero } }

  /// What one unit of another currency is worth; nobody writes thousands in it, so that `1.087` is no riddle.
  static var exchangeRate: Notation {
    money("what one unit is worth, above 0, as 0.92", mayBeThousands: false) { $0 > .zero }
  }

  private static func money(
    _ expected: String, mayBeThousands: Bool = true, _ isWithin: @escaping (Money) -> Bool
  ) -> Notation {
    Notation(expected) { text throws(Complaint) in
      if mayBeThousands, isAmbiguous(text) {
        throw Complaint(
          "thousands or decimals? Write \(text.filter { $0 != "." }) for the one, \(text)0 for the other")
      }
      if let money = Money(decimal: text) {
        guard isWithin(money) else {
          throw Complaint(money < .zero ? "amounts are written without a minus sign" : nil)
        }
        return money
      }
      if text.contains(where: { $0.isCurrencySymbol || $0.isLetter }) {
        throw Complaint(
          "write the amount alone, \(bareAmount(text) ?? "as in 2600.50"), and the currency under economics.currency")
      }
      if text.contains(",") || text.contains(where: { $0.isWhitespace || $0 == "'" || $0 == "_" }) {
        throw Complaint("write digits without separators and a point before decimals, as in 2600.50")
      }
      let digits = text.filter { $0.isASCII && ($0.isNumber || $0 == ".") }
      if digits == text.drop(while: { $0 == "-" || $0 == "+" }), digits.filter({ $0 == "." }).count <= 1 {
        let decimals = digits.split(separator: ".").dropFirst().first?.count ?? 0
        throw Complaint(decimals > 6 ? "at most six decimals" : "at most ten billion")
      }
      throw Complaint()
    }
  }

  /// Whether the point of an amount can be read as one between thousands, as in `1.900`.
  private static func isAmbiguous(_ text: String) -> Bool {
    let parts = text.drop { $0 == "-" || $0 == "+" }.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && (1...3).contains(parts[0].count) && !parts[0].hasPrefix("0") && parts[1].count == 3
      && parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
  }

  /// The amount of a text with its currency before or behind it; nil where it could be another amount (`1,900 €`, `9e99`).
  private static func bareAmount(_ text: String) -> String? {
    func isAround(_ character: Character) -> Bool {
      character.isCurrencySymbol || character.isLetter || character.isWhitespace
    }
    let inner = text.drop(while: isAround)
    let amount = String(inner.prefix(inner.count - inner.reversed().prefix(while: isAround).count))
    let parts = amount.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.count == 1 || parts[1].count != 3 else { return nil }
    let plain = parts.joined(separator: ".")
    return Money(decimal: plain) == nil ? nil : plain
  }
}

extension Notation where Value == String {
  /// An ISO 4217 code.
  static var currency: Notation {
    Notation("a currency code of three capital letters, as EUR") { text throws(Complaint) in
      let codes = Locale.commonISOCurrencyCodes
      if codes.contains(text) { return text }
      let signs = ["€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "euro": "EUR", "euros": "EUR", "dollar": "USD"]
      if let code = signs[text.lowercased()] { throw Complaint("write \(code)") }
      throw Complaint(nearMiss: NearMiss.of(text, among: codes))
    }
  }
}
