/// A phone number as the international plan writes it (ITU-T E.164): `+`, country code, national number; no blanks.
///
/// So that one person dialled twice is one lead: `06 12 34 56 78`, `+33 (0)6 12 34 56 78` and `0033612345678` are the same
/// number. Only the numbering is normalised; whether a number is in use, or belongs to whom, is not known here.
public struct PhoneNumber: Hashable, Sendable {
  /// The number, as `+33612345678`.
  public let e164: String

  /// Why a text is no phone number.
  public enum Fault: Error, Hashable, Sendable {
    /// Nothing but blanks.
    case blank
    /// A number that a spreadsheet wrote in scientific notation: its digits are lost.
    case scientific
    /// A number with a decimal fraction, as `33612345678.0`: a spreadsheet took it for an amount.
    case decimal
    /// Something that is neither a digit nor usual between digits.
    case character(Character)
    /// A national number where the plan names no country.
    case noCountry
    /// A country code that no table here knows and that may be a national number as well.
    case unknownCountry
    /// Too few or too many digits for the country.
    case length(digits: Int, country: String)
    /// Digits that may be a national or an international number.
    case ambiguous
    /// More than one number.
    case several
  }

  /// Reads a number in any usual spelling.
  ///
  /// Blanks (no-break ones too), points, dashes, slashes, brackets, invisible marks, a leading apostrophe and `tel:` are
  /// passed over, `(0)` behind a country code is dropped, and an extension (`;ext=12`, `x12`) is left out. With `+` or the
  /// country's international prefix the country code follows; otherwise the number is national.
  ///
  /// - Parameters:
  ///   - text: The number as it was written.
  ///   - country: The country whose national numbers need no country code; nil where each must have one.
  /// - Throws: what keeps the text from being one number, and no other.
  public init(_ text: some StringProtocol, country: PhoneCountry? = nil) throws(Fault) {
    let written = try Written(text)
    e164 = "+" + (try PhoneNumber.international(written, country))
  }

  private static func international(_ written: Written, _ country: PhoneCountry?) throws(Fault) -> String {
    var digits = written.digits
    if written.hasPlus { return try withCode(digits) }
    if let country {
      if let prefix = country.internationalPrefixes.first(where: { digits.hasPrefix($0) }) {
        return try withCode(String(digits.dropFirst(prefix.count)))
      }
    } else if digits.hasPrefix("00") {
      return try withCode(String(digits.dropFirst(2)))
    }
    guard let country else { throw .noCountry }
    let hasTrunk = !country.trunk.isEmpty && digits.hasPrefix(country.trunk)
    let national = hasTrunk ? String(digits.dropFirst(country.trunk.count)) : digits
    let isNational = country.isNational(national) && (hasTrunk || country.isTrunkOptional)
    // Databases drop the plus: 33612345678 is the number that begins with the country's code.
    var isInternational = false
    if !hasTrunk, digits.hasPrefix(country.code) {
      digits = String(digits.dropFirst(country.code.count))
      isInternational = country.isNational(digits)
    }
    switch (isNational, isInternational) {
    case (true, true): throw .ambiguous
    case (true, false): return country.code + national
    case (false, true): return country.code + digits
    case (false, false): throw .length(digits: written.digits.count, country: country.rawValue)
    }
  }

  /// A number whose country code comes first; a trunk prefix behind it is dropped where the country has none there.
  private static func withCode(_ digits: String) throws(Fault) -> String {
    guard let country = PhoneCountry.allCases.first(where: { digits.hasPrefix($0.code) }) else {
      // Other countries are taken as written: E.164 has at most 15 digits, and no country fewer than 7 with its code.
      guard (7...15).contains(digits.count), digits.first != "0" else { throw .unknownCountry }
      return digits
    }
    var national = String(digits.dropFirst(country.code.count))
    if !country.trunk.isEmpty, national.hasPrefix(country.trunk), !country.isNational(national) {
      national = String(national.dropFirst(country.trunk.count))
    }
    guard country.isNational(national) else {
      throw .length(digits: digits.count, country: country.rawValue)
    }
    return country.code + national
  }
}

extension PhoneNumber {
  /// The digits of a text, once what stands between them is gone.
  private struct Written {
    var digits = ""
    var hasPlus = false

