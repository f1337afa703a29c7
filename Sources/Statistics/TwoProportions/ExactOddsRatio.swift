import Foundation

extension TwoProportions {
  /// The conditional odds ratio with its exact interval (Cornfield 1956): both margins fixed, each bound the odds ratio
  /// at which the tail beyond the observed table is half the error.
  ///
  /// The value is the conditional maximum-likelihood estimate. Never below its level, hence wide; consistent with
  /// one-sided Fisher tests. 0...∞ when the table says nothing.
  func exactConditionalOddsRatio(tail: Double) -> Estimate {
    let law = conditional
    let x = variant.successes
    let (isLowest, isHighest) = (x == law.support.lowerBound, x == law.support.upperBound)
    func split(_ logOddsRatio: Double) -> (below: Double, at: Double, above: Double, mean: Double) {
      NoncentralHypergeometric(central: law, logOddsRatio: logOddsRatio).split(at: x)
    }
    let value: Double =
      isLowest && isHighest
      ? 1 : (isLowest ? 0 : (isHighest ? .infinity : Self.root { split($0).mean - Double(x) }))
    return Estimate(
      value: value,
      lower: isLowest ? 0 : Self.root { log((split($0).at + split($0).above) / tail) },
      upper: isHighest ? .infinity : Self.root { log(tail / (split($0).at + split($0).below)) })
  }

  /// e to the power where the rising `function` crosses 0.
  private static func root(_ function: (Double) -> Double) -> Double {
    var width = 1.0
    while width < 600, function(-width) > 0 || function(width) < 0 { width *= 2 }
    return exp(Brent.root(from: -width, to: width, relative: 1e-14, function))
  }
}
