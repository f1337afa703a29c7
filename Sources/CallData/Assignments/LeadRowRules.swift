/// What a row of a file of leads must have.
struct LeadRowRules: Sendable {
  private let fieldCount: Int
  private let lead: Int
  private let units: LeadUnits
  private let areUnitsShared: Bool
  private let strata: [Int]
  /// Columns that are written beside the others.
  private let sources: [Int]

  init(_ file: DelimitedFile, lead: Int, units: LeadUnits, strata: [Int], sources: [Int]) {
    fieldCount = file.header.count
    self.lead = lead
    self.units = units
    areUnitsShared = units.areShared
    self.strata = strata
    self.sources = sources
  }

  /// What keeps a row from being assigned.
  @inline(__always)
  func fault(_ cursor: borrowing RowCursor) -> RowFault? {
    guard cursor.fieldCount == fieldCount else {
      return RowFault(reason: cursor.isMalformed ? .quotes : .fieldCount, column: -1)
    }
    if let reason = cursor.field(lead).identifierFault { return RowFault(reason: reason, column: Int32(lead)) }
    if areUnitsShared, let fault = units.fault(cursor) { return fault }
    for column in strata {
      let field = cursor.field(column)
      if field.isEmpty { return RowFault(reason: .stratum, column: Int32(column)) }
      if !field.isASCII, field.validText == nil { return RowFault(reason: .notText, column: Int32(column)) }
    }
    for column in sources {
      let field = cursor.field(column)
      if !field.isASCII, field.validText == nil { return RowFault(reason: .notText, column: Int32(column)) }
    }
    return nil
  }
}
