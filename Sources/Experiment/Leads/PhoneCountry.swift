/// What is needed to tell national phone numbers of a country: the part of its numbering plan that spellings depend on.
///
/// National significant numbers by their length, from the national numbering plans that the ITU publishes (ITU-T E.164,
/// national numbering plans, as of 2025). Lengths are those of numbers that can be dialled from abroad; short codes
/// (emergency, directory) are no phone numbers here.
public enum PhoneCountry: String, CaseIterable, Hashable, Sendable, Codable {
  /// France, 9 digits behind the trunk prefix 0.
  case france = "FR"
  /// Belgium, 8 (geographic) or 9 (mobile) digits behind 0.
  case belgium = "BE"
  /// Switzerland, 9 digits behind 0.
  case switzerland = "CH"
  /// Luxembourg, 4 to 11 digits, no trunk prefix.
  case luxembourg = "LU"
  /// Germany, 6 to 13 digits behind 0.
  case germany = "DE"
  /// Austria, 4 to 13 digits behind 0.
  case austria = "AT"
  /// Spain, 9 digits, no trunk prefix.
  case spain = "ES"
  /// Portugal, 9 digits, no trunk prefix.
  case portugal = "PT"
  /// Italy, 6 to 11 digits; the leading 0 of fixed lines is part of the number.
  case italy = "IT"
  /// The Netherlands, 9 digits behind 0.
  case netherlands = "NL"
  /// The United Kingdom, 9 or 10 digits behind 0.
  case unitedKingdom = "GB"
  /// Ireland, 7 to 9 digits behind 0.
  case ireland = "IE"
  /// Morocco, 9 digits behind 0.
  case morocco = "MA"
  /// Tunisia, 8 digits, no trunk prefix.
  case tunisia = "TN"
  /// The United States, 10 digits behind 1.
  case unitedStates = "US"
  /// Canada, 10 digits behind 1.
  case canada = "CA"

  /// The country of a two-letter code in either case (ISO 3166-1), where it stands in the table.
  public init?(code: String) {
    self.init(rawValue: code.uppercased())
  }

  /// The country calling code.
  public var code: String { plan.code }

  private struct Plan {
    let code: String
    let trunk: String
    let lengths: ClosedRange<Int>
    /// Digits a national number can begin with.
    let first: ClosedRange<Character>
    var isTrunkOptional = false
    var prefixes = ["00"]
  }

  private var plan: Plan {
    switch self {
    case .france: Plan(code: "33", trunk: "0", lengths: 9...9, first: "1"..."9", isTrunkOptional: true)
    case .belgium: Plan(code: "32", trunk: "0", lengths: 8...9, first: "1"..."9")
    case .switzerland: Plan(code: "41", trunk: "0", lengths: 9...9, first: "1"..."9", isTrunkOptional: true)
    case .luxembourg: Plan(code: "352", trunk: "", lengths: 4...11, first: "2"..."9", isTrunkOptional: true)
    case .germany: Plan(code: "49", trunk: "0", lengths: 6...13, first: "1"..."9")
    case .austria: Plan(code: "43", trunk: "0", lengths: 4...13, first: "1"..."9")
    case .spain: Plan(code: "34", trunk: "", lengths: 9...9, first: "5"..."9", isTrunkOptional: true)
    case .portugal: Plan(code: "351", trunk: "", lengths: 9...9, first: "2"..."9", isTrunkOptional: true)
    case .italy: Plan(code: "39", trunk: "", lengths: 6...11, first: "0"..."9", isTrunkOptional: true)
    case .netherlands: Plan(code: "31", trunk: "0", lengths: 9...9, first: "1"..."9", isTrunkOptional: true)
    case .unitedKingdom: Plan(code: "44", trunk: "0", lengths: 9...10, first: "1"..."9")
    case .ireland: Plan(code: "353", trunk: "0", lengths: 7...9, first: "1"..."9")
    case .morocco: Plan(code: "212", trunk: "0", lengths: 9...9, first: "5"..."9", isTrunkOptional: true)
    case .tunisia: Plan(code: "216", trunk: "", lengths: 8...8, first: "2"..."9", isTrunkOptional: true)
    case .unitedStates, .canada:
      Plan(code: "1", trunk: "1", lengths: 10...10, first: "2"..."9", isTrunkOptional: true, prefixes: ["011"])
    }
  }

  /// What stands before a national number dialled inside the country; empty where nothing does.
  var trunk: String { plan.trunk }
  /// Whether a number without its trunk prefix can be nothing else: spreadsheets drop leading zeros.
  var isTrunkOptional: Bool { plan.isTrunkOptional }
  /// What is dialled before a country code.
  var internationalPrefixes: [String] { plan.prefixes }

  /// Whether digits are a whole national number, trunk prefix aside.
  func isNational(_ digits: some StringProtocol) -> Bool {
    guard let first = digits.first else { return false }
    return plan.lengths.contains(digits.count) && plan.first.contains(first)
  }
}
