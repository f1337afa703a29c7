extension Int {
  /// The whole number in a product of shares, rounded down unless asked otherwise.
  ///
  /// What is whole but for the rounding of floating point is that number: 100,000 × 29/100 is 28,999.999… there, and 29,000
  /// calls here.
  init(whole value: Double, rounded rule: FloatingPointRoundingRule = .down) {
    let nearest = value.rounded()
    self.init((value - nearest).magnitude <= 16 * value.ulp ? nearest : value.rounded(rule))
  }
}
