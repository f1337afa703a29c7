extension NumberFormat {
  /// Decimals that show so many significant digits; negative where tens or hundreds are rounded away.
  static func places(_ value: Double, significant digits: Int) -> Int {
    guard value.isFinite, let magnitude = DecimalDigits(value).magnitude else { return 0 }
    return digits - 1 - magnitude
  }

  /// Decimals of a percentage by its size.
  static func percentPlaces(_ share: Double) -> Int {
    switch abs(share) {
    case 0: 1
    case ..<0.001: 3
    case ..<0.01: 2
    case ..<1: 1
    default: 0
    }
  }

  /// Decimals common to several rates: enough for the smallest, and to tell apart those that differ.
  static func ratePlaces(_ rates: [Double]) -> Int {
    let known = rates.filter { $0.isFinite && $0 != 0 }
    var places = known.map { min(percentPlaces($0), 2) }.max() ?? 1
    let most = max(2, tinyPlaces(known.map(abs).max() ?? 1))
    if most > 3 { return most }
    if known.allSatisfy({ $0 == 1 }) { return places }
    let format = NumberFormat(language: .english)
    let distinct = Set(known).count
    while places < most, Set(known.map { format.percent($0, places: places) }).count < distinct { places += 1 }
    return max(places, 1)
  }

  /// Decimals common to several differences of rates, in points: one, two when the widest is under half a point.
  static func pointPlaces(_ differences: [Double]) -> Int {
    let widest = differences.filter(\.isFinite).map(abs).max() ?? 0
    switch widest {
    case 0: return 1
    case ..<0.0005: return max(3, tinyPlaces(widest))
    case ..<0.005: return 2
    default: return 1
    }
  }

  /// Decimals of a percentage under a hundredth of one percent that keep two significant digits; 0 for larger ones.
  private static func tinyPlaces(_ share: Double) -> Int {
    share < 0.0001 ? places(share * 100, significant: 2) : 0
  }

  /// Decimals of a return: none from 10 % on.
  static func returnPlaces(_ share: Double) -> Int {
    abs(share) < 0.1 && share != 0 ? 1 : 0
  }
}
