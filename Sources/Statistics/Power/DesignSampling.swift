import Foundation

/// How the trials of a plan hang together.
public enum DesignSampling: Hashable, Sendable {
  /// Each trial on its own: leads called once, from a source without end.
  case independent
  /// Leads of a list that comes to an end.
  case list(FiniteList)
  /// Several trials of one unit, such as calls of a retried lead; the variance is multiplied by the design effect. For
  /// units by the hundred, whose variance is known well enough to need no Student's t.
  case repeated(DesignEffect)
  /// Whole clusters assigned to an arm, such as agents: the design effect, and Student's t with two degrees of freedom
  /// less than there are clusters.
  case clusters(DesignEffect)
}

/// A list of leads of which every one ends up in the test or not called at all, when the question is about this list and
/// no other.
///
/// The rates meant are those that the list would show if every lead were called with one script, and with the other. A
/// lead shows only one of them, so how far the list limits the error depends on how a lead's two answers go together
/// (Neyman 1923): var d = N/(N − 1) · (v₀/n₀ + v₁/n₁ − V/N), with V the variance of the leads' own effects. The test
/// planned must then use the same variance; one that ignores the list is conservative.
public struct FiniteList: Hashable, Sendable {
  /// What is assumed about a lead's two answers.
  public enum Effects: String, Hashable, Sendable, CaseIterable {
    /// No lead is lost by the better script: V = |d|(1 − |d|), the smallest there is for 0/1 answers. The safe choice;
    /// a list then helps very little.
    case monotone
    /// The two answers are independent: V = v₀ + v₁, the usual finite-population correction (N − n)/(N − 1) in each arm
    /// (Cochran 1977, eq. 2.20). Optimistic when scripts move the same leads.
    case independent
  }

  /// Leads on the list, at least 2.
  public let leads: Int
  /// What is assumed about a lead's two answers.
  public let effects: Effects

  /// Throws unless the list has two leads or more.
  public init(leads: Int, effects: Effects = .monotone) throws(StatisticsError) {
    guard leads >= 2 else { throw .tooFew(name: "leads of the list", count: leads, expected: "at least 2") }
    self.leads = leads
    self.effects = effects
  }

  /// The variance of a difference whose independent trials would have `variance`, for the rates given.
  func corrected(_ variance: Double, control: Double, variant: Double) -> Double {
    let n = Double(leads)
    let difference = (variant - control).magnitude
    let own =
      switch effects {
      case .monotone: difference * (1 - difference)
      case .independent: control * (1 - control) + variant * (1 - variant)
      }
    return max(0, n / (n - 1) * (variance - own / n))
  }
}

/// The upper tail of Student's t around a shifted mean, with the bound scaled apart: P(Z + δ > b S), S² = χ²/ν.
///
/// With b the critical t it is the noncentral t; the scale allows for a test whose standard error under the hypothesis is
/// not that under the alternative.
struct ShiftedStudentTail {
  /// ν, at least 1.
  var degreesOfFreedom: Double

  func callAsFunction(shift: Double, bound: Double) -> Double {
    let nu = degreesOfFreedom
    guard nu < 1e8 else { return Normal.survival(bound - shift) }
    let reach = 10 / nu.squareRoot()
    let constant = log(2.0) + 0.5 * nu * log(0.5 * nu) - logGamma(0.5 * nu)
    func density(_ s: Double) -> Double {
      guard s > 0 else { return nu == 1 ? exp(constant) : 0 }
      return exp(constant + (nu - 1) * log(s) - 0.5 * nu * s * s)
    }
    let quadrature = AdaptiveQuadrature(tolerance: 1e-13)
    let (low, high) = (max(0, 1 - reach), 1 + reach)
    func integrand(_ s: Double) -> Double { density(s) * Normal.survival(bound * s - shift) }
    let tail =
      quadrature.integrate(from: low, to: 1, scale: 1e-6, integrand)
      + quadrature.integrate(from: 1, to: high, scale: 1e-6, integrand)
    return min(1, tail)
  }
}
