public import Cost
public import Experiment

/// All that an analysis may know: what happened on the phone, what was sold, and how the data came in.
///
/// Every source ends here and every analysis starts here; no analysis takes raw calls.
public struct Evidence: Hashable, Sendable, Codable {
  /// Calls, leads and randomised units as margins.
  public var tally: Tally
  /// Sales and revenue by delay.
  public var receipts: Receipts
  /// The same sales by day of the call and delay; nil where no sales file, or no day of calls, is known.
  public var datedReceipts: DatedReceipts?
  /// What each channel is credited with; nil where no touches file was read.
  public var touches: TouchCredits?
  /// How the data came in: files, rejected rows, rows outside the test.
  public var intake: Intake
  /// Which variant was planned in which slot, where the script goes by slot; nil for other designs.
  public var schedule: SlotSchedule?
  /// The last day the data speak of, over calls, opportunities and sales; nil for undated counts.
  public var lastDay: CivilDate?

  /// Evidence of a tally and, where known, receipts.
  public init(
    tally: Tally, receipts: Receipts = Receipts(), datedReceipts: DatedReceipts? = nil, touches: TouchCredits? = nil,
    intake: Intake = Intake(),
    schedule: SlotSchedule? = nil, lastDay: CivilDate? = nil
  ) {
    self.tally = tally
    self.receipts = receipts
    self.datedReceipts = datedReceipts
    self.touches = touches
    self.intake = intake
    self.schedule = schedule
    self.lastDay = lastDay ?? tally.dates?.upperBound
  }

  /// The evidence of two sources without a lead in common.
  public static func + (left: Evidence, right: Evidence) -> Evidence {
    let days = [left.lastDay, right.lastDay].compactMap { $0 }
    return Evidence(
      tally: left.tally + right.tally, receipts: left.receipts + right.receipts,
      datedReceipts: left.datedReceipts.flatMap { known in right.datedReceipts.map { known + $0 } }
        ?? left.datedReceipts ?? right.datedReceipts,
      touches: left.touches.map { own in right.touches.map { own + $0 } ?? own } ?? right.touches,
      intake: left.intake + right.intake, schedule: left.schedule ?? right.schedule, lastDay: days.max())
  }
}
