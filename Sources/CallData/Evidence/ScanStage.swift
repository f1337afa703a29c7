import Cost
import Decision
package import Experiment

/// What a scan of calls computes, step by step: for measuring what each step costs.
package enum ScanStage: String, CaseIterable, Sendable {
  /// Typed fields and the four margins.
  case margins
  /// Margins and repeated call ids.
  case duplicates
  /// Margins, repeated call ids and the lead table.
  case leads

  /// Runs the steps up to this one over a calls file whose rows record their variants, and returns the tally.
  ///
  /// - Parameters:
  ///   - path: The calls file.
  ///   - test: The protocol of the test.
  ///   - threads: Threads of the scan; nil: one for each core.
  ///   - keyMemory: Bytes that keys may take before they are gathered in passes; nil: as ever.
  package func run(
    _ path: String, test: TestProtocol, threads: Int?, keyMemory: Int?
  ) throws(CallDataError) -> (tally: Tally, rows: Int, repeated: Int) {
    let zone = try ZoneTable(named: test.timeZone)
    let rules = CallRules(test, source: .recorded, lastDay: nil, zone: zone, format: nil)
    let file = try DelimitedFile(path, format: DataSources())
    let columns = try CallColumns(file, test: test, keep: [:], stratumIsAssigned: false)
    var effort = ScanEffort(threads: threads)
    if let keyMemory { effort.keyMemory = keyMemory }
    let scan = CallScan(file, columns: columns, rules: rules, effort: effort, progress: nil)
    var keys = scan.keysOfFirstPass
    if self != .leads { keys.leads = 0..<0 }
    if self == .margins { keys = .none }
    scan.run(gathering: keys)
    if self == .leads {
      var assembly = EvidenceAssembly(
        test: test, scan: scan, columns: columns, opportunities: nil, sales: nil, assignments: nil, schedule: nil,
        leads: nil,
        attributionDays: Economics.standardAttributionDays, acceptedSources: [], asOf: nil)
      let evidence = try assembly.evidence()
      return (evidence.tally, scan.rows, evidence.intake[.duplicateCall] + evidence.intake[.conflictingCall])
    }
    var repeated = RepeatedCalls()
    if self == .duplicates {
      for (pass, range) in scan.passes.ranges.enumerated() {
        if pass > 0 { scan.gather(GatheredKeys(calls: range, leads: 0..<0)) }
        repeated.search(scan, partitions: range, callID: columns.callID, questions: [])
      }
    }
    var tally = Tally()
    for worker in 0..<scan.threads { scan.workers[worker].margins.add(to: &tally, names: scan.names(of: worker)) }
    return (tally.withoutEmptyCells, scan.rows, repeated.repetitions.count)
  }
}
