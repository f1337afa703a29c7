/// A half-open part of 0..<1 that belongs to one variant.
public struct BucketRange: Hashable, Sendable, Codable {
  /// First fraction of the range.
  public let start: Double
  /// First fraction after the range; equal to `start` when the range is empty.
  public let end: Double

  /// A range from `start` up to but excluding `end`.
  public init(start: Double, end: Double) {
    self.start = start
    self.end = end
  }

  /// Whether a fraction falls into the range.
  public func contains(_ fraction: Double) -> Bool {
    fraction >= start && fraction < end
  }

  /// Consecutive ranges, one per variant, each the first `coverage` of its share.
  ///
  /// Coverage is clamped to 0...1. Shares that do not go with the number of variants, or do not sum to 1 within 1 %,
  /// give way to equal shares: the convention of the published clients, for reproducing their assignments. Plans of
  /// this engine never come here with such shares, since `Variants` refuses them.
  public static func ranges(variants: Int, coverage: Double = 1, shares: [Double]? = nil) -> [BucketRange] {
    guard variants > 0 else { return [] }
    let covered = min(1, max(0, coverage))
    let equal = [Double](repeating: 1 / Double(variants), count: variants)
    var used = shares ?? equal
    let total = used.reduce(0, +)
    if used.count != variants || total < 0.99 || total > 1.01 { used = equal }
    var start = 0.0
    return used.map { share in
      defer { start += share }
      return BucketRange(start: start, end: start + covered * share)
    }
  }

  /// The index of the first range that holds a fraction, or nil where none does.
  public static func index(of fraction: Double, in ranges: [BucketRange]) -> Int? {
    ranges.firstIndex { $0.contains(fraction) }
  }
}
