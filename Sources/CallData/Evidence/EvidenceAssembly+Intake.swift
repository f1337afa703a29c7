import Decision
import Experiment
import Foundation

/// What was read, and what became of it.
extension EvidenceAssembly {
  /// Names the files.
  mutating func noteSources() {
    func source(_ kind: Intake.Source.Kind, _ file: DelimitedFile, _ rows: Int, _ rejected: Int) -> Intake.Source {
      Intake.Source(kind: kind, name: (file.path as NSString).lastPathComponent, rows: rows, rejected: rejected)
    }
    if let leads {
      intake.sources.append(source(.leads, leads.file, leads.rows, leads.rejected.count))
      intake.note(.duplicateLead, leads.duplicates)
    }
    if let adherence = scan.rules.adherence {
      intake.sources.append(source(.adherence, adherence.file, adherence.rows, adherence.rejected.count))
      intake.note(.duplicateAdherence, adherence.duplicates)
    }
    if let assignments {
      intake.sources.append(source(.assignments, assignments.file, assignments.rows, assignments.rejected.count))
      intake.note(.duplicateAssignment, assignments.duplicates)
    }
    if let schedule { intake.sources.append(source(.assignments, schedule.file, schedule.rows, 0)) }
    if let opportunities {
      intake.sources.append(
        source(.opportunities, opportunities.file, opportunities.rows, opportunities.rejected.count))
    }
    if let sales {
      intake.sources.append(source(.sales, sales.file, sales.rows, sales.rejected.count))
      intake = intake + sales.intake
      for sale in marginPerSale.map(sales.sales(below:)) ?? [] {
        intake.note(.amountBelowMargin, example: sales.example(sale))
      }
    }
    if let touches {
      intake.sources.append(source(.touches, touches.file, touches.rows, touches.rejected.count))
    }
    intake.sources.append(source(.calls, scan.file, scan.rows, scan.rejected.count))
  }

  /// Counts the rows that are not part of the test or the comparison.
  mutating func noteRows(_ summary: LeadSummary) {
    let filteredOut = [
      assignments?.filteredOut, opportunities?.filteredOut, sales?.filteredOut, leads?.filteredOut,
      touches?.filteredOut,
      scan.rules.adherence?.filteredOut,
    ].compactMap { $0 }
    intake.note(.filteredOut, filteredOut.reduce(scan.rows(.filteredOut), +))
    intake.note(.beforeStart, scan.rows(.beforeStart))
    intake.note(.afterEnd, scan.rows(.afterEnd))
    intake.note(.afterReading, scan.rows(.afterReading))
    intake.note(
      assignments?.key == .otherUnit && test.drawnUnit == .agent ? .unassignedAgent : .unassignedLead,
      scan.rows(.unassigned))
    intake.note(.unlistedLead, scan.rows(.unlisted))
    intake.note(.heldOut, scan.rows(.heldOut))
    intake.note(.otherTest, scan.rows(.otherTest))
    intake.note(.mixedCompany, summary.mixedCompanies)
    intake.note(.unknownCompany, summary.unknownCompanyCalls)
    intake.note(.outsideWindows, calls(.isOutsideWindows))
    if let adherence = scan.rules.adherence {
      intake.note(.heardUnknown, calls(.isHeardUnknown))
      intake.note(.adherenceWithoutCall, adherence.count - calls(.isInAdherence))
    }
    intake.note(.outsideSchedule, scan.rows(.outsideSchedule))
    intake.note(.washOut, scan.rows(.washOut) - repeatedInWashOut + summary.washedOut)
    intake.note(.sharedLead, summary.sharedLeads)
    intake.note(.changingVariant, summary.changingVariants)
    for (fate, count) in summary.findings {
      switch fate {
      case .beforeCall: intake.note(.opportunityBeforeCall, count)
      case .inWashOut: intake.note(.opportunityInWashOut, count)
      case .repeated: intake.note(.repeatedOpportunity, count)
      }
    }
    for index in summary.salesBeforeCall {
      intake.note(.saleBeforeCall, example: sales.map { $0.example($0.sales[index]) })
    }
    intake.note(.skippedTime, scan.chunks.reduce(-repeated.skippedTimes) { $0 + $1.skippedTimes })
    intake.note(.repeatedTime, scan.chunks.reduce(-repeated.repeatedTimes) { $0 + $1.repeatedTimes })
  }

  /// Tells opportunities of calls or leads outside the test from those that no call is known of.
  mutating func noteUnmatched(_ leads: [IdentifierKey]) {
    var sought = OutsideCalls()
    if scan.hasCallsOutside {
      for call in unmatchedCalls { sought.calls.add(call) }
      for lead in leads { sought.leads.add(lead) }
    }
    let outside = sought.isEmpty ? sought : scan.find(sought)
    let known = unmatchedCalls.count(where: outside.calls.isFound) + leads.count(where: outside.leads.isFound)
    intake.note(.opportunityOutside, known)
    intake.note(.opportunityWithoutCall, unmatchedCalls.count + leads.count - known)
  }

  /// Calls with a sign, repeated rows once.
  private func calls(_ sign: CallSigns) -> Int {
    scan.calls(sign) - repeated.signs[sign.rawValue.trailingZeroBitCount]
  }
}
