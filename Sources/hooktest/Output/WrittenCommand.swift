/// A command as it is typed into a shell: what a page prints as the command that reproduces it.
struct WrittenCommand {
  private var words: [String]

  /// `hooktest` with its first words.
  init(_ words: String...) {
    self.words = ["hooktest"] + words
  }

  /// The command with options that have a value; those without one are left out.
  func adding(_ options: [(name: String, value: String?)]) -> WrittenCommand {
    var command = self
    for option in options {
      if let value = option.value { command.words += [option.name, value] }
    }
    return command
  }

  /// The command with flags that are set.
  func adding(flag: String, if isSet: Bool) -> WrittenCommand {
    var command = self
    if isSet { command.words.append(flag) }
    return command
  }

  /// The words, those between quotes that a shell would read otherwise.
  var text: String { words.map(Self.quoted).joined(separator: " ") }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || "0123456789_./:@%+=,-".unicodeScalars.contains(scalar)
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
