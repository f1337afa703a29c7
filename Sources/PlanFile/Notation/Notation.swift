/// One way of writing a value in a plan: what it is called and how its text is read.
struct Notation<Value> {
  /// What a fault says was expected.
  var expected: String
  /// Reads the text of a scalar.
  var read: (String) throws(Complaint) -> Value

  init(_ expected: String, read: @escaping (String) throws(Complaint) -> Value) {
    self.expected = expected
    self.read = read
  }
}

/// Why a text is not the value expected, with the way out.
struct Complaint: Error {
  /// The known word nearest to the text.
  var nearMiss: String?
  /// What to type instead.
  var hint: String?

  init(nearMiss: String? = nil, _ hint: String? = nil) {
    self.nearMiss = nearMiss
    self.hint = hint
  }
}

extension Notation where Value == String {
  /// A text on one line.
  static func text(_ expected: String, atMost limit: Int = 200) -> Notation {
    Notation(expected) { text throws(Complaint) in
      let trimmed = text.trimmedOfSpaces
      guard !trimmed.isEmpty else { throw Complaint("fill it in, or delete the key") }
      guard trimmed.count <= limit else { throw Complaint("at most \(limit) characters") }
      guard !trimmed.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
        throw Complaint("keep it on one line, without control characters")
      }
      return trimmed
    }
  }

  /// A path of a file.
  static func path(_ expected: String) -> Notation { text(expected, atMost: 1000) }

  /// A remark, on as many lines as it takes.
  static func remark(_ expected: String) -> Notation {
    Notation(expected) { text throws(Complaint) in
      let trimmed = text.trimmedOfSpaces
      guard !trimmed.isEmpty else { throw Complaint("fill it in, or delete it") }
      guard trimmed.count <= 2000 else { throw Complaint("at most 2000 characters") }
      return trimmed
    }
  }
}

extension Notation where Value == Bool {
  /// `true` or `false`; YAML's other words for them are refused, since they surprise.
  static var yesOrNo: Notation {
    Notation("true or false") { text throws(Complaint) in
      switch text {
      case "true": return true
      case "false": return false
      default:
        let yes = ["yes", "on", "y", "1", "oui", "vrai"].contains(text.lowercased()) || text.lowercased() == "true"
        let no = ["no", "off", "n", "0", "non", "faux"].contains(text.lowercased()) || text.lowercased() == "false"
        throw Complaint(yes ? "write true" : no ? "write false" : nil)
      }
    }
  }
}

extension Notation where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One word of a list.
  static var word: Notation {
    let words = Value.allCases.map(\.rawValue)
    return Notation(Listing.oneOf(words)) { text throws(Complaint) in
      guard let value = Value(rawValue: text) else { throw Complaint(nearMiss: NearMiss.of(text, among: words)) }
      return value
    }
  }
}

/// Lists of words in a sentence.
enum Listing {
  /// `a`, `a or b`, `a, b or c`.
  static func oneOf(_ words: [String]) -> String { joined(words, by: "or") }

  /// `a`, `a and b`, `a, b and c`.
  static func all(_ words: [String]) -> String { joined(words, by: "and") }

  private static func joined(_ words: [String], by last: String) -> String {
    guard words.count > 1, let end = words.last else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " \(last) " + end
  }
}
