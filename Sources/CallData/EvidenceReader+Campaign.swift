public import Decision
public import Experiment
public import Foundation

extension EvidenceReader {
  /// A reader of a campaign without a test: every call counts, whatever script it delivered.
  ///
  /// The evidence has variants all the same, since every evidence has: they are drawn by a hash of the lead and mean
  /// nothing.
  ///
  /// - Parameters:
  ///   - campaign: A protocol that names the time zone; its start, unit and assignment are not used.
  ///   - attributionDays: Days from a call within which a sale is its doing.
  ///   - currency: ISO 4217 code of the amounts; nil: the sales file may state any one currency.
  ///   - sources: The files and how they are written.
  ///   - directory: The folder that relative paths stand in.
  ///   - maxRejectedShare: Largest share of rejected rows of a file, 0...1.
  ///   - rejectsFile: Where rejected rows are written; nil: nowhere.
  public static func campaign(
    _ campaign: TestProtocol, attributionDays: Int, currency: String?, sources: DataSources, directory: URL,
    maxRejectedShare: Double = 0.01, rejectsFile: URL?
  ) -> EvidenceReader {
    var all = campaign
    // Without a first day no day is outside the campaign.
    all.starts = nil
    all.unit = .lead
    all.assignment = AssignmentRule(method: .hashed, seed: "campaign")
    var reader = EvidenceReader(
      test: all, attributionDays: attributionDays, currency: currency, sources: sources, directory: directory,
      maxRejectedShare: maxRejectedShare, rejectsFile: rejectsFile)
    reader.readsVariants = false
    return reader
  }
}
