/// Figures as people write them, the same to the byte on every machine.
///
/// Every figure is rounded once, where it is printed, half away from zero; a figure that rounds to zero bears no sign.
/// French groups thousands and detaches signs with the narrow no-break space U+202F. The minus sign is U+2212.
public struct NumberFormat: Hashable, Sendable {
  /// The language.
  public let language: Language
  /// ISO 4217 code of the currency of every amount.
  public let currency: String

  /// The format of a language, with amounts in a currency.
  public init(language: Language, currency: String = "EUR") {
    self.language = language
    self.currency = currency
  }

  static let narrowSpace = "\u{202F}"
  static let minus = "\u{2212}"
  /// What stands for a figure that does not exist.
  static let absent = "–"

  var decimalMark: String {
    switch language {
    case .english: "."
    case .french: ","
    }
  }

  var groupMark: String {
    switch language {
    case .english: ","
    case .french: NumberFormat.narrowSpace
    }
  }

  /// A whole number with grouped thousands: `12,000` or `12 000`.
  public func integer(_ value: Int, signed: Bool = false) -> String {
    sign(negative: value < 0, zero: value == 0, signed: signed) + grouped(String(value.magnitude))
  }

  /// A number with exactly `places` digits after the point; infinite as `∞`.
  ///
  /// `signed` puts a plus before what is above zero.
  public func decimal(_ value: Double, places: Int, signed: Bool = false) -> String {
    number(value, shift: 0, places: places, signed: signed)
  }

  /// A number rounded to so many significant digits, without a fraction below `places`.
  public func significant(_ value: Double, digits: Int, signed: Bool = false) -> String {
    decimal(value, places: NumberFormat.places(value, significant: digits), signed: signed)
  }

  /// A share as a percentage: `3.6%` or `3,6 %`.
  ///
  /// By default one decimal, two under 1 %, three under 0.1 %, none from 100 % on.
  public func percent(_ share: Double, places: Int? = nil, signed: Bool = false) -> String {
    number(share, shift: 2, places: places ?? NumberFormat.percentPlaces(share), signed: signed) + percentSign
  }

  /// A share as a percentage with no more decimals than it has, two at most: `5%`, `2.5%`.
  public func plainPercent(_ share: Double) -> String {
    let places = (0...2).first { number(share, shift: 2, places: $0) == trimmed(number(share, shift: 2, places: 2)) }
    return percent(share, places: places ?? 2)
  }

  private func trimmed(_ figure: String) -> String {
    var kept = Substring(figure)
    while kept.hasSuffix("0") { kept = kept.dropLast() }
    return kept.hasSuffix(decimalMark) ? String(kept.dropLast(decimalMark.count)) : String(kept)
  }

  /// A share as a percentage without its sign, for tables and axes.
  public func percentFigure(_ share: Double, places: Int, signed: Bool = false) -> String {
    number(share, shift: 2, places: places, signed: signed)
  }

  var percentSign: String {
    switch language {
    case .english: "%"
    case .french: NumberFormat.narrowSpace + "%"
    }
  }

  /// A difference of rates in percentage points, signed unless told otherwise: `+0.6 points` or `+0,6 point`.
  public func points(_ difference: Double, places: Int? = nil, signed: Bool = true) -> String {
    let chosen = visiblePlaces(difference, places ?? NumberFormat.pointPlaces([difference]))
    let figure = number(difference, shift: 2, places: chosen, signed: signed)
    return "\(figure) \(pointUnit(difference, places: chosen))"
  }

  /// Decimals by which a difference that is not 0 is not printed as 0, three at most: on which side of 0 it lies matters.
  func visiblePlaces(_ difference: Double, _ places: Int) -> Int {
    guard difference.isFinite, difference != 0 else { return places }
    func isShown(_ places: Int) -> Bool {
      let rounded = DecimalDigits(difference * 100).rounded(places: places)
      return (rounded.whole + rounded.fraction).contains { $0 != "0" }
    }
    return (places..<max(places + 1, 4)).first(where: isShown) ?? places
  }

  static let noBreak = "\u{00A0}"

  /// `point` or `points`, by the rules of the language for the figure as it is printed.
  func pointUnit(_ difference: Double, places: Int) -> String {
    let printed = number(abs(difference), shift: 2, places: places)
    return switch language {
    case .english: printed == "1" ? "point" : "points"
    case .french: printed.hasPrefix("0") || printed.hasPrefix("1,") || printed == "1" ? "point" : "points"
    }
  }

  /// A p-value: `0.16`, `0.012`, `0.0031`, and `< 0.0001` below that.
  public func pValue(_ p: Double) -> String {
    switch p {
    case ..<0.0001: "< \(decimal(0.0001, places: 4))"
    case ..<0.01: decimal(p, places: 4)
    case ..<0.1: decimal(p, places: 3)
    default: decimal(p, places: 2)
    }
  }

  /// A p-value with its name: `p = 0.16`, `p < 0.0001`.
  public func pEquation(_ p: Double) -> String {
    let value = pValue(p)
    return value.hasPrefix("<") ? "p \(value)" : "p = \(value)"
  }

  /// The word or sign between the ends of an interval.
  var rangeWord: String {
    switch language {
    case .english: "to"
    case .french: "à"
    }
  }

  func range(_ lower: String, _ upper: String) -> String {
    "\(lower) \(rangeWord) \(upper)"
  }

  func number(_ value: Double, shift: Int, places: Int, signed: Bool = false) -> String {
    guard !value.isNaN else { return NumberFormat.absent }
    guard value.isFinite else { return (value < 0 ? NumberFormat.minus : signed ? "+" : "") + "∞" }
    var digits = DecimalDigits(value)
    digits.scale += shift
    let rounded = digits.rounded(places: places)
    let isZero = !(rounded.whole + rounded.fraction).contains { $0 != "0" }
    return sign(negative: rounded.isNegative, zero: isZero, signed: signed) + grouped(rounded.whole)
      + (rounded.fraction.isEmpty ? "" : decimalMark + rounded.fraction)
  }

  private func sign(negative: Bool, zero: Bool, signed: Bool) -> String {
    if zero { return "" }
    return negative ? NumberFormat.minus : signed ? "+" : ""
  }

  private func grouped(_ whole: String) -> String {
    guard whole.count > 3 else { return whole }
    let digits = Array(whole)
    var groups: [String] = []
    var end = digits.count
    while end > 0 {
      groups.insert(String(digits[max(0, end - 3)..<end]), at: 0)
      end -= 3
    }
    return groups.joined(separator: groupMark)
  }
}
