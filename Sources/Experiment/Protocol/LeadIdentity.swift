/// By what two rows are known to be the same lead.
public enum LeadIdentity: String, CaseIterable, Hashable, Sendable, Codable {
  /// The id that the customer system gave.
  case leadID = "lead_id"
  /// The phone number, written as E.164: rows with another id and the same number get the same variant.
  case phone
}
