import Statistics

/// On which tables the exact intervals and the default rule miss a value.
///
/// Each question is put at 2.5 % a side: the 95 % interval of the difference or the ratio, and at no effect the test.
enum ExactSides {
  static let tail = 0.025

  /// The exact score test of equal rates.
  static func equality(_ arms: Arms, _ lines: ClosedRange<Int>) throws -> Lines {
    try Lines(
      arms, lines: lines, isTooHigh: { $0.pValue(.exactScore, alternative: .greater) <= tail },
      isTooLow: { $0.pValue(.exactScore, alternative: .less) <= tail })
  }

  static func difference(_ value: Double, _ arms: Arms, _ lines: ClosedRange<Int>) throws -> Lines {
    try Lines(
      arms, lines: lines, isTooHigh: { !$0.exactScoreReaches(difference: value, tail: tail) },
      isTooLow: { !$0.exchanged.exactScoreReaches(difference: -value, tail: tail) })
  }

  static func ratio(_ value: Double, _ arms: Arms, _ lines: ClosedRange<Int>) throws -> Lines {
    try Lines(
      arms, lines: lines, isTooHigh: { !$0.exactScoreReaches(ratio: value, tail: tail) },
      isTooLow: { !$0.exchanged.exactScoreReaches(ratio: 1 / value, tail: tail) })
  }

  /// Chan and Zhang's interval over all rates.
  static func full(_ value: Double, _ arms: Arms, _ lines: ClosedRange<Int>) throws -> Lines {
    try Lines(
      arms, lines: lines, isTooHigh: { !$0.exactReaches(difference: value, tail: tail) },
      isTooLow: { !$0.exchanged.exactReaches(difference: -value, tail: tail) })
  }

  /// The score pair: the test at no effect.
  static func score(_ arms: Arms, _ lines: ClosedRange<Int>) throws -> Lines {
    try Lines(
      arms, lines: lines, isTooHigh: { $0.pValue(.nMinusOne, alternative: .greater) <= tail },
      isTooLow: { $0.pValue(.nMinusOne, alternative: .less) <= tail })
  }

  /// The skewness-corrected score at no effect.
  static func corrected(_ arms: Arms, _ lines: ClosedRange<Int>) throws -> Lines {
    try Lines(
      arms, lines: lines, isTooHigh: { try $0.difference(.scas).lower > 0 },
      isTooLow: { try $0.difference(.scas).upper < 0 })
  }

  /// The default rule, as it is asked for by every reading.
  static func rule(_ arms: Arms, _ lines: ClosedRange<Int>) throws -> Lines {
    try Lines(
      arms, lines: lines, isTooHigh: { $0.primaryPValue(alternative: .greater) <= tail },
      isTooLow: { $0.primaryPValue(alternative: .less) <= tail })
  }

  static func ruleDifference(_ value: Double, _ arms: Arms, _ lines: ClosedRange<Int>) throws -> Lines {
    try Lines(
      arms, lines: lines,
      isTooHigh: {
        $0.primaryPair == .score
          ? try $0.difference(.miettinenNurminen).lower > value : !$0.exactScoreReaches(difference: value, tail: tail)
      },
      isTooLow: {
        $0.primaryPair == .score
          ? try $0.difference(.miettinenNurminen).upper < value
          : !$0.exchanged.exactScoreReaches(difference: -value, tail: tail)
      })
  }

  static func ruleRatio(_ value: Double, _ arms: Arms, _ lines: ClosedRange<Int>) throws -> Lines {
    try Lines(
      arms, lines: lines,
      isTooHigh: {
        $0.primaryPair == .score
          ? try $0.ratio(.miettinenNurminen).lower > value : !$0.exactScoreReaches(ratio: value, tail: tail)
      },
      isTooLow: {
        $0.primaryPair == .score
          ? try $0.ratio(.miettinenNurminen).upper < value
          : !$0.exchanged.exactScoreReaches(ratio: 1 / value, tail: tail)
      })
  }
}

extension TwoProportions {
  var exchanged: TwoProportions { TwoProportions(control: variant, variant: control) }
}
