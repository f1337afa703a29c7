public import Decision
import Experiment
public import Foundation

extension ExperimentRecord {
  /// What a reading of a plan rests on, by the record beside it.
  ///
  /// - Parameters:
  ///   - plan: the plan in force.
  ///   - evidence: what was read.
  ///   - version: version of the program.
  ///   - zone: time zone that days are told in.
  /// - Throws: that the lock cannot be read, or that a figure is not finite.
  public func provenance(
    of plan: PlanContents, _ evidence: Evidence, version: String, zone: TimeZone
  ) throws(RecordError) -> Provenance {
    let lock = try lock()
    func day(_ time: Date) -> CivilDate {
      let seconds = time.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: time))
      return CivilDate(dayNumber: Int((seconds / 86_400).rounded(.down)))
    }
    return Provenance(
      version: version, planFingerprint: try Fingerprint.of(values: plan.locked),
      dataFingerprint: try Fingerprint.of(evidence: evidence), lockedOn: lock.map { day($0.startedAt) },
      amendments: (lock?.amendments ?? []).map { amendment in
        Provenance.Amendment(
          date: day(amendment.time), reason: amendment.reason, paths: amendment.changes.map(\.path),
          looksBefore: amendment.looksBefore)
      })
  }
}
