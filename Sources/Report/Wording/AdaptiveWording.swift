public import Decision
public import Experiment

/// The sentences of one language about shares that follow results.
public protocol AdaptiveWording {
  /// The name of a rule, as it stands in a sentence.
  func samplingRule(_ rule: AdaptiveShares.Rule) -> String
  /// A caption of the comparison with equal shares.
  func adaptiveCaption(_ caption: AdaptiveCaption) -> String
  /// What adaptive shares earn and cost, in two or three sentences.
  func adaptive(_ comparison: AdaptiveComparison) -> String
  /// What the comparison rests on.
  func adaptiveNotes(_ comparison: AdaptiveComparison) -> [String]
  /// What equal shares would have answered, as the last sentence of a design's answer.
  func equalAnswer(_ comparison: AdaptiveComparison) -> String
}

/// Captions of the comparison with equal shares.
public enum AdaptiveCaption: CaseIterable, Hashable, Sendable {
  case title, equalShares, worseShare, testGain, rolloutGain, gain, scriptsAsUsual
  /// Beside what equal shares would find.
  case ofEqualShares
  /// Beside calls needed that are those of equal shares.
  case withEqualShares
}
