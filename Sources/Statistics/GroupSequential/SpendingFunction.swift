import Foundation

/// How the error of one side is spent as information accrues.
///
/// The cumulative spend is 0 at information 0 and all of alpha from information 1 on, whatever the function; looks need not
/// be foreseen (Lan & DeMets 1983). The times of the looks must not be chosen from the results seen.
public struct SpendingFunction: Hashable, Sendable {
  private enum Shape: Hashable, Sendable {
    case obrienFleming
    case pocock
    case kimDeMets(Double)
    case hwangShihDeCani(Double)
    case table(SpendingTable)
  }

  /// The functions that have a name; two of them take a parameter.
  public enum Name: String, Hashable, Sendable, CaseIterable {
    /// 2 − 2Φ(z_{α/2}/√t): very little early (Lan & DeMets 1983).
    case obrienFleming = "obrien-fleming"
    /// α ln(1 + (e − 1)t): nearly the same bound at every look (Lan & DeMets 1983).
    case pocock
    /// α t^ρ with a parameter ρ > 0 (Kim & DeMets 1987); ρ = 1 spends in proportion to information.
    case kimDeMets = "kim-demets"
    /// α(1 − e^{−γt})/(1 − e^{−γ}) with any finite γ (Hwang, Shih & DeCani 1990); γ = 0 spends in proportion.
    case hwangShihDeCani = "hwang-shih-decani"
  }

  private let shape: Shape

  private init(_ shape: Shape) { self.shape = shape }

  /// 2 − 2Φ(z_{α/2}/√t): very little early.
  public static let obrienFleming = SpendingFunction(.obrienFleming)
  /// α ln(1 + (e − 1)t): nearly the same bound at every look.
  public static let pocock = SpendingFunction(.pocock)

  /// α t^ρ. Throws unless `rho` is above 0 and at most 1000.
  public static func kimDeMets(rho: Double) throws(StatisticsError) -> SpendingFunction {
    guard rho > 0, rho <= 1000 else {
      throw .outOfRange(name: "rho", value: rho, expected: "a number above 0 and at most 1000")
    }
    return SpendingFunction(.kimDeMets(rho))
  }

  /// α(1 − e^{−γt})/(1 − e^{−γ}). Throws unless `gamma` is from −1000 to 1000; negative values spend late.
  public static func hwangShihDeCani(gamma: Double) throws(StatisticsError) -> SpendingFunction {
    guard gamma.magnitude <= 1000 else {
      throw .outOfRange(name: "gamma", value: gamma, expected: "a number from -1000 to 1000")
    }
    return SpendingFunction(.hwangShihDeCani(gamma))
  }

  /// A user's own table, interpolated linearly.
  public static func table(_ table: SpendingTable) -> SpendingFunction { SpendingFunction(.table(table)) }

  /// The function of this name. Throws when a parameter is missing, not wanted, or outside its range.
  public init(_ name: Name, parameter: Double? = nil) throws(StatisticsError) {
    switch (name, parameter) {
    case (.obrienFleming, nil): self = .obrienFleming
    case (.pocock, nil): self = .pocock
    case (.kimDeMets, let rho?): self = try .kimDeMets(rho: rho)
    case (.hwangShihDeCani, let gamma?): self = try .hwangShihDeCani(gamma: gamma)
    case (_, let value):
      throw .outOfRange(
        name: "parameter of \(name.rawValue)", value: value ?? .nan,
        expected: value == nil ? "its parameter to be stated" : "no parameter: \(name.rawValue) has none")
    }
  }

  /// The part of `alpha` spent when `information` has been seen: 0 at 0, `alpha` exactly from 1 on, never decreasing.
  ///
  /// `alpha` is the error of this side, in 0...1; `information` is a fraction of the planned one and may exceed 1.
  public func spent(of alpha: Double, at information: Double) -> Double {
    guard information > 0 else { return 0 }
    guard information < 1 else { return alpha }
    switch shape {
    case .obrienFleming:
      return min(alpha, 2 * Normal.survival(Normal.quantile(survival: alpha / 2) / information.squareRoot()))
    case .pocock: return alpha * log1p(1.718281828459045235 * information)
    case .kimDeMets(let rho): return alpha * pow(information, rho)
    case .hwangShihDeCani(let gamma):
      // Written with negative exponents on both branches, so that nothing overflows.
      if gamma.magnitude < 1e-12 { return alpha * information }
      if gamma > 0 { return alpha * (expm1(-gamma * information) / expm1(-gamma)) }
      return alpha * exp(gamma * (1 - information)) * (expm1(gamma * information) / expm1(gamma))
    case .table(let table): return alpha * table.share(at: information)
    }
  }
}

/// A user's own spending: the share of alpha spent at given fractions of information, straight lines between them.
public struct SpendingTable: Hashable, Sendable {
  /// Fractions of the planned information, increasing from above 0 to 1.
  public let information: [Double]
  /// Share of alpha spent by then, never decreasing, 0 to 1; the last is 1.
  public let shares: [Double]

  /// Throws unless the lists have the same length, `information` increases from above 0 to exactly 1, and `shares`
  /// never falls and ends at exactly 1.
  public init(information: [Double], shares: [Double]) throws(StatisticsError) {
    guard information.count == shares.count else {
      throw .unequalLengths(
        first: "information", firstCount: information.count, second: "shares", secondCount: shares.count)
    }
    guard let end = information.last, let all = shares.last else {
      throw .tooFew(name: "spending table", count: 0, expected: "at least the pair (1, 1)")
    }
    var before = (information: 0.0, share: 0.0)
    for (time, share) in zip(information, shares) {
      guard time > before.information else {
        throw .outOfRange(
          name: "information of the spending table", value: time, expected: "fractions that increase from above 0 to 1")
      }
      guard share >= before.share else {
        throw .outOfRange(
          name: "share of the spending table", value: share, expected: "shares from 0 to 1 that never decrease")
      }
      before = (time, share)
    }
    guard end == 1 else {
      throw .outOfRange(name: "last information of the spending table", value: end, expected: "1")
    }
    guard all == 1 else {
      throw .outOfRange(name: "last share of the spending table", value: all, expected: "1, all of alpha")
    }
    self.information = information
    self.shares = shares
  }

  /// The share spent at `time`; 0 at 0, 1 from 1 on.
  public func share(at time: Double) -> Double {
    guard time > 0 else { return 0 }
    guard let next = information.firstIndex(where: { $0 >= time }) else { return 1 }
    let before = next == 0 ? (0, 0) : (information[next - 1], shares[next - 1])
    let part = (time - before.0) / (information[next] - before.0)
    return part >= 1 ? shares[next] : before.1 + part * (shares[next] - before.1)
  }
}
