public import Cost

extension NumberFormat {
  /// An amount with all decimals it has, at least those of the currency: what it is multiplied with can be checked.
  func exactMoney(_ amount: Money) -> String {
    guard amount.micros % 1_000_000 != 0 else { return money(amount) }
    var (micros, places) = (amount.micros.magnitude, 6)
    while places > minorDigits, micros % 10 == 0 { (micros, places) = (micros / 10, places - 1) }
    return money(amount, places: places)
  }

  /// An amount: `€12,000`, `€17.62` or `12 000 €`, `17,62 €`; decimals only under 100 units unless stated.
  public func money(_ units: Double, places: Int? = nil, signed: Bool = false) -> String {
    let figure = number(units, shift: 0, places: places ?? moneyPlaces(units), signed: signed)
    return withSymbol(figure)
  }

  /// An exact amount, with cents only where there are any.
  public func money(_ amount: Money, places: Int? = nil) -> String {
    money(amount.units, places: places ?? (amount.micros % 1_000_000 == 0 ? 0 : minorDigits))
  }

  /// An amount rounded to three significant digits, for sentences that say "about".
  public func roughMoney(_ units: Double, signed: Bool = false) -> String {
    let places = NumberFormat.places(units, significant: 3)
    return money(units, places: places >= 1 ? minorDigits : min(places, 0), signed: signed)
  }

  /// Digits after the point of a full amount in the currency.
  var minorDigits: Int { ["JPY", "KRW", "VND", "CLP", "XAF", "XOF", "XPF"].contains(currency) ? 0 : 2 }

  func moneyPlaces(_ units: Double) -> Int { abs(units) < 100 && units != 0 ? minorDigits : 0 }

  /// Decimals common to a column of amounts.
  func moneyPlaces(of amounts: [Double]) -> Int {
    let known = amounts.filter(\.isFinite)
    return known.contains { abs($0) < 100 && $0 != $0.rounded() } ? minorDigits : 0
  }

  private func withSymbol(_ figure: String) -> String {
    let symbol = currencySymbol
    switch language {
    case .french: return figure + NumberFormat.narrowSpace + symbol
    case .english:
      let isWord = symbol.allSatisfy(\.isLetter)
      let unit = isWord ? symbol + NumberFormat.noBreak : symbol
      guard let first = figure.first, first == "+" || String(first) == NumberFormat.minus else { return unit + figure }
      return String(first) + unit + figure.dropFirst()
    }
  }

  /// The sign of the currency, or its code.
  var currencySymbol: String {
    switch currency {
    case "EUR": "€"
    case "GBP": "£"
    case "USD": "$"
    case "JPY": "¥"
    default: currency
    }
  }
}