    init(_ text: some StringProtocol) throws(Fault) {
      var rest = Substring(text).drop { $0.isWhitespace || $0 == "'" || $0 == "’" || $0 == "\u{FEFF}" }
      if rest.prefix(4).lowercased() == "tel:" { rest = rest.dropFirst(4) }
      try Written.refuseDamage(rest)
      for character in rest.prefix(64) {
        if character == "/", digits.count >= 9, rest.holdsNumber(behind: character) { throw .several }
        if let digit = character.wholeNumberValue, character.unicodeScalars.first?.properties.numericType == .decimal {
          digits.append("\(digit)")
        } else if character == "+" || character == "＋" {
          guard digits.isEmpty, !hasPlus else { throw .character(character) }
          hasPlus = true
        } else if Written.endsNumber(character, after: digits) {
          guard !rest.holdsNumber(behind: character) else { throw .several }
          break
        } else if !Written.isBetweenDigits(character) {
          throw .character(character)
        }
      }
      guard !digits.isEmpty else { throw .blank }
    }

    /// Where an extension begins.
    private static func endsNumber(_ character: Character, after digits: String) -> Bool {
      guard digits.count > 4 else { return false }
      return ";,#xXeEpP".contains(character)
    }

    private static func isBetweenDigits(_ character: Character) -> Bool {
      if character.isWhitespace || ".-/()_[]'".contains(character) { return true }
      // Dashes of every length, and marks that steer direction or width and are not seen.
      return character.unicodeScalars.allSatisfy {
        (0x2010...0x2015).contains($0.value) || (0x200B...0x200F).contains($0.value)
          || (0x202A...0x202E).contains($0.value) || [0x2060, 0x2212, 0xFEFF, 0xAD, 0x2009].contains($0.value)
      }
    }

    /// What a spreadsheet makes of a number.
    private static func refuseDamage(_ text: some StringProtocol) throws(Fault) {
      let characters = String(text.filter { !$0.isWhitespace })
      let parts = characters.uppercased().split(separator: "E", omittingEmptySubsequences: false)
      if parts.count == 2, let exponent = parts.last, isNumber(parts[0]),
        isNumber(exponent.first == "+" || exponent.first == "-" ? exponent.dropFirst() : exponent)
      {
        throw .scientific
      }
      let decimals = characters.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
      if decimals.count == 2, decimals[0].count >= 8, decimals[1].allSatisfy({ $0 == "0" }), !decimals[1].isEmpty,
        isNumber(decimals[0])
      {
        throw .decimal
      }
    }

    private static func isNumber(_ text: some StringProtocol) -> Bool {
      let digits = text.filter { $0 != "." && $0 != "," }
      return !digits.isEmpty && digits.allSatisfy { ("0"..."9").contains($0) }
    }
  }
}

extension Substring {
  /// Whether seven digits or more, as many as a number has at least, stand behind the first of these characters.
  fileprivate func holdsNumber(behind character: Character) -> Bool {
    guard let place = firstIndex(of: character) else { return false }
    return self[place...].count(where: \.isWholeNumber) >= 7
  }
}

extension PhoneNumber: CustomStringConvertible {
  /// The number, as `+33612345678`.
  public var description: String { e164 }
}

extension PhoneNumber.Fault: CustomStringConvertible {
  /// What was read and what to do next.
  public var description: String {
    switch self {
    case .blank: "empty; a phone number was expected"
    case .scientific:
      "a spreadsheet turned the number into scientific notation and lost digits; export again with the column as text"
    case .decimal: "a spreadsheet took the number for an amount with decimals; export again with the column as text"
    case .character(let character): "\"\(character)\" does not belong into a phone number"
    case .noCountry:
      "a national number, and the plan names no country; write `country: FR` under `assignment`, or numbers such as "
        + "+33612345678"
    case .unknownCountry: "no country code is known by these digits; write numbers such as +33612345678"
    case .length(let digits, let country):
      "\(digits) digits are no number of \(country); write national numbers in full, or with + and the country code"
    case .several: "more than one number; leave the one by which the lead is known"
    case .ambiguous: "the digits may be a national or an international number; write it with + and the country code"
    }
  }
}
