/// Where the rows of a simulated campaign go: files, a store, a count.
///
/// Rows come in time order of the calls; a lead comes before its first call (right before it, unless leads wait for their
/// window), an opportunity right after its call,
/// a sale right after its opportunity.
public protocol CampaignSink {
  /// What can go wrong when rows are taken; `Never` where nothing can.
  associatedtype Failure: Error

  /// The names and figures that rows refer to; comes first.
  mutating func begin(_ roster: CampaignRoster) throws(Failure)
  /// A lead about to be called for the first time.
  mutating func lead(_ row: LeadRow) throws(Failure)
  /// A call.
  mutating func call(_ row: CallRow) throws(Failure)
  /// An opportunity.
  mutating func opportunity(_ row: OpportunityRow) throws(Failure)
  /// A sale.
  mutating func sale(_ row: SaleRow) throws(Failure)
  /// Nothing comes after this.
  mutating func finish() throws(Failure)
}

extension CampaignSink {
  /// Does nothing.
  public mutating func begin(_ roster: CampaignRoster) throws(Failure) {}
  /// Does nothing.
  public mutating func lead(_ row: LeadRow) throws(Failure) {}
  /// Does nothing.
  public mutating func opportunity(_ row: OpportunityRow) throws(Failure) {}
  /// Does nothing.
  public mutating func sale(_ row: SaleRow) throws(Failure) {}
  /// Does nothing.
  public mutating func finish() throws(Failure) {}
}
