import Foundation
import Statistics
import Testing

/// Figures from mpmath 1.4.1 at 50 digits unless noted.
@Suite("special functions and distributions")
struct SpecialFunctionTests {
  @Test(
    "normal distribution function in both tails",
    arguments: [
      (-3.0, 0.0013498980316300946), (5, 0.9999997133484281), (-37, 5.725571222524577e-300),
      (-8.222082216130435, 1e-16), (0, 0.5), (-20, 2.7536241186062337e-89),
    ])
  func normalCDF(z: Double, p: Double) {
    #expect(agrees(Normal.cdf(z), p, within: 2e-14))
    #expect(agrees(Normal.survival(-z), p, within: 2e-14))
  }

  @Test(
    "normal quantiles down to 1e-300",
    arguments: [
      (0.01, -2.326347874040841), (0.25, -0.6744897501960817), (1e-50, -14.933337534788489),
      (1e-300, -37.0470962993612), (0.001, -3.0902323061678136), (1e-16, -8.222082216130435),
      (0.1, -1.2815515655446004), (1e-5, -4.264890793922825), (1e-20, -9.262340089798407),
    ])
  func normalQuantile(p: Double, z: Double) {
    #expect(agrees(Normal.quantile(p), z, within: 1e-14))
    #expect(agrees(Normal.quantile(survival: p), -z, within: 1e-14))
  }

  @Test("quantile and distribution function are inverse to each other")
  func roundTrip() {
    for exponent in stride(from: -300.0, to: -0.31, by: 1.7) {
      let p = pow(10, exponent)
      #expect(agrees(Normal.cdf(Normal.quantile(p)), p, within: 3e-13))
    }
  }

  @Test(
    "incomplete beta function and complement, each to its own accuracy",
    arguments: [
      (1.0, 1.0, 0.3, 0.3, 0.7), (500_000, 500_000, 0.5005, 0.8413447460685732, 0.1586552539314268),
      (301, 9701, 0.036, 0.9994780679340318, 0.0005219320659681398), (0.001, 0.001, 0.5, 0.5, 0.5),
      (61, 2001, 0.06, 0.9999999999455947, 5.440520484074444e-11),
      (0.18, 0.18, 0.03, 0.2785447365871975, 0.7214552634128025),
      (30001, 970_001, 0.0303, 0.9598820272665182, 0.04011797273348185),
    ])
  func incompleteBeta(a: Double, b: Double, x: Double, value: Double, complement: Double) throws {
    let function = try IncompleteBeta(a, b, x)
    #expect(agrees(function.value, value, within: 1e-12))
    #expect(agrees(function.complement, complement, within: 1e-12))
  }

  @Test(
    "beta quantiles invert the distribution function",
    arguments: [
      (0.5, 10_000_000.5), (1.5, 28.5), (300.5, 9700.5), (9700.5, 300.5), (0.5, 0.5), (5e6, 5e6), (20.5, 0.5),
    ])
  func betaQuantile(a: Double, b: Double) throws {
    let law = try Beta(a, b)
    for p in [1e-10, 0.025, 0.5, 0.9] {
      #expect(agrees(law.cdf(law.quantile(p)), p, within: 1e-11))
      // Next to 1 a quantile has only the digits that 1 − x leaves it.
      let upper = law.quantile(survival: p)
      if upper < 1 - 1e-9 { #expect(agrees(law.survival(upper), p, within: 1e-7)) }
    }
  }

  @Test(
    "logarithms of counts keep their digits when large terms cancel",
    arguments: [(10, 3, 4.787491742782046), (1000, 50, 195.66426892673616), (10_000_000, 1, 16.11809565095832)])
  func logChoose(n: Int, k: Int, value: Double) { #expect(agrees(Statistics.logChoose(n, k), value, within: 1e-14)) }

  @Test("log B(a, b) obeys its recurrence also where a + b is ten million")
  func logBeta() {
    for (a, b) in [(0.5, 0.5), (3, 9_999_997.0), (5e6, 5e6), (1e-8, 2.0)] {
      // B(a + 1, b) = B(a, b) · a/(a + b)
      let step = Statistics.logBeta(a + 1, b) - Statistics.logBeta(a, b)
      #expect((step - log(a / (a + b))).magnitude <= 2e-15 * Statistics.logBeta(a, b).magnitude + 1e-14)
    }
    #expect(agrees(Statistics.logBeta(0.5, 0.5), log(.pi), within: 1e-14))
  }

  @Test("chi-square, t and F are the same tail where they coincide")
  func relations() throws {
    for t in [0.3, 1.96, 5, 30] {
      let f = try FisherF(numerator: 1, denominator: 7)
      #expect(agrees(f.survival(t * t), 2 * (try StudentT(degreesOfFreedom: 7)).survival(t), within: 1e-13))
      #expect(
        agrees(try ChiSquare(degreesOfFreedom: 1).survival(t * t), 2 * Normal.survival(t), within: 1e-12))
      // Two degrees of freedom: exp(−x/2).
      #expect(agrees(try ChiSquare(degreesOfFreedom: 2).survival(t), exp(-t / 2), within: 1e-14))
      // Cauchy: ½ − atan(t)/π.
      #expect(agrees(try StudentT(degreesOfFreedom: 1).survival(t), 0.5 - atan(t) / .pi, within: 1e-13))
    }
    let law = try StudentT(degreesOfFreedom: 4.7)
    #expect(agrees(law.survival(law.quantile(survival: 0.025)), 0.025, within: 1e-13))
  }

  @Test("masses sum to the distribution functions")
  func sums() throws {
    let binomial = try Binomial(trials: 60, probability: 0.03)
    let hypergeometric = try Hypergeometric(marked: 40, unmarked: 25, drawn: 12)
    let mixed = try BetaBinomial(trials: 30, beta: Beta(0.5, 7))
    var (b, h, m) = (0.0, 0.0, 0.0)
    for k in 0...60 {
      b += binomial.mass(k)
      #expect(agrees(binomial.cdf(k), b, within: 1e-12))
    }
    for k in 0...12 {
      h += hypergeometric.mass(k)
      #expect(agrees(hypergeometric.cdf(k), h, within: 1e-12))
    }
    for k in 0...30 { m += mixed.mass(k) }
    #expect(agrees(m, 1, within: 1e-13))
  }

  @Test("quadrature and root finding reach machine precision")
  func numerics() throws {
    #expect(
      agrees(
        AdaptiveQuadrature().integrate(from: 0, to: 1) { 1 / (1 + 1e4 * $0 * $0) }, 0.01 * atan(100), within: 1e-13))
    let rule = try GaussLegendre(count: 5)
    #expect(agrees(rule.integrate(from: 0, to: 2) { $0 * $0 * $0 * $0 * $0 * $0 * $0 * $0 }, 512.0 / 9, within: 1e-14))
    #expect(agrees(Brent.root(from: 0, to: 2) { $0 * $0 - 2 }, 2.0.squareRoot(), within: 4e-16))
  }
}
