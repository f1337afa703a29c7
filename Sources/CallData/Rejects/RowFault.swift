import Experiment

/// Why a row cannot be used.
struct RowFault: BitwiseCopyable, Sendable {
  enum Reason: UInt8, Sendable {
    case fieldCount, quotes, blank, mangled, withheld, tooLong, notText, time, flag, seconds, negative, enormous,
      amount, ambiguousAmount, wholeNumber, variant, unitOfTwoVariants, twoVariants, companyOfTwoVariants, twoHeard,
      confidence, outside,
      stratum,
      window, tooMany, complaints, currency, period, phone, phoneCountry, phoneAmbiguous, phoneSeveral
  }

  var reason: Reason
  /// Index of the column in the file, -1 for the whole row.
  var column: Int32
}

/// A row that cannot be used: where it stands, and why.
struct RejectedRow: BitwiseCopyable, @unchecked Sendable {
  let row: UnsafePointer<UInt8>
  /// Line of the row, counted from the start of its chunk until the chunk's own line is known.
  var line: Int
  let fault: RowFault
}

extension RowFault {
  /// The fault in words: what was read is told apart, beside it.
  func explanation(in file: DelimitedFile, value: String, knownVariants: [String]) -> String {
    switch reason {
    case .fieldCount:
      "the row has \(value) fields, the header has \(file.header.count)"
    case .quotes: "a quotation mark is not closed, or text follows it; quotes inside a quoted field are doubled"
    case .blank: "empty; every row needs a value here"
    case .mangled:
      "a spreadsheet turned the number into scientific notation and lost digits; export again with the column as text"
    case .withheld: "the number was withheld: it names no lead"
    case .tooLong: "longer than \(IdentifierKey.longest) bytes; an id or a name was expected"
    case .notText: "not UTF-8; declare `encoding: windows-1252` or export as “CSV UTF-8”"
    case .time:
      "not a date and time from 1970 to 2105 in ISO 8601 (2026-03-02T09:05:00, offset optional) or the declared "
        + "date-format"
    case .flag: "neither yes nor no (1/0, yes/no, oui/non, true/false)"
    case .seconds: "not a duration; seconds or HH:MM:SS were expected"
    case .negative: "negative"
    case .enormous: "larger than can be meant"
    case .amount:
      file.decimals.allowsComma
        ? "not an amount; digits with at most six decimals were expected"
        : "not an amount; digits with a decimal point were expected (declare `decimal-comma: true` for 0,06)"
    case .ambiguousAmount:
      "thousands or decimals: it can be read either way; write the amount without separators, or declare `decimal-comma` "
        + "(true or false) where the plan names the file"
    case .currency: "its currency sign is another one than the column `currency` says; one of them is wrong"
    case .period: "before the day of `from`; swap `from` and `to`"
    case .wholeNumber: "not a whole number from 0"
    case .variant:
      "the plan knows no such variant; it knows \(knownVariants.joined(separator: ", "))"
        + (NearMiss.nearest(to: value, among: knownVariants).map { "; did you mean \($0)?" } ?? "")
    case .twoVariants: "this lead was assigned another variant on an earlier line"
    case .unitOfTwoVariants: "assigned another variant on an earlier line"
    case .companyOfTwoVariants: "another lead of this company was assigned another variant on an earlier line"
    case .twoHeard: "another variant was heard in this call on an earlier line"
    case .outside: "neither empty nor holdout nor other-test"
    case .confidence: "not a share from 0 to 1"
    case .window: "the plan knows no such part of the day"
    case .stratum: "empty; the analysis by stratum needs a value here"
    case .complaints: "more complaints than calls in this row"
    case .phone: "no phone number; digits in full were expected, such as 06 12 34 56 78 or +33 6 12 34 56 78"
    case .phoneCountry: PhoneNumber.Fault.noCountry.description
    case .phoneAmbiguous: PhoneNumber.Fault.ambiguous.description
    case .phoneSeveral: PhoneNumber.Fault.several.description
    case .tooMany: "one of more than \(CallMargins.largestNumber) different values; ids are no group of calls"
    }
  }
}

extension Field {
  /// What is wrong with a field that is no number within its limits.
  func numberFault(_ column: Int, otherwise reason: RowFault.Reason) -> RowFault {
    let digits = (0..<count).filter { start[$0] &- 48 < 10 }.count
    if count > 1, start[0] == 0x2D, digits > 0 { return RowFault(reason: .negative, column: Int32(column)) }
    if count > 0, digits > 0, (0..<count).allSatisfy({ start[$0] &- 48 < 10 || start[$0] == 0x2E || start[$0] == 0x2C })
    {
      let hasBoth = (0..<count).contains { start[$0] == 0x2E } && (0..<count).contains { start[$0] == 0x2C }
      let isDecimal = reason == .amount && (0..<count).contains { start[$0] == 0x2C }
      if !hasBoth, !isDecimal, digits > 5 || reason == .wholeNumber {
        return RowFault(reason: .enormous, column: Int32(column))
      }
    }
    if isMangledNumber { return RowFault(reason: .mangled, column: Int32(column)) }
    return RowFault(reason: reason, column: Int32(column))
  }
}
