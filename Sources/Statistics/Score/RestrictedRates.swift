import Foundation

/// The most likely pair of rates under a fixed difference, ratio or odds ratio, with each failure rate beside its rate
/// so that neither end of 0...1 costs digits.
struct RestrictedRates: Hashable, Sendable {
  var control: Double
  var controlFailure: Double
  var variant: Double
  var variantFailure: Double

  var mirrored: RestrictedRates {
    RestrictedRates(
      control: controlFailure, controlFailure: control, variant: variantFailure, variantFailure: variant)
  }

  var exchanged: RestrictedRates {
    RestrictedRates(
      control: variant, controlFailure: variantFailure, variant: control, variantFailure: controlFailure)
  }
}

/// The four cells of a 2×2 table, whole or expected.
struct TableCells: Hashable, Sendable {
  var controlSuccesses: Double
  var controlFailures: Double
  var variantSuccesses: Double
  var variantFailures: Double

  var controlTrials: Double { controlSuccesses + controlFailures }
  var variantTrials: Double { variantSuccesses + variantFailures }
  var successes: Double { controlSuccesses + variantSuccesses }
  var failures: Double { controlFailures + variantFailures }
  var total: Double { successes + failures }

  var mirrored: TableCells {
    TableCells(
      controlSuccesses: controlFailures, controlFailures: controlSuccesses,
      variantSuccesses: variantFailures, variantFailures: variantSuccesses)
  }

  var exchanged: TableCells {
    TableCells(
      controlSuccesses: variantSuccesses, controlFailures: variantFailures,
      variantSuccesses: controlSuccesses, variantFailures: controlFailures)
  }
}

extension TwoProportions {
  /// The four counts as numbers.
  var cells: TableCells {
    TableCells(
      controlSuccesses: control.x, controlFailures: Double(control.failures),
      variantSuccesses: variant.x, variantFailures: Double(variant.failures))
  }
}

extension TableCells {
  /// Restricted to variant = control + `difference` (Miettinen & Nurminen 1985, appendix 1).
  func restricted(difference: Double) -> RestrictedRates {
    // Reduced to a non-negative difference and mostly failures, where the small rate keeps its relative accuracy.
    if difference < 0 { return exchanged.restricted(difference: -difference).exchanged }
    if successes > failures { return mirrored.exchanged.restricted(difference: difference).exchanged.mirrored }
    let top = 1 - difference
    let p = top > 0 ? lowRate(difference, top) : 0
    return RestrictedRates(
      control: p, controlFailure: 1 - p, variant: min(1, p + difference), variantFailure: max(0, top - p))
  }

  /// The control rate in [0, top] that maximises the likelihood for a difference ≥ 0: the cubic's middle root,
  /// polished by Newton's method on p · (d log L / d p), since the trigonometric form is only absolutely accurate.
  private func lowRate(_ difference: Double, _ top: Double) -> Double {
    let (x1, x0) = (variantSuccesses, controlSuccesses)
    let (f1, f0) = (variantFailures, controlFailures)
    if difference == 0 { return successes / total }
    // The slope of the log likelihood at the ends, where no success or failure keeps the rate away from them.
    if x0 == 0, x1 / difference - f1 / top - f0 <= 0 { return 0 }
    if f1 == 0, x0 / top + x1 - f0 / difference >= 0 { return top }
    let a = total
    let b = (controlTrials + total) * difference - total - successes
    let c = (controlTrials * difference - total - 2 * x0) * difference + successes
    let d = x0 * difference * top
    let third = b / (3 * a)
    let v = third * third * third - b * c / (6 * a * a) + d / (2 * a)
    let u = max(0, third * third - c / (3 * a)).squareRoot() * (v > 0 ? 1 : -1)
    let cosine = u == 0 ? 0 : min(1, max(-1, v / (u * u * u)))
    var p = 2 * u * cos((.pi + acos(cosine)) / 3) - third
    var lower = 0.0
    var upper = top
    if !(p > lower && p < upper) { p = 0.5 * upper }
    for _ in 0..<60 {
      let q1 = top - p
      let q0 = 1 - p
      let p1 = p + difference
      let slope = x1 / p1 - f1 / q1 - f0 / q0
      let value = x0 + p * slope
      if value > 0 { lower = p } else if value < 0 { upper = p } else { break }
      let derivative = slope - p * (x1 / (p1 * p1) + f1 / (q1 * q1) + f0 / (q0 * q0))
      var next = p - value / derivative
      if !(next > lower && next < upper) { next = 0.5 * (lower + upper) }
      let moved = (next - p).magnitude
      p = next
      if moved <= 3e-16 * p { break }
    }
    return p
  }

  /// Restricted to variant = `ratio` · control (Miettinen & Nurminen 1985, eq. 12; Koopman 1984).
  func restricted(ratio: Double) -> RestrictedRates {
    // A ratio above 1 is a ratio below 1 with the arms exchanged; then the control rate is the larger one.
    if ratio > 1 { return exchanged.restricted(ratio: 1 / ratio).exchanged }
    let m = successes
    if m == 0 { return RestrictedRates(control: 0, controlFailure: 1, variant: 0, variantFailure: 1) }
    // N r p² − 2h p + m = 0; for the failure rate q = 1 − p it reads N r q² − 2(N r − h) q − f₀(1 − r) = 0.
    let a = total * ratio
    let h = 0.5 * (variantTrials * ratio + variantSuccesses + controlTrials + controlSuccesses * ratio)
    let gap = controlFailures * (1 - ratio)
    let root = ((a - h) * (a - h) + a * gap).squareRoot()
    let p = min(1, m / (h + root))
    let q = a > h ? (a - h + root) / a : (gap > 0 ? gap / (root + h - a) : 0)
    return RestrictedRates(
      control: p, controlFailure: min(1, q), variant: ratio * p, variantFailure: (1 - ratio) + ratio * min(1, q))
  }

  /// Restricted to odds of the variant = `oddsRatio` · odds of the control; all successes are then as observed.
  func restricted(oddsRatio: Double) -> RestrictedRates {
    if oddsRatio > 1 { return exchanged.restricted(oddsRatio: 1 / oddsRatio).exchanged }
    let (m, f) = (successes, failures)
    if m == 0 { return RestrictedRates(control: 0, controlFailure: 1, variant: 0, variantFailure: 1) }
    if f == 0 { return RestrictedRates(control: 1, controlFailure: 0, variant: 1, variantFailure: 0) }
    // n₀(1 − θ) p² − 2b p + m = 0; for the failure rate q = 1 − p it reads n₀(1 − θ) q² + 2c q − θ f = 0.
    let a = controlTrials * (1 - oddsRatio)
    // Counts are subtracted before anything else, where they do so exactly.
    let b = 0.5 * (controlTrials + m + oddsRatio * (variantFailures - controlSuccesses))
    let c = 0.5 * ((variantSuccesses - controlFailures) + oddsRatio * (controlTrials + f))
    let root = (c * c + a * oddsRatio * f).squareRoot()
    let p0 = min(1, m / (b + root))
    let q0 = min(1, c > 0 ? oddsRatio * f / (c + root) : (root - c) / a)
    let mix = q0 + oddsRatio * p0
    return RestrictedRates(
      control: p0, controlFailure: q0, variant: oddsRatio * p0 / mix, variantFailure: q0 / mix)
  }
}
