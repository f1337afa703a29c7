import Cost
import Decision

/// The sentences of one language about accounts of a campaign.
protocol AccountWording: CalculatorWording {
  /// Column heads and labels of accounts.
  func account(_ label: AccountLabel) -> String
  /// Name of a division.
  func division(_ division: AccountDivision) -> String
  /// How a cost came about: amount × share × volume, and who bears it.
  func derivation(_ derivation: CostDerivation) -> String
  /// Calls that are too young to be counted.
  func immature(_ calls: Int) -> String
  /// Sales that could not be joined to a call.
  func unattributed(sales: Int, revenue: String) -> String
}

/// Column heads and labels of accounts.
enum AccountLabel: CaseIterable {
  case title, costsTitle, costsLead, how, partsLead, recurringCpq, unknownPart, callLog, fromCallLog, observedIncome
  case expectedIncome, ownIncome, rounding, noCosts
}

extension Language {
  func accountWording(currency: String) -> any AccountWording {
    let numbers = NumberFormat(language: self, currency: currency)
    return switch self {
    case .english: English(numbers: numbers)
    case .french: French(numbers: numbers)
    }
  }
}
