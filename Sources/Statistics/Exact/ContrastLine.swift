/// The pairs of rates with a given difference or ratio, run through by the control rate.
struct ContrastLine {
  /// The lowest control rate on the line.
  let low: Double
  /// The highest control rate on the line; below `low` when no pair is left.
  let high: Double
  /// Change of the variant rate per change of the control rate.
  let speed: Double
  private let shift: Double

  /// Variant rate − control rate = `difference`, in −1...1.
  init(difference: Double) {
    shift = difference
    speed = 1
    low = max(0, -difference)
    high = min(1, 1 - difference)
  }

  /// Variant rate / control rate = `ratio`, from 0.
  init(ratio: Double) {
    shift = 0
    speed = ratio
    low = 0
    high = ratio > 1 ? 1 / ratio : 1
  }

  private init(low: Double, high: Double, speed: Double, shift: Double) {
    self.low = low
    self.high = high
    self.speed = speed
    self.shift = shift
  }

  /// The variant rate that goes with a control rate.
  func variant(_ control: Double) -> Double { min(1, max(0, control * speed + shift)) }

  /// The part of the line with both rates inside what is given.
  func within(control: ClosedRange<Double>, variant: ClosedRange<Double>) -> ContrastLine {
    var (low, high) = (max(low, control.lowerBound), min(high, control.upperBound))
    if speed > 0 {
      low = max(low, (variant.lowerBound - shift) / speed)
      high = min(high, (variant.upperBound - shift) / speed)
    } else if !variant.contains(shift) {
      high = low - 1
    }
    return ContrastLine(low: low, high: high, speed: speed, shift: shift)
  }
}
