import Foundation

/// A point of 0...1 by both its distances, so that neither end costs digits.
struct UnitSplit: Hashable, Sendable {
  /// Distance from 0.
  var below: Double
  /// Distance from 1.
  var above: Double

  var odds: Double { below / above }
  var mirrored: UnitSplit { UnitSplit(below: above, above: below) }

  /// How far this point lies above `other`.
  func distance(from other: UnitSplit) -> Double {
    below < 0.5 ? below - other.below : other.above - above
  }

  /// The point whose logit is that of this one plus `step`.
  func moved(by step: Double) -> UnitSplit {
    let growth = exp(step)
    let scale = above + below * growth
    return UnitSplit(below: below * growth / scale, above: above / scale)
  }
}
