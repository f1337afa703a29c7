import Foundation

/// The rates over which the p of an exact unconditional test is largest: all, or those inside the arms' own confidence
/// limits (Berger & Boos 1994).
///
/// The chance that the limits miss the rates is added to p, so that the test stays exact.
struct NuisanceRates {
  let control: ClosedRange<Double>
  let variant: ClosedRange<Double>
  /// What is added to p.
  let error: Double

  /// All rates.
  static let all = NuisanceRates(control: 0...1, variant: 0...1, error: 0)

  private init(control: ClosedRange<Double>, variant: ClosedRange<Double>, error: Double) {
    self.control = control
    self.variant = variant
    self.error = error
  }

  /// The rates inside the Clopper–Pearson limits of both arms, which both hold but for the error.
  init(restrictedBy table: TwoProportions, error: Double) {
    func limits(_ arm: Proportion) -> ClosedRange<Double> {
      let interval = arm.clopperPearson(error / 4)
      return interval.lower...interval.upper
    }
    self.init(control: limits(table.control), variant: limits(table.variant), error: error)
  }

  /// The rates that both arms may share; nil when there are none.
  var common: ClosedRange<Double>? {
    control.overlaps(variant) ? control.clamped(to: variant) : nil
  }
}
