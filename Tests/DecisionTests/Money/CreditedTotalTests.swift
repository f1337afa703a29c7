import Statistics
import Testing

@testable import Decision

@Suite("The range of what a rule of attribution credits")
struct CreditedTotalTests {
  @Test func `credits alike have the score interval of a Poisson number, whatever each is worth`() {
    let z = Normal.quantile(0.975)
    // 25 credits of 40 EUR: k + z²/2 ± z √(k + z²/4), in credits.
    let range = creditedTotal(25 * 40, squares: 25 * 40 * 40, typical: nil, z: z)
    let (centre, side) = (25 + z * z / 2, z * (25 + z * z / 4).squareRoot())
    #expect(abs(range.lower - 40 * (centre - side)) < 1e-9 && abs(range.upper - 40 * (centre + side)) < 1e-9)
    // Its limits are the means that the credits are z standard errors from: (k − μ)² = z² μ.
    for limit in [range.lower / 40, range.upper / 40] {
      #expect(abs((25 - limit) * (25 - limit) - z * z * limit) < 1e-9)
    }
  }

  @Test func `uneven credits are known less well, more of them better, and a loss has a range too`() {
    let even = creditedTotal(1000, squares: 40_000, typical: nil, z: 2)
    let uneven = creditedTotal(1000, squares: 90_000, typical: nil, z: 2)
    #expect(uneven.lower < even.lower && even.upper < uneven.upper)
    let many = creditedTotal(4000, squares: 160_000, typical: nil, z: 2).scaled(by: 0.25)
    #expect(even.lower < many.lower && many.upper < even.upper)
    let loss = creditedTotal(-100, squares: 10_000, typical: nil, z: 2)
    #expect(loss.lower == -300 && loss.upper == 100)
    // Refunds that leave less than one sum alike: the normal law, and no limit in the millions.
    let small = creditedTotal(10, squares: 2_000_000, typical: nil, z: 2)
    #expect(abs(small.upper - (10 + 2 * 2_000_000.0.squareRoot())) < 1e-9 && small.lower < 0)
    // Nothing credited: z² sales alike are what the score does not exclude, and without a figure nothing is known above.
    #expect(creditedTotal(0, squares: 0, typical: 500, z: 2) == Estimate(value: 0, lower: 0, upper: 2000))
    #expect(creditedTotal(0, squares: 0, typical: nil, z: 2).upper == .infinity)
  }
}
