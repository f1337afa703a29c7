public import Decision
import Experiment

/// The sentences of one language about effects that differ between segments.
public protocol SegmentWording {
  /// Whether an effect differs between the parts of a dimension, and what follows.
  func interaction(_ effects: SegmentEffects, control: String, isComplete: Bool, parts: (String) -> String) -> String
  /// What to do in one part.
  func advice(_ advice: SegmentEffects.Advice, challenger: String, control: String) -> String
  /// Column of the difference drawn towards the common one.
  var pooledDifference: String { get }
  /// Column of what to do.
  var adviceColumn: String { get }
  /// How the figures are computed.
  var poolingNote: String { get }
}

extension Wording {
  /// The script of each part, in words: `“question” for customers, “pitch” for purchased`.
  func byPart(_ effects: SegmentEffects, of reading: Reading) -> String {
    let parts = effects.difference?.parts ?? []
    func named(_ advice: SegmentEffects.Advice) -> String? {
      let names = parts.filter { $0.advice == advice }.map { partName($0.name, of: effects.dimension) }
      return names.isEmpty ? nil : enumerated(names)
    }
    let scripts = [(named(.challenger), effects.variant), (named(.control), reading.control)].compactMap {
      parts, name in
      parts.map { parts in
        switch numbers.language {
        case .english: "\(script(name)) for \(parts)"
        case .french: fr("\(script(name)) pour \(parts)")
        }
      }
    }
    let open = named(.open).map { parts in
      switch numbers.language {
      case .english: "nothing is shown for \(parts)"
      case .french: fr("rien n'est établi pour \(parts)")
      }
    }
    return (scripts + [open].compactMap { $0 }).joined(separator: ", ")
  }

  /// The name of a part; weekdays come as their codes and are written out.
  func partName(_ name: String, of dimension: Segment.Dimension) -> String {
    guard dimension == .weekday, let weekday = Weekday(rawValue: name) else { return name }
    return self.weekday(weekday)
  }

  private func enumerated(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    let word =
      switch numbers.language {
      case .english: "and"
      case .french: "et"
      }
    return items.dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
