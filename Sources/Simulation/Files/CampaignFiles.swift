import Experiment
public import Foundation

/// Writes a campaign into a folder: `leads.csv`, `calls.csv`, `opportunities.csv`, `sales.csv`, `truth.json`, and what its
/// design needs, as `hooktest assign` would write it: `assignments.csv` where the variants could not be known without it,
/// `agents.csv` where agents are drawn, `schedule.csv` where the script goes by slot, `shares.csv` where shares follow
/// results. With crossovers, `adherence.csv` says
/// what was heard in each call (`none` where nobody answered).
///
/// Comma-separated UTF-8 with a header line. The same campaign gives the same bytes. Opportunities and sales stand in
/// the order of their calls, not of their own dates, and go on after the last call: read them with a date of reading.
public struct CampaignFiles: CampaignSink {
  /// How local times are written.
  public enum TimeStyle: Hashable, Sendable {
    /// `2026-03-02T10:15:30`, to be read in the plan's time zone.
    case local
    /// `2026-03-02T10:15:30+01:00`.
    case offset
  }

  private let folder: URL
  private let style: TimeStyle
  private let replacing: Bool
  private var writer: CampaignWriter?

  /// Files in a folder, which is created when needed.
  ///
  /// - Parameters:
  ///   - folder: where to write.
  ///   - times: how local times are written.
  ///   - replacing: whether files of these names may be replaced; otherwise they are an error.
  public init(folder: URL, times: TimeStyle = .local, replacing: Bool = false) {
    self.folder = folder
    self.style = times
    self.replacing = replacing
  }

  /// Creates the files.
  public mutating func begin(_ roster: CampaignRoster) throws(CampaignFileError) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(path: folder.path, reason: error.localizedDescription)
    }
    writer = try CampaignWriter(folder: folder, roster: roster, style: style, replacing: replacing)
  }

  /// Writes a lead, and its assignment where that has a file.
  public mutating func lead(_ row: LeadRow) throws(CampaignFileError) { try writer?.write(row) }
  /// Writes a call.
  public mutating func call(_ row: CallRow) throws(CampaignFileError) { try writer?.write(row) }
  /// Writes an opportunity.
  public mutating func opportunity(_ row: OpportunityRow) throws(CampaignFileError) { try writer?.write(row) }
  /// Writes a sale.
  public mutating func sale(_ row: SaleRow) throws(CampaignFileError) { try writer?.write(row) }

  /// Closes the files and writes the truth.
  public mutating func finish() throws(CampaignFileError) {
    try writer?.close()
    writer = nil
  }
}
