/// Bounds that spend the error of each side as information accrues (Lan & DeMets 1983).
///
/// Upper and lower sides have each their own error and their own spending; either may be missing. The bounds of both sides
/// are computed together: a path counts as an error of the side it crosses first. Looks need not be foreseen in number or
/// time, but their times must not be chosen from the results seen. Bounds are those of the normal process; with small
/// expected counts compare them with ``SequentialStatistic/exact``.
public struct ErrorSpending: Hashable, Sendable {
  /// One side: how much error it has and how that is spent.
  public struct Side: Hashable, Sendable {
    /// The error of this side under no effect, between 0 and 1.
    public let alpha: Double
    /// How it is spent.
    public let function: SpendingFunction

    /// Throws unless `alpha` is strictly between 0 and 1.
    public init(alpha: Double, function: SpendingFunction) throws(StatisticsError) {
      try StatisticsError.requireProbability(alpha, "alpha")
      self.init(unchecked: alpha, function)
    }

    init(unchecked alpha: Double, _ function: SpendingFunction) {
      self.alpha = alpha
      self.function = function
    }

    /// The error spent by `information`; all of it when `isFinal`.
    public func spent(at information: Double, isFinal: Bool = false) -> Double {
      isFinal ? alpha : function.spent(of: alpha, at: information)
    }
  }

  /// The side that stops for a variant above the control; nil when the test never stops there.
  public let upper: Side?
  /// The side that stops for a variant below the control; nil when the test never stops there.
  public let lower: Side?

  /// Throws unless there is a side, and the errors of both together are below 1.
  public init(upper: Side?, lower: Side? = nil) throws(StatisticsError) {
    guard upper != nil || lower != nil else {
      throw .tooFew(name: "sides", count: 0, expected: "an upper side, a lower side or both")
    }
    let total = (upper?.alpha ?? 0) + (lower?.alpha ?? 0)
    guard total < 1 else {
      throw .outOfRange(name: "alpha of both sides", value: total, expected: "less than 1 together")
    }
    self.init(unchecked: upper, lower)
  }

  init(unchecked upper: Side?, _ lower: Side?) {
    self.upper = upper
    self.lower = lower
  }

  /// One side with all of `alpha`, or two with half each and the function taken at that half, which gives symmetric bounds.
  public init(alpha: Double, sides: Sides, function: SpendingFunction) throws(StatisticsError) {
    try StatisticsError.requireProbability(alpha, "alpha")
    let side = Side(unchecked: alpha / Double(sides.rawValue), function)
    self.init(unchecked: side, sides == .two ? side : nil)
  }

  /// The error of both sides together.
  public var alpha: Double { (upper?.alpha ?? 0) + (lower?.alpha ?? 0) }

  /// The bounds of looks at these fractions of information.
  ///
  /// The first look at or beyond information 1 spends all that is left, later ones cannot be crossed. When `endsAtLast`,
  /// the last look spends all that is left although its information is below 1 (an under-running test). A bound whose spend
  /// is below 1e-300 is infinite. Paths that go on from beyond nine standard errors (2.3e-19 of all) are not followed, so a
  /// bound that spends less than that after an earlier look is somewhat nearer than with them. Throws when information
  /// does not increase.
  public func bounds(at information: [Double], endsAtLast: Bool = false) throws(StatisticsError) -> StoppingBounds {
    try StoppingBounds.require(information: information)
    return StoppingBounds(unchecked: solved(information, endsAtLast))
  }

  func solved(_ information: [Double], _ endsAtLast: Bool) -> [LookBounds] {
    var paths = SurvivingPaths(drift: 0)
    var spent = (upper: 0.0, lower: 0.0)
    var looks: [LookBounds] = []
    looks.reserveCapacity(information.count)
    for (index, time) in information.enumerated() {
      let isFinal = endsAtLast && index == information.count - 1
      let (look, used) = look(at: time, isFinal: isFinal, spent: spent, &paths)
      spent = used
      looks.append(look)
      paths.keep(lower: look.lower, upper: look.upper)
    }
    return looks
  }

  /// The bounds of the look at `information` after looks whose bounds were `used`, whatever rule those came from.
  ///
  /// What the used bounds really spent, at the information they are said to have had, is taken from what the function
  /// allows by now, so that a revised count or a changed rule neither loses nor creates error. When `isFinal`, the look
  /// spends all that is left. Throws when `information` does not increase.
  public func next(
    after used: [LookBounds], information: Double, isFinal: Bool = false
  ) throws(StatisticsError) -> LookBounds {
    try StoppingBounds.require(information: used.map(\.information) + [information])
    var paths = SurvivingPaths(drift: 0)
    var spent = (upper: 0.0, lower: 0.0)
    for look in used {
      paths.move(to: look.information)
      spent.upper += paths.above(look.upper).probability
      spent.lower += paths.below(look.lower).probability
      paths.keep(lower: look.lower, upper: look.upper)
    }
    return look(at: information, isFinal: isFinal, spent: spent, &paths).look
  }

  private func look(
    at time: Double, isFinal: Bool, spent: (upper: Double, lower: Double), _ paths: inout SurvivingPaths
  ) -> (look: LookBounds, spent: (upper: Double, lower: Double)) {
    let upperTotal = max(spent.upper, upper?.spent(at: time, isFinal: isFinal) ?? 0)
    let lowerTotal = max(spent.lower, lower?.spent(at: time, isFinal: isFinal) ?? 0)
    let upperShare = Self.share(upperTotal, after: spent.upper)
    let lowerShare = Self.share(lowerTotal, after: spent.lower)
    paths.move(to: time)
    let above = paths.upperBound(exceededWith: upperShare)
    let isSymmetric = upperShare == lowerShare && upper == lower
    let below = isSymmetric ? -above : paths.lowerBound(undercutWith: lowerShare)
    return (LookBounds(unchecked: time, lower: min(below, above), upper: above), (upperTotal, lowerTotal))
  }

  /// What a look may spend. A difference within the error of the quadrature is no spend at all.
  private static func share(_ total: Double, after spent: Double) -> Double {
    let share = total - spent
    return share > 1e-11 * spent ? share : 0
  }
}
