import Foundation
import Statistics
import Testing

@Suite("random draws")
struct RandomSourceTests {
  @Test("the same seed gives the same draws, and a split does not depend on what was drawn")
  func reproducible() {
    var a = RandomSource(seed: 42)
    var b = RandomSource(seed: 42)
    let before = a.split(3)
    for _ in 0..<100 { #expect(a.next() == b.next()) }
    #expect(a.split(3) == before)
    #expect(a.split(3) != a.split(4))
    var streams = Set<UInt64>()
    for stream in 0..<1000 {
      var source = a.split(UInt64(stream))
      streams.insert(source.next())
    }
    #expect(streams.count == 1000)
  }

  /// Chi-square of draws against exact masses, categories pooled to an expected count of at least 20.
  private func p(of draws: [Int], mass: (Int) -> Double) throws -> Double {
    let n = Double(draws.count)
    let counts = Dictionary(draws.map { ($0, 1) }, uniquingKeysWith: +)
    var bins: [Int] = []
    var shares: [Double] = []
    var (count, share) = (0, 0.0)
    for k in 0...(draws.max() ?? 0) {
      count += counts[k] ?? 0
      share += mass(k)
      if share * n >= 20 {
        bins.append(count)
        shares.append(share)
        (count, share) = (0, 0)
      }
    }
    bins.append(count)
    shares.append(max(1e-12, 1 - shares.reduce(0, +)))
    return try GoodnessOfFit(counts: bins, shares: shares).pValue
  }

  @Test(
    "binomial draws follow their exact masses, by inversion and by rejection",
    arguments: [(10, 0.03), (300, 0.03), (400, 0.03), (1000, 0.5), (2000, 0.97), (40, 0.4), (100_000, 0.008)])
  func binomial(trials: Int, probability: Double) throws {
    var source = RandomSource(seed: UInt64(trials))
    let draws = (0..<200_000).map { _ in source.binomial(trials, probability) }
    let law = try Binomial(trials: trials, probability: probability)
    #expect(try p(of: draws) { law.mass($0) } > 1e-4)
  }

  @Test("Poisson draws follow their exact masses", arguments: [0.3, 4, 9.9, 10, 55, 900])
  func poisson(mean: Double) throws {
    var source = RandomSource(seed: 5)
    let draws = (0..<200_000).map { _ in source.poisson(mean) }
    #expect(try p(of: draws) { exp(Double($0) * log(mean) - mean - logGamma(Double($0) + 1)) } > 1e-4)
  }

  /// Draws turned into twenty equal classes by their distribution function.
  private func p(_ count: Int = 100_000, _ uniform: () -> Double) throws -> Double {
    var bins = [Int](repeating: 0, count: 20)
    for _ in 0..<count { bins[min(19, Int(uniform() * 20))] += 1 }
    return try GoodnessOfFit(counts: bins, shares: [Double](repeating: 1, count: 20)).pValue
  }

  @Test("continuous draws follow their distribution functions")
  func continuous() throws {
    var source = RandomSource(seed: 11)
    #expect(try p { source.uniform() } > 1e-4)
    #expect(try p { Normal.cdf(source.normal()) } > 1e-4)
    #expect(try p { -expm1(-source.exponential(mean: 3) / 3) } > 1e-4)
    #expect(try p { -expm1(-pow(source.weibull(shape: 0.7, scale: 2) / 2, 0.7)) } > 1e-4)
    #expect(try p { Normal.cdf((log(source.logNormal(logMean: 1, logDeviation: 0.5)) - 1) / 0.5) } > 1e-4)
    for shape in [0.2, 1, 7.5] { #expect(try p { incompleteGamma(shape, source.gamma(shape: shape)).lower } > 1e-4) }
    for (a, b) in [(0.5, 0.5), (2, 60), (0.1, 3)] {
      let law = try Beta(a, b)
      #expect(try p { law.cdf(source.draw(law)) } > 1e-4)
    }
  }

  @Test("impossible parameters give the nearest possible draw")
  func clamped() {
    var source = RandomSource(seed: 1)
    #expect(source.binomial(-3, 0.5) == 0)
    #expect(source.binomial(9, 2) == 9)
    #expect(source.binomial(9, .nan) == 0)
    #expect(source.poisson(-1) == 0)
  }
}
