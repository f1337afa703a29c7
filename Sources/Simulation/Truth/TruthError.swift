public import Foundation

/// Why a truth cannot be simulated: what was read, what was expected, and what to do next.
public enum TruthError: Error, Hashable, Sendable {
  /// Neither the plan nor the statement says what the control's rate is.
  case noBaseline(control: String)
  /// A part of the statement is not a change or a rate.
  case unreadable(String)
  /// The statement names a variant that the plan does not have.
  case unknownVariant(String, known: [String])
  /// The statement names a figure of a variant that cannot be set.
  case unknownFigure(String, known: [String])
  /// The statement speaks of the same figure twice.
  case repeated(String)
  /// A figure lies outside its range.
  case outOfRange(figure: String, value: Double, expected: String)
}

extension TruthError: CustomStringConvertible, LocalizedError {
  /// What was read, what was expected and what to do next, in one sentence.
  public var description: String {
    switch self {
    case .noBaseline(let control):
      "The rate of the control \(control) is not stated; add goal.baseline to the plan, or say \"\(control)=3 %\"."
    case .unreadable(let text):
      "\"\(text)\" is not a truth; expected null, a change as +20 % or +0.6 pt, or a rate as 3.6 %, "
        + "for all challengers or for one (question=+20 %)."
    case .unknownVariant(let name, let known):
      "The plan has no variant \(name); its variants are \(known.joined(separator: ", "))."
    case .unknownFigure(let name, let known):
      "\(name) cannot be set; the figures of a variant are \(known.joined(separator: ", "))."
    case .repeated(let name):
      "The truth states \(name) twice; state it once."
    case .outOfRange(let figure, let value, let expected):
      "\(figure) would be \(value); expected \(expected)."
    }
  }

  /// The same sentence.
  public var errorDescription: String? { description }
}
