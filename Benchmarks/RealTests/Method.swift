/// The ways of looking that are compared.
enum Method: Hashable, Sendable, CaseIterable {
  case naive
  case obrienFleming, pocock
  case obrienFlemingUnits, pocockUnits
  case obrienFlemingExact, pocockExact
  case anyTimeHalf, anyTime1, anyTime2, anyTime5
  case anyTimeIntervals
  case asymptotic
  case mixture

  /// The methods of the first tables; the others change one thing about them.
  static let main: [Method] = [.naive, .obrienFleming, .pocock, .anyTime2, .asymptotic, .mixture]

  var name: String {
    switch self {
    case .naive: "naive peeking"
    case .obrienFleming: "group sequential, O’Brien–Fleming type"
    case .pocock: "group sequential, Pocock type"
    case .obrienFlemingUnits: "O’Brien–Fleming type, information from units alone"
    case .pocockUnits: "Pocock type, information from units alone"
    case .obrienFlemingExact: "O’Brien–Fleming type, exact looks"
    case .pocockExact: "Pocock type, exact looks"
    case .anyTimeHalf: "any-time evidence, bet on ±0.5 %"
    case .anyTime1: "any-time evidence, bet on ±1 %"
    case .anyTime2: "any-time evidence, bet on ±2 %"
    case .anyTime5: "any-time evidence, bet on ±5 %"
    case .anyTimeIntervals: "any-time evidence, ±2 %, blocks of new units only"
    case .asymptotic: "asymptotic sequence"
    case .mixture: "mixture sequential test"
    }
  }
}
