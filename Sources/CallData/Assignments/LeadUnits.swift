import Experiment

/// What is randomised for each lead of a file: the lead, its phone number, or its company.
struct LeadUnits: Sendable {
  private enum Source {
    case lead
    case phone(Int, PhoneCountry?)
    case company(Int)
    case email(Int)
  }

  private let lead: Int
  private let source: Source

  /// Whether several leads can be one unit.
  var areShared: Bool { if case .lead = source { false } else { true } }
  /// Whether the unit is a company, whose name is written beside the lead.
  var areCompanies: Bool {
    switch source {
    case .company, .email: true
    case .lead, .phone: false
    }
  }

  /// The units of a file for a plan.
  ///
  /// - Throws: that the file lacks the column by which the plan knows its units.
  init(_ file: DelimitedFile, lead: Int, test: TestProtocol) throws(CallDataError) {
    self.lead = lead
    if test.unit == .company {
      if let column = try file.column("company_id") {
        source = .company(column)
      } else if let column = try file.column("email") {
        source = .email(column)
      } else {
        source = .company(try file.required("company_id"))
      }
    } else if test.assignment.identity == .phone {
      source = .phone(try file.required("phone"), test.assignment.country.flatMap(PhoneCountry.init(code:)))
    } else {
      source = .lead
    }
  }

  /// What keeps a row's unit from being known; a lead without a company is its own.
  func fault(_ cursor: borrowing RowCursor) -> RowFault? {
    switch source {
    case .lead: return nil
    case .company(let column), .email(let column):
      let field = cursor.field(column)
      guard !field.isEmpty, field.count > IdentifierKey.longest || (!field.isASCII && field.validText == nil) else {
        return nil
      }
      return RowFault(reason: field.textFault, column: Int32(column))
    case .phone(let column, let country):
      do throws(PhoneNumber.Fault) {
        _ = try PhoneNumber(cursor.field(column).text, country: country)
        return nil
      } catch {
        return RowFault(reason: RowFault.Reason(error), column: Int32(column))
      }
    }
  }

  /// Calls `body` with a row's unit; the row must be without fault.
  @inline(__always)
  func withUnit<Result>(_ cursor: borrowing RowCursor, _ body: (Field) -> Result) -> Result {
    if case .lead = source { return body(cursor.field(lead)) }
    if case .company(let column) = source {
      let field = cursor.field(column)
      return body(field.isEmpty ? cursor.field(lead) : field)
    }
    guard var text = derivedUnit(cursor) else { return body(cursor.field(lead)) }
    return text.withUTF8 { bytes in
      body(bytes.baseAddress.map { Field($0, bytes.count) } ?? cursor.field(lead))
    }
  }

  /// The unit where it is the id of the row's lead.
  @inline(__always)
  func leadID(_ cursor: borrowing RowCursor) -> Field? {
    if case .lead = source { cursor.field(lead) } else { nil }
  }

  /// A unit that does not stand in the file as it is; nil where the lead is its own.
  private func derivedUnit(_ cursor: borrowing RowCursor) -> String? {
    switch source {
    case .lead, .company: return nil
    case .email(let column): return EmailDomain(address: cursor.field(column).text)?.company
    case .phone(let column, let country):
      do throws(PhoneNumber.Fault) {
        return try PhoneNumber(cursor.field(column).text, country: country).e164
      } catch {
        return nil
      }
    }
  }
}

extension RowFault.Reason {
  fileprivate init(_ fault: PhoneNumber.Fault) {
    switch fault {
    case .blank: self = .blank
    case .scientific, .decimal: self = .mangled
    case .noCountry: self = .phoneCountry
    case .several: self = .phoneSeveral
    case .ambiguous: self = .phoneAmbiguous
    case .character, .unknownCountry, .length: self = .phone
    }
  }
}
