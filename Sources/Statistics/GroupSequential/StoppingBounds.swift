import Foundation

/// The bounds of one look on the standardised statistic Z.
public struct LookBounds: Hashable, Sendable {
  /// Fraction of the planned information seen at the look; above 1 when over-running.
  public let information: Double
  /// The look stops when Z is at most this; −∞ when it cannot stop below.
  public let lower: Double
  /// The look stops when Z is at least this; ∞ when it cannot stop above.
  public let upper: Double

  /// The fractions of information that are answered.
  public static let informationRange = 1e-12...1e12

  /// Throws unless the information is within ``informationRange`` and `lower` is at most `upper`.
  public init(
    information: Double, lower: Double = -.infinity, upper: Double = .infinity
  ) throws(StatisticsError) {
    guard Self.informationRange.contains(information) else {
      throw .outOfRange(
        name: "information", value: information, expected: "a number above 0, as a fraction of the plan")
    }
    guard !upper.isNaN else { throw .outOfRange(name: "upper bound", value: upper, expected: "a number or infinity") }
    guard lower <= upper else {
      throw .outOfRange(name: "lower bound", value: lower, expected: "at most the upper bound, which is \(upper)")
    }
    self.init(unchecked: information, lower: lower, upper: upper)
  }

  init(unchecked information: Double, lower: Double, upper: Double) {
    self.information = information
    self.lower = lower
    self.upper = upper
  }

  /// The side on which `z` stops at this look; nil when the test goes on.
  public func side(of z: Double) -> StoppingSide? {
    if z >= upper { return .upper }
    return z <= lower ? .lower : nil
  }
}

/// A side on which a look stops.
public enum StoppingSide: String, Hashable, Sendable, CaseIterable {
  /// The variant is above the control.
  case upper
  /// The variant is below the control, or shows too little.
  case lower
}

/// The bounds of all looks of a group-sequential test, in order.
///
/// Z is standardised to variance 1 at each look; at information t its mean is drift · √t, where the drift is the expected Z
/// at information 1. Probabilities are those of the normal process with independent increments (Jennison & Turnbull
/// 2000, ch. 3), to an absolute error of 1e-9. Not for small expected counts: use ``SequentialStatistic/exact`` there.
public struct StoppingBounds: Hashable, Sendable {
  /// The largest number of looks answered.
  public static let mostLooks = 1000
  /// The smallest step between looks answered, as a share of the information: nearer looks are one look.
  public static let smallestStep = 1e-7

  /// The looks, information increasing.
  public let looks: [LookBounds]

  /// Throws when there is no look or more than ``mostLooks``, or when information does not increase from look to look.
  public init(_ looks: [LookBounds]) throws(StatisticsError) {
    try Self.require(information: looks.map(\.information))
    self.looks = looks
  }

  init(unchecked looks: [LookBounds]) {
    self.looks = looks
  }

  /// Bounds from lists of equal length; a missing list is one of bounds that cannot be reached.
  public init(
    information: [Double], lower: [Double]? = nil, upper: [Double]? = nil
  ) throws(StatisticsError) {
    for (name, list) in [("lower bounds", lower), ("upper bounds", upper)] {
      guard let list, list.count != information.count else { continue }
      throw .unequalLengths(
        first: "information", firstCount: information.count, second: name, secondCount: list.count)
    }
    var looks: [LookBounds] = []
    for (index, time) in information.enumerated() {
      looks.append(
        try LookBounds(information: time, lower: lower?[index] ?? -.infinity, upper: upper?[index] ?? .infinity))
    }
    try self.init(looks)
  }

  /// Fractions of information 1/looks, 2/looks, …, 1. Throws unless `looks` is from 1 to ``mostLooks``.
  public static func equalInformation(looks: Int) throws(StatisticsError) -> [Double] {
    guard looks >= 1, looks <= mostLooks else {
      throw .outOfRange(name: "looks", value: Double(looks), expected: "a whole number from 1 to \(mostLooks)")
    }
    return (1...looks).map { Double($0) / Double(looks) }
  }

  /// Fractions of information of the looks.
  public var information: [Double] { looks.map(\.information) }
  /// Lower bounds of the looks; −∞ where none can be reached.
  public var lower: [Double] { looks.map(\.lower) }
  /// Upper bounds of the looks; ∞ where none can be reached.
  public var upper: [Double] { looks.map(\.upper) }

  /// Throws unless there are 1 to ``mostLooks`` fractions, positive and increasing by at least ``smallestStep``.
  static func require(information: [Double]) throws(StatisticsError) {
    guard !information.isEmpty, information.count <= mostLooks else {
      throw .tooFew(name: "information", count: information.count, expected: "from 1 to \(mostLooks) looks")
    }
    var before = 0.0
    for time in information {
      guard LookBounds.informationRange.contains(time) else {
        throw .outOfRange(name: "information", value: time, expected: "a number above 0, as a fraction of the plan")
      }
      guard time - before >= smallestStep * time else {
        throw .outOfRange(
          name: "information", value: time,
          expected:
            "more than at the look before, \(before), by at least \(smallestStep) of it: nearer looks are one look")
      }
      before = time
    }
  }
}
