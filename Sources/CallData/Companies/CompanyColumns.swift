/// Where a file of leads states companies: by id, or, in files without such a column, by e-mail addresses whose domain
/// stands for one.
struct CompanyColumns {
  let company: Int?
  let email: Int?

  init(_ file: DelimitedFile) throws(CallDataError) {
    company = try file.column("company_id")
    email = company == nil ? try file.column("email") : nil
  }

  /// Whether the file states companies at all.
  var isStated: Bool { company != nil || email != nil }

  /// The number of a row's company, 0 where it states none; the fault where its id is none.
  func read(
    _ cursor: borrowing RowCursor, _ numbers: inout CompanyNumbers, into number: inout UInt32
  ) -> RowFault? {
    number = 0
    if let company {
      let field = cursor.field(company)
      if field.count > 0 {
        if let reason = field.identifierFault { return RowFault(reason: reason, column: Int32(company)) }
        number = numbers.number(of: field, isKept: cursor.isInFile(field))
        return nil
      }
    }
    guard let email, let address = cursor.field(email).validText else { return nil }
    switch MailCompany(address) {
    case .domain(var domain):
      domain.withUTF8 { bytes in
        guard let start = bytes.baseAddress else { return }
        number = numbers.number(of: Field(start, bytes.count), isKept: false)
      }
    case .everybody: number = CompanyNumbers.own
    case .unknown: break
    }
    return nil
  }
}
