import Cost

/// Thrown while a row of a small file is read, and caught for that row.
struct RejectionSignal: Error {
  let fault: RowFault

  init(_ fault: RowFault) { self.fault = fault }

  init(_ reason: RowFault.Reason, _ column: Int) { fault = RowFault(reason: reason, column: Int32(column)) }
}

extension DelimitedFile {
  /// Whether a row has as many fields as the header.
  func checkFields(_ cursor: borrowing RowCursor) throws(RejectionSignal) {
    guard cursor.fieldCount == header.count else {
      throw RejectionSignal(cursor.isMalformed ? .quotes : .fieldCount, -1)
    }
  }
}

/// Fields of a row of a small file, each validated.
extension RowCursor {
  func moment(_ column: Int, _ timestamps: inout TimestampReader) throws(RejectionSignal) -> LocalMoment {
    let field = field(column)
    guard let moment = timestamps.moment(field) else { throw RejectionSignal(field.isEmpty ? .blank : .time, column) }
    return moment
  }

  func optionalID(_ column: Int?, _ copies: inout KeptIDs) throws(RejectionSignal) -> IdentifierKey? {
    guard let column else { return nil }
    let field = field(column)
    if field.isEmpty { return nil }
    if let reason = field.identifierFault { throw RejectionSignal(reason, column) }
    return IdentifierKey(field.count > 15 && !isInFile(field) ? copies.kept(field) : field)
  }

  func optionalText(_ column: Int?) throws(RejectionSignal) -> String? {
    guard let column else { return nil }
    let field = field(column)
    if field.isEmpty { return nil }
    guard field.count <= IdentifierKey.longest else { throw RejectionSignal(.tooLong, column) }
    guard let text = field.validText else { throw RejectionSignal(.notText, column) }
    return text
  }

  func text(_ column: Int) throws(RejectionSignal) -> String {
    guard let text = try optionalText(column) else { throw RejectionSignal(.blank, column) }
    return text
  }

  func optionalFlag(_ column: Int?) throws(RejectionSignal) -> Bool? {
    guard let column else { return nil }
    let field = field(column)
    if field.isEmpty { return nil }
    guard let flag = field.flag else { throw RejectionSignal(.flag, column) }
    return flag
  }

  func optionalAmount(
    _ column: Int?, _ decimals: DecimalStyle, mayBeNegative: Bool = false
  ) throws(RejectionSignal) -> Money? {
    guard let column else { return nil }
    let field = field(column)
    if field.isEmpty { return nil }
    if decimals.isAmbiguous(field) { throw RejectionSignal(.ambiguousAmount, column) }
    guard let amount = decimals.amount(field), mayBeNegative || amount >= .zero else {
      throw RejectionSignal(field.numberFault(column, otherwise: .amount))
    }
    return amount
  }

  func optionalWholeNumber(_ column: Int?) throws(RejectionSignal) -> Int? {
    guard let column else { return nil }
    let field = field(column)
    if field.isEmpty { return nil }
    guard let number = field.wholeNumber(upTo: Field.largestCount) else {
      throw RejectionSignal(field.numberFault(column, otherwise: .wholeNumber))
    }
    return number
  }
}
