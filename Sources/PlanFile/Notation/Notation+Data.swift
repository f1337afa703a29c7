import Decision

extension Notation where Value == DataSources.Encoding {
  /// `utf-8` or `windows-1252`.
  static var encoding: Notation {
    let words = DataSources.Encoding.allCases.map(\.rawValue)
    return Notation(Listing.oneOf(words)) { text throws(Complaint) in
      if let encoding = DataSources.Encoding(rawValue: text.lowercased()) { return encoding }
      let others = [
        "utf8": "utf-8", "cp1252": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252",
        "iso-8859-1": "windows-1252", "ansi": "windows-1252",
      ]
      throw Complaint(nearMiss: others[text.lowercased()] ?? NearMiss.of(text, among: words))
    }
  }
}

extension Notation where Value == DataSources.Delimiter {
  /// `,` `;` or a tab, by sign or by name.
  static var delimiter: Notation {
    Notation("\",\" (comma), \";\" (semicolon) or tab") { text throws(Complaint) in
      switch text {
      case ",", "comma": return .comma
      case ";", "semicolon": return .semicolon
      case "\t", "tab", "\\t": return .tab
      default: throw Complaint(nearMiss: NearMiss.of(text, among: ["comma", "semicolon", "tab"]))
      }
    }
  }
}

extension Notation where Value == String {
  /// A pattern of dates such as `dd/MM/yyyy HH:mm`, or `unix`.
  ///
  /// Letters are those of Unicode Technical Standard 35; text in single quotes stands for itself.
  static var dateFormat: Notation {
    Notation("a pattern of day, month and year, as dd/MM/yyyy HH:mm, or unix") { text throws(Complaint) in
      if ["unix", "unix seconds", "epoch"].contains(text.lowercased()) { return text }
      let bare = text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined()
      let letters = bare.filter(\.isLetter)
      if let unknown = letters.first(where: { !"dMLyuEHhmsaSTZXx".contains($0) }) {
        throw Complaint(
          "\(unknown) means nothing here: d day, M month, y year, E weekday, H hour, m minute, s second; "
            + "put words between single quotes")
      }
      guard letters.contains("d"), letters.contains(where: { "ML".contains($0) }),
        letters.contains(where: { "yu".contains($0) })
      else { throw Complaint("capital M is the month, small m the minute, small d the day") }
      guard !letters.contains("h") || letters.contains("a") else {
        throw Complaint("h counts to 12 and needs a (AM or PM); H counts to 24")
      }
      return text
    }
  }
}
