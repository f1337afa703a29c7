/// Which company a call is for: by its own `company_id`, else by what the assignments or the leads file say of its lead.
struct CompanyBook: Sendable {
  /// The column of the calls file.
  let column: Int?
  let assignments: AssignmentTable?
  let leads: LeadTableFile?

  /// The company of a lead, as a row of its calls states it. A long id stands in the row itself where the row has no
  /// doubled quotes, else in `copies`.
  @inline(__always)
  func company(of lead: IdentifierKey, _ cursor: borrowing RowCursor, _ copies: inout KeptIDs) -> CompanyKey {
    if let column {
      let field = cursor.field(column)
      if field.count > 0 {
        let isKept = field.count <= 15 || cursor.isInFile(field)
        return CompanyKey(key: IdentifierKey(isKept ? field : copies.kept(field)), kind: .named)
      }
    }
    return listed(lead)
  }

  /// The company of a lead as the files of leads know it.
  func listed(_ lead: IdentifierKey) -> CompanyKey {
    if let company = assignments?.company(of: lead) { return company }
    return leads?.company(of: lead) ?? CompanyKey(key: lead, kind: .unknown)
  }
}
