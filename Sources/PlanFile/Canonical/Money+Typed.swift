import Cost

extension Money {
  /// The amount as plans write it: currency units with as many decimals as it needs.
  var typed: String {
    let (whole, millionths) = micros.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    let digits = String(1_000_000 + millionths).dropFirst()
    let decimals = digits.reversed().drop { $0 == "0" }.reversed()
    return "\(self < .zero ? "-" : "")\(whole)" + (decimals.isEmpty ? "" : ".\(String(decimals))")
  }
}
