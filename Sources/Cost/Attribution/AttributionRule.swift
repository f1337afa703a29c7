import Foundation

/// How the credit for a sale is divided among the touches that came before it.
///
/// A rule decides what a channel is credited with in absolute terms. It does not compare scripts: these are compared on
/// all outcomes of their assigned leads, whatever the rule.
public enum AttributionRule: String, CaseIterable, Hashable, Sendable, Codable {
  /// All of it to the first touch.
  case first
  /// All of it to the last touch.
  case last
  /// The same to each touch.
  case linear
  /// To each touch a weight that halves with every half-life between touch and sale.
  case timeDecay = "time-decay"
  /// 40 % to the first touch, 40 % to the last, 20 % divided among those between; two touches share equally.
  case positionBased = "position-based"

  /// The share of each touch, in the order of the touches; they sum to 1.
  ///
  /// - Parameters:
  ///   - ages: seconds from each touch to the sale, in the order of time: the oldest, and largest, first. Not negative.
  ///   - halfLifeDays: days in which a touch loses half of its weight under time decay, at least 1.
  public func shares(ages: [Int], halfLifeDays: Int) -> [Double] {
    guard let youngest = ages.last else { return [] }
    let count = ages.count
    switch self {
    case .first: return ages.indices.map { $0 == 0 ? 1 : 0 }
    case .last: return ages.indices.map { $0 == count - 1 ? 1 : 0 }
    case .linear: return ages.map { _ in 1 / Double(count) }
    case .timeDecay:
      // Ages count from the youngest touch, so that the largest weight is 1 and none of a long history underflows to NaN.
      let halfLife = Double(max(halfLifeDays, 1)) * 86_400
      let weights = ages.map { exp2(-Double($0 - youngest) / halfLife) }
      let sum = weights.reduce(0, +)
      return weights.map { $0 / sum }
    case .positionBased:
      if count <= 2 { return ages.map { _ in 1 / Double(count) } }
      return ages.indices.map { $0 == 0 || $0 == count - 1 ? 0.4 : 0.2 / Double(count - 2) }
    }
  }
}
