/// What the test is to show, and with which risks.
public struct Goal: Hashable, Sendable, Codable {
  /// The rate that is compared.
  public enum Metric: String, CaseIterable, Hashable, Sendable, Codable {
    /// Opportunities per call (call-to-opportunity rate).
    case tco
    /// Leads with at least one opportunity per lead.
    case leadConversion = "lead-conversion"
  }

  /// How p-values are adjusted when several challengers face one control.
  public enum Adjustment: String, CaseIterable, Hashable, Sendable, Codable {
    /// Holm's step-down procedure.
    case holm
    /// Dunnett's comparison with a control.
    case dunnett
    /// Hochberg's step-up procedure.
    case hochberg
    /// No adjustment; every reading says so.
    case none
  }

  /// The rate that is compared.
  public var metric: Metric
  /// The control's expected rate, strictly between 0 and 1, where the plan states one.
  public var baseline: Double?
  /// The smallest change worth detecting, where the plan states one.
  public var worthDetecting: Lift?
  /// How much rates of scripts usually differ: the standard deviation of a script's rate around the baseline, as a share
  /// of it, where the plan states one. What a test is worth is judged by it; no error rate depends on it.
  public var priorSpread: Double?
  /// Maturity window in days: a call enters a comparison once this many days have passed, and only opportunities
  /// qualified within it count. Nil: opportunities count as they come, and readings warn.
  public var within: Int?
  /// Risk of a false alarm over the whole test, strictly between 0 and 1 (total over both sides when two-sided).
  public var alpha: Double
  /// Chance of detecting the change worth detecting, strictly between 0 and 1.
  public var power: Double
  /// 1 or 2: whether only a better or also a worse challenger is looked for.
  public var sides: Int
  /// Adjustment for several challengers.
  public var adjustment: Adjustment

  /// A goal; alpha 5 %, power 80 %, two-sided and Holm by default.
  public init(
    metric: Metric = .tco, baseline: Double? = nil, worthDetecting: Lift? = nil, priorSpread: Double? = nil,
    within: Int? = nil,
    alpha: Double = 0.05, power: Double = 0.8, sides: Int = 2, adjustment: Adjustment = .holm
  ) {
    self.metric = metric
    self.baseline = baseline
    self.worthDetecting = worthDetecting
    self.priorSpread = priorSpread
    self.within = within
    self.alpha = alpha
    self.power = power
    self.sides = sides
    self.adjustment = adjustment
  }
}

/// A change of a rate: relative (`+20 %`) or in points (`+0.6 pt`).
public enum Lift: Hashable, Sendable, Codable {
  /// A share of the baseline: 0.2 is +20 %.
  case relative(Double)
  /// A difference of rates: 0.006 is +0.6 point.
  case absolute(Double)

  /// The rate after the change, unclamped.
  public func applied(to baseline: Double) -> Double {
    switch self {
    case .relative(let share): baseline * (1 + share)
    case .absolute(let difference): baseline + difference
    }
  }

  /// The change as a difference of rates.
  public func difference(at baseline: Double) -> Double {
    applied(to: baseline) - baseline
  }
}
