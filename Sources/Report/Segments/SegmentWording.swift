public import Decision

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
