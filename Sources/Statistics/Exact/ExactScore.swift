import Foundation

/// The exact unconditional test that the variant is higher than a difference or a ratio, tables ordered by the score, and
/// the limits that invert it (Chan & Zhang 1999), over the rates inside the arms' own confidence limits (Berger & Boos
/// 1994).
///
/// The tables whose score is at least the observed one have some probability at each pair of rates with the tested
/// contrast. The p is the largest over the pairs inside the limits, bounded by ``LineSupremum``, plus the chance that the
/// limits miss. Restricting the rates keeps far-off ones, where the order is poor, from spoiling p; and the work does not
/// grow with the trials, but with the successes.
struct ExactScore {
  /// The chance, at most, that the confidence limits of the arms miss their rates; a part of every one-sided p.
  static let nuisanceError = 1e-7
  /// The largest sum of the standard deviations of both arms' successes that is answered from five expected counts on:
  /// some seconds. The score test and the Miettinen–Nurminen interval say the same there.
  static let largestSpread = 500.0
  /// The same below five expected counts, where one arm is tiny and nothing else says the same.
  static let largestSparseSpread = 2_500.0

  private let table: TwoProportions
  private let nuisance: NuisanceRates
  private let controlSuccesses: ClosedRange<Int>
  private let variantSuccesses: ClosedRange<Int>

  init(_ table: TwoProportions) {
    self.table = table
    nuisance = NuisanceRates(restrictedBy: table, error: Self.nuisanceError)
    controlSuccesses = BernsteinSupremum.successes(of: table.control.trials, rates: nuisance.control)
    variantSuccesses = BernsteinSupremum.successes(of: table.variant.trials, rates: nuisance.variant)
  }

  /// The p of equal rates against a higher variant.
  var pOfEquality: Double {
    guard table.observedDifference > 0 || !table.isOneSided else { return 1 }
    return p(.difference, 0)
  }

  /// The p of a value of the contrast against a higher one.
  func p(_ contrast: ScoreContrast, _ value: Double) -> Double {
    let supremum = supremum(contrast, value)
    guard supremum.line.low <= supremum.line.high else {
      // All rates inside the limits are above the value, or all below.
      return isAbove(contrast, value) ? nuisance.error : 1
    }
    return min(1, supremum.largest(likely: likely(contrast, value)) + nuisance.error)
  }

  /// Whether a value of the contrast is not rejected in favour of a higher one, which is settled sooner than p is found.
  func isKept(_ contrast: ScoreContrast, _ value: Double, tail: Double) -> Bool {
    let supremum = supremum(contrast, value)
    guard supremum.line.low <= supremum.line.high else { return !isAbove(contrast, value) }
    return supremum.exceeds(tail - nuisance.error, likely: likely(contrast, value))
  }

  /// Whether the rates inside the limits reach above a value of the contrast.
  private func isAbove(_ contrast: ScoreContrast, _ value: Double) -> Bool {
    let (control, variant) = (nuisance.control.lowerBound, nuisance.variant.upperBound)
    return contrast == .ratio ? variant > value * control : variant - control > value
  }

  private func supremum(_ contrast: ScoreContrast, _ value: Double) -> LineSupremum {
    let line = contrast == .ratio ? ContrastLine(ratio: value) : ContrastLine(difference: value)
    return LineSupremum(
      region: region(contrast, value), line: line.within(control: nuisance.control, variant: nuisance.variant),
      finest: 1e-7 * table.rateSpread)
  }

  /// The control rate at which the supremum is first looked for.
  private func likely(_ contrast: ScoreContrast, _ value: Double) -> Double {
    contrast == .ratio
      ? table.cells.restricted(ratio: value).control : table.cells.restricted(difference: value).control
  }

  /// The tables whose score is at least the observed one; what agrees to 1e-10 is a tie.
  private func region(_ contrast: ScoreContrast, _ value: Double) -> StaircaseRegion {
    let observed = table.score(contrast).score(at: value)
    let floor = observed - 1e-10 * max(1, observed.magnitude)
    return StaircaseRegion(
      of: table, control: controlSuccesses, variant: variantSuccesses
    ) { control, variant in
      let other = TwoProportions(
        control: Proportion(unchecked: control, of: table.control.trials),
        variant: Proportion(unchecked: variant, of: table.variant.trials))
      return other.score(contrast).score(at: value) >= floor
    }
  }
}

extension TwoProportions {
  func exactScore(_ alternative: Alternative) -> TestResult {
    guard answers(.exactScore) else { return pooledZ(alternative) }
    let p =
      switch alternative {
      case .greater: ExactScore(self).pOfEquality
      case .less: ExactScore(exchanged).pOfEquality
      case .twoSided:
        // The region of the other side holds the observed table and all that are less extreme: its p is not smaller.
        min(1, 2 * ExactScore(observedDifference < 0 ? exchanged : self).pOfEquality)
      }
    return TestResult(statistic: pooledStatistic, pValue: p)
  }
}
