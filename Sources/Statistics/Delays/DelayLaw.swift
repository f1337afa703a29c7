import Foundation

/// A family of delays: log T = μ + σ W, with W of a fixed law.
public enum DelayLaw: String, CaseIterable, Hashable, Sendable, Codable {
  /// A constant rate from day to day: the mean is eᵘ, and σ is 1.
  case exponential
  /// The rate falls (σ > 1) or rises (σ < 1) by a power of the delay: shape 1/σ, scale eᵘ.
  case weibull
  /// The logarithm of the delay is normal: the median is eᵘ. Its tail is the longest of the three.
  case logNormal = "log-normal"

  /// Whether σ is estimated.
  var hasShape: Bool { self != .exponential }

  /// The chance that W is at most `w`, and of more.
  func chances(_ w: Double) -> (lower: Double, upper: Double) {
    switch self {
    case .exponential, .weibull:
      let z = exp(w)
      return (-expm1(-z), exp(-z))
    case .logNormal: return (Normal.cdf(w), Normal.survival(w))
    }
  }

  func density(_ w: Double) -> Double {
    switch self {
    case .exponential, .weibull:
      let z = exp(w)
      return z.isInfinite ? 0 : z * exp(-z)
    case .logNormal: return Normal.density(w)
    }
  }

  /// The value that W stays below with probability `p`.
  func quantile(_ p: Double) -> Double {
    switch self {
    case .exponential, .weibull: log(-log1p(-p))
    case .logNormal: Normal.quantile(p)
    }
  }
}

/// Delays of one law with its parameters, in days.
public struct DelayDistribution: Hashable, Sendable {
  /// The family.
  public let law: DelayLaw
  /// Mean of the law on the scale of log days, up to the law's own: eᵘ is the mean of an exponential, the scale of a Weibull
  /// and the median of a log-normal law.
  public let location: Double
  /// σ, the spread on the scale of log days; 1 for the exponential law.
  public let spread: Double

  init(unchecked law: DelayLaw, location: Double, spread: Double) {
    self.law = law
    self.location = location
    self.spread = law.hasShape ? spread : 1
  }

  /// A law with its parameters. Throws unless `location` is finite and `spread` positive.
  public init(_ law: DelayLaw, location: Double, spread: Double = 1) throws(StatisticsError) {
    guard location.isFinite, location.magnitude < 100 else {
      throw .outOfRange(name: "location", value: location, expected: "log days, between −100 and 100")
    }
    guard spread > 0, spread < 100 else {
      throw .outOfRange(name: "spread", value: spread, expected: "a number above 0 and below 100")
    }
    self.init(unchecked: law, location: location, spread: spread)
  }

  func standard(_ time: Double) -> Double { (log(time) - location) / spread }

  /// The share of all outcomes that have come by the end of a day of delay, 0...1.
  public func share(through day: Int) -> Double { law.chances(standard(Double(day) + 1)).lower }

  /// The share of all outcomes that come after a day of delay, 0...1.
  public func share(after day: Int) -> Double { law.chances(standard(Double(day) + 1)).upper }

  /// The delay in days that a share of the outcomes does not exceed; ``share(through:)`` of it is the share. Between whole
  /// days, and below 0 for shares that come on the day of the call.
  public func quantile(_ share: Double) -> Double { exp(location + spread * law.quantile(share)) - 1 }

  /// Share of one day of delay, with its gradient by location and log spread.
  func cell(_ day: Int) -> (logarithm: Double, gradient: (Double, Double)) {
    let upper = standard(Double(day) + 1)
    let lower = day == 0 ? -Double.infinity : standard(Double(day))
    let logarithm: Double
    switch law {
    case .exponential, .weibull:
      let (first, last) = (exp(lower), exp(upper))
      logarithm =
        first.isInfinite ? -1e200 : -first + log(max(-expm1(-(last - first)), .leastNonzeroMagnitude))
    case .logNormal:
      let mass =
        lower > 0 ? Normal.survival(lower) - Normal.survival(upper) : Normal.cdf(upper) - Normal.cdf(lower)
      logarithm = log(max(mass, .leastNonzeroMagnitude))
    }
    let (above, below) = (law.density(upper), day == 0 ? 0 : law.density(lower))
    let mass = exp(logarithm)
    guard mass > 0 else { return (logarithm, (0, 0)) }
    return (
      logarithm,
      (
        -(above - below) / spread / mass,
        -(above * upper - (below == 0 ? 0 : below * lower)) / mass
      )
    )
  }

  /// Share through a day, with its gradient by location and log spread.
  func through(_ day: Int) -> (share: Double, gradient: (Double, Double)) {
    let w = standard(Double(day) + 1)
    let density = law.density(w)
    return (law.chances(w).lower, (-density / spread, density == 0 ? 0 : -density * w))
  }
}
