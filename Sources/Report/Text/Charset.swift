/// The characters that a reader of text can be shown.
public enum Charset: Hashable, Sendable {
  /// Every character.
  case unicode
  /// ASCII alone: lines, signs and letters are replaced by their like (``ASCIIText``).
  case ascii

  /// The charset that an environment asks for: the locale is the first of `LC_ALL`, `LC_CTYPE` and `LANG` that says
  /// something.
  ///
  /// Any locale whose codeset is not UTF-8 asks for ASCII, `C` and `POSIX` among them, piped or not. Where no locale is
  /// set at all, a terminal shows ASCII, as the C library does; files and pipes get every character.
  public static func of(environment: [String: String], isTerminal: Bool) -> Charset {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    guard let locale else { return isTerminal ? .ascii : .unicode }
    // A modifier may follow the codeset: fr_FR.UTF-8@euro.
    let codeset = locale.prefix { $0 != "@" }.lowercased().filter { $0 != "-" }
    return codeset.hasSuffix("utf8") ? .unicode : .ascii
  }

  /// Text from plans, data and sentences, made safe to print in the charset; to be called before its width is measured.
  func clean(_ text: String) -> String {
    let cleaned = PlainText.clean(text)
    return self == .ascii ? ASCIIText.foldKeepingSpaces(cleaned) : cleaned
  }
}
