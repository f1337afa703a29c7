import Statistics

extension Estimate {
  /// A quantity known for sure.
  init(known value: Double) {
    self.init(value: value, lower: value, upper: value)
  }

  /// The estimate of a quantity times a constant; a negative one turns the limits round.
  func scaled(by factor: Double) -> Estimate {
    let (lower, upper) = factor < 0 ? (upper, lower) : (lower, upper)
    return Estimate(value: value * factor, lower: lower * factor, upper: upper * factor)
  }

  /// The estimate of minus the quantity.
  var negated: Estimate { Estimate(value: -value, lower: -upper, upper: -lower) }

  /// The estimate of a quantity plus a constant.
  func shifted(by constant: Double) -> Estimate {
    Estimate(value: value + constant, lower: lower + constant, upper: upper + constant)
  }

  /// The interval around another point, widened where it does not hold the point.
  func around(_ point: Double) -> Estimate {
    Estimate(value: point, lower: min(lower, point), upper: max(upper, point))
  }

  /// The estimate of a rate plus a constant, with limits in 0...1.
  func shiftedRate(by constant: Double) -> Estimate {
    let moved = shifted(by: constant)
    func inRange(_ rate: Double) -> Double { min(1, max(0, rate)) }
    return Estimate(value: inRange(moved.value), lower: inRange(moved.lower), upper: inRange(moved.upper))
  }
}
