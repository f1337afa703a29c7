import Foundation

/// One block as the any-time evidence bets on it: its counts, the base rate predicted before it, and the two bets in
/// each direction.
///
/// **The e-value of a block.** In a block of n₁ trials of the variant and n₀ of the control, a bet h ≥ 0 that the
/// variant exceeds the control by more than δ multiplies the stake by
///
///     S = ∏ variant (1 + (h/n₁)(x − r₁)) · ∏ control (1 − (h/n₀)(x − r₀)),      r₁ − r₀ = δ,
///
/// over the outcomes x of 0 or 1. **Its expectation is at most 1 under every pair of rates with θ₁ − θ₀ ≤ δ**, for
/// any h and r chosen before the block that keep the factors from being negative: by independence and 1 + y ≤ eʸ,
///
///     E S ≤ exp(Σ (h/n₁)(θ₁ − r₁) − Σ (h/n₀)(θ₀ − r₀)) = exp(h((θ₁ − θ₀) − δ)) ≤ 1.
///
/// The rates may differ between trials; θ₁ and θ₀ are then the means over the block. An arm without trials forces h =
/// 0.
///
/// **It is the growth-optimal e-value** where those rates are inside 0...1. S is the likelihood ratio of the rates θₖ
/// = rₖ ± h rₖ(1 − rₖ)/nₖ against (r₀, r₁), and (r₀, r₁) is the point of {θ₁ − θ₀ ≤ δ} nearest to them in
/// Kullback–Leibler divergence, since the difference is normal to the line there: the reverse information projection
/// of Turner & Grünwald (2023), of which Turner, Ly & Grünwald (2024), theorem 1, is the case δ = 0, r₀ = r₁ = (n₀θ₀
/// + n₁θ₁)/(n₀ + n₁). Starting from the null point makes the projection a formula instead of an optimisation.
///
/// **Ratios.** Against θ₁ ≤ ρ θ₀ the factors are 1 + (h/n₁)(a x − p) and 1 − (h/n₀)(b x − p) with b = ρ a and the
/// predicted rate p: the same inequality gives E S ≤ exp(h a(θ₁ − ρ θ₀)) ≤ 1. With a = min(1, 1/ρ) and b = min(1, ρ)
/// no factor is negative for any ρ.
struct TwoStreamStake: Hashable, Sendable {
  /// The mixture of bets held in each direction.
  struct Bets: Hashable, Sendable {
    /// On the effect worth detecting, raised when the evidence lags behind the plan.
    var steady: Double
    /// On twice that effect, for early stops.
    var fast: Double

    static let none = Bets(steady: 0, fast: 0)
    /// The logarithms of the stakes at the start, 9/10 and 1/10.
    static let logWeights = Bets(steady: -0.10536051565782630, fast: -2.3025850929940457)
  }

  var controlSuccesses: Double
  var controlTrials: Double
  var variantSuccesses: Double
  var variantTrials: Double
  /// The pooled rate predicted before the block, strictly between 0 and 1.
  var pooled: Double
  /// Bets that the variant is above the control.
  var variantAbove: Bets
  /// Bets that the control is above the variant.
  var controlAbove: Bets

  /// The same block with the arms exchanged.
  var exchanged: TwoStreamStake {
    TwoStreamStake(
      controlSuccesses: variantSuccesses, controlTrials: variantTrials, variantSuccesses: controlSuccesses,
      variantTrials: controlTrials, pooled: pooled, variantAbove: controlAbove, controlAbove: variantAbove)
  }

  /// log S against θ₁ − θ₀ ≤ `difference` for a bet `h` on the variant.
  ///
  /// The null point has the predicted pooled rate, moved inside 0...1 where it must be. r₁ never falls and r₀ never
  /// rises with the difference, so that every factor, and the evidence, falls: the differences not yet rejected are an
  /// interval, without exception.
  func logValue(difference: Double, bet h: Double) -> Double {
    guard h > 0 else { return 0 }
    let wanted = pooled - difference * (variantTrials / (variantTrials + controlTrials))
    let control = min(max(wanted, -difference, 0), 1 - difference, 1)
    return logValue(bet: h, variant: (1, control + difference), control: (1, control))
  }

  /// log S against θ₁ ≤ ρ θ₀ for a bet `h` on the variant, with a = min(1, 1/ρ) and b = min(1, ρ).
  ///
  /// a never rises and b never falls with ρ, and only the factors of successes hold them: the evidence falls with ρ.
  func logValue(ratio: RatioPoint, bet h: Double) -> Double {
    guard h > 0 else { return 0 }
    return logValue(bet: h, variant: (ratio.variantSlope, pooled), control: (ratio.controlSlope, pooled))
  }

  /// The factors 1 ± (h/n)(slope · x − offset).
  private func logValue(
    bet h: Double, variant: (slope: Double, offset: Double), control: (slope: Double, offset: Double)
  ) -> Double {
    let up = h / variantTrials
    let down = h / controlTrials
    return variantSuccesses * log1p(up * (variant.slope - variant.offset))
      + (variantTrials - variantSuccesses) * log1p(-up * variant.offset)
      + controlSuccesses * log1p(-down * (control.slope - control.offset))
      + (controlTrials - controlSuccesses) * log1p(down * control.offset)
  }
}

/// A ratio ρ in 0...∞ as a point of −1...1: ρ = 1 + u below 0 and 1/(1 − u) above.
struct RatioPoint: Hashable, Sendable {
  var u: Double

  /// min(1, 1/ρ).
  var variantSlope: Double { min(1, 1 - u) }
  /// min(1, ρ).
  var controlSlope: Double { min(1, 1 + u) }
  /// ρ, which is infinite at u = 1.
  var ratio: Double { controlSlope / variantSlope }
}
