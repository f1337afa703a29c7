public import Cost
public import Experiment

/// Values as plans write them, for the options of a command: `3 %`, `+20 %`, `1200`, `2026-03-02`.
public enum WrittenValue {
  /// A text that is not the value expected.
  public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was read, what was expected and what to type instead.
    public let description: String
  }

  /// A rate strictly between 0 and 1: `3 %` or `0.03`.
  public static func rate(_ text: String) throws(Fault) -> Double { try value(of: text, .rate) }

  /// A share from 0 to 1, ends included: `12.5 %` or `0.125`.
  public static func share(_ text: String) throws(Fault) -> Double { try value(of: text, .part) }

  /// A change: `+20 %` is relative, `+0.6 pt` absolute; without a sign it is a rise.
  public static func lift(_ text: String) throws(Fault) -> Lift { try value(of: text, .lift) }

  /// An amount of money that is not negative: `2600` or `0.06`.
  public static func money(_ text: String) throws(Fault) -> Money { try value(of: text, .amount) }

  /// A return: `150 %` or `1.5`.
  public static func multiple(_ text: String) throws(Fault) -> Double { try value(of: text, .multiple) }

  /// A date: `2026-03-02`.
  public static func date(_ text: String) throws(Fault) -> CivilDate { try value(of: text, .date) }

  private static func value<Value>(of text: String, _ notation: Notation<Value>) throws(Fault) -> Value {
    do {
      return try notation.read(text.trimmedOfSpaces)
    } catch {
      let advice = [error.nearMiss.map { "did you mean \($0)?" }, error.hint].compactMap { $0 }.joined(separator: " ")
      throw Fault(
        description: "“\(text)” is not \(notation.expected)" + (advice.isEmpty ? "." : "; \(advice)."))
    }
  }
}
