import Decision
import Experiment

extension English {
  func methodName(_ method: ComparisonMethod, unit: RandomisationUnit) -> String {
    switch method {
    case .score: "Score test with Miettinen–Nurminen interval"
    case .exactScore: "Exact score test with the interval that inverts it"
    case .stratifiedScore: "Cochran–Mantel–Haenszel test with stratified Miettinen–Nurminen interval"
    case .ratioOfSums: "Ratio of sums by \(one(unit)) (delta method)"
    case .stratifiedRatioOfSums: "Ratio of sums by \(one(unit)) within strata (delta method)"
    case .agentClusters: "Cluster-robust difference by agent (CR2), Student's t"
    case .slotRandomisation: "Randomisation test of the schedule, with the interval that inverts it"
    }
  }

  func methodReason(_ method: ComparisonMethod, unit: RandomisationUnit) -> String {
    switch method {
    case .score: "Calls count as independent, and the plan compares over the whole list."
    case .exactScore:
      "Calls count as independent, and fewer than five opportunities are expected in one of the groups: too few for the "
        + "normal law."
    case .stratifiedScore: "The plan compares within strata, so that lists of unlike quality do not blur the effect."
    case .ratioOfSums where unit == .company:
      "Companies were assigned as a whole, and calls to one company resemble each other."
    case .ratioOfSums: "Leads were called more than once, and calls of one lead resemble each other."
    case .stratifiedRatioOfSums where unit == .company:
      "Companies were assigned as a whole, and the plan compares within strata."
    case .stratifiedRatioOfSums:
      "Leads were called more than once, and the plan compares within strata."
    case .agentClusters:
      "Agents were assigned to scripts, and agents differ: the agents are what was drawn, however many calls each made."
    case .slotRandomisation:
      "The script went by the half-day, and half-days differ: the schedule is what was drawn, however many calls it held."
    }
  }

  func methodFormula(_ method: ComparisonMethod, unit: RandomisationUnit) -> String {
    switch method {
    case .score:
      "Difference of the two shares, divided by its standard error when that difference is assumed true; the interval "
        + "holds every difference that this test does not reject."
    case .exactScore:
      "Difference of the two shares, divided by its standard error, with the exact probability of every possible outcome "
        + "in place of the normal law; the interval holds every difference that this test does not reject."
    case .stratifiedScore:
      "The differences within each stratum, weighted by its calls, divided by their joint standard error; the interval "
        + "holds every common difference that this test does not reject."
    case .ratioOfSums:
      "Opportunities over calls; the spread is taken from \(one(unit)) to \(one(unit)), not from call to call."
    case .stratifiedRatioOfSums:
      "Opportunities over calls within each stratum, weighted by its calls; the spread is taken from \(one(unit)) to "
        + "\(one(unit))."
    case .agentClusters:
      "Difference of the two shares; its spread is taken from agent to agent, with as many degrees of freedom as the "
        + "agents and their unequal numbers of calls leave."
    case .slotRandomisation:
      "Difference of the two shares, held against the differences of all schedules that the plan could have drawn; the "
        + "interval holds every effect that this test does not reject."
    }
  }

  func monitoring(_ method: Monitoring.Method) -> String {
    switch method {
    case .fixed: "One test at the planned end. Earlier readings show figures and conclude nothing."
    case .groupSequential: "Planned looks; the risk of a false alarm is shared out among them."
    case .anytime: "Readings that stay valid however often they are taken."
    }
  }

  func adjustment(_ adjustment: Goal.Adjustment, comparisons: Int) -> String {
    switch adjustment {
    case .holm: "Holm's procedure over \(plural(comparisons, "comparison", "comparisons"))"
    case .dunnett: "Dunnett's comparison with a control over \(plural(comparisons, "comparison", "comparisons"))"
    case .hochberg: "Hochberg's procedure over \(plural(comparisons, "comparison", "comparisons"))"
    case .none: "none, for \(plural(comparisons, "comparison", "comparisons"))"
    }
  }

  func metric(_ metric: Goal.Metric) -> String {
    switch metric {
    case .tco: "Opportunities per call"
    case .leadConversion: "Leads with an opportunity, per lead"
    }
  }

  func sourceKind(_ kind: Intake.Source.Kind) -> String {
    switch kind {
    case .calls: "calls"
    case .opportunities: "opportunities"
    case .sales: "sales"
    case .touches: "touches"
    case .assignments: "assignments"
    case .leads: "leads"
    case .adherence: "adherence"
    case .counts: "counts"
    case .simulation: "simulation"
    }
  }

  func intake(_ finding: Intake.Finding, rows: Int) -> String {
    func rowsAre(_ rest: String) -> String { "\(plural(rows, "row", "rows")) \(rest)." }
    func calls(_ rest: String) -> String { "\(plural(rows, "call", "calls")) \(rest)." }
    func opportunities(_ rest: String) -> String { "\(plural(rows, "opportunity", "opportunities")) \(rest)." }
    return switch finding {
    case .filteredOut: rowsAre("left out by the plan's filters, outside the test")
    case .beforeStart: calls("before the first day of the test, not counted")
    case .afterEnd: calls("after the last day of the test, not counted")
    case .afterReading: calls("after the day of this reading, not counted")
    case .duplicateCall: rowsAre("repeated a call word for word; the call counts once")
    case .conflictingCall: rowsAre("repeated a call with other content; the first one counts")
    case .unassignedLead: calls("to leads that the assignments file does not name, not counted")
    case .unassignedAgent: calls("by agents that the assignments file does not name, not counted")
    case .unlistedLead: calls("to leads that the leads file does not name, not counted")
    case .heldOut: calls("to leads held out of the test, which keep the current script; not counted")
    case .otherTest: calls("to leads that belong to another test, not counted")
    case .outsideSchedule: calls("on days or by agents outside the schedule, not counted")
    case .washOut: calls("just after a change of script, or to leads first called then; not compared")
    case .outsideWindows: calls("outside every window under test; what they delivered is unknown")
    case .unknownCompany: calls("to leads whose company is unknown; each counts as a company of its own")
    case .sharedLead:
      "\(plural(rows, "lead", "leads")) called by agents of different variants; the agent of the first call counts."
    case .mixedCompany:
      "\(plural(rows, "company", "companies")) with leads of different variants; each variant counts its part."
    case .changingVariant: "\(plural(rows, "lead", "leads")) changed variant between calls; the first one counts."
    case .duplicateAssignment: rowsAre("of the assignments file named a lead again with the same variant")
    case .duplicateLead: rowsAre("of the leads file named a lead again; the first one counts")
    case .heardUnknown: calls("of which no file says what was heard")
    case .adherenceWithoutCall: rowsAre("of the adherence file named calls that are not in the test")
    case .duplicateAdherence: rowsAre("of the adherence file named a call again with the same variant")
    case .opportunityInWashOut: opportunities("of leads or calls left out just after a change of script, not compared")
    case .opportunityOutside: opportunities("of calls or leads outside the test, not counted")
    case .opportunityWithoutCall: opportunities("of leads without a call in the test, not counted")
    case .repeatedOpportunity: opportunities("more for calls that already have one; one counts")
    case .opportunityBeforeCall: opportunities("qualified before the call, not counted")
    case .opportunityAfterReading: opportunities("qualified after the day of this reading, not counted")
    case .otherSource: opportunities("with a source the plan does not accept; counted in comparisons, not in revenue")
    case .saleUnattributed:
      "\(plural(rows, "sale", "sales")) without a call or opportunity of the test in time, not attributed."
    case .touchWithoutCall: rowsAre("of the touches file named leads without a call in the test")
    case .touchAfterReading: rowsAre("of the touches file are after the day of this reading, not counted")
    case .phoneTouch: rowsAre("of the touches file were of the phone; the calls tell these themselves")
    case .saleBeforeCall:
      "\(plural(rows, "sale", "sales")) of leads that were called only afterwards, not attributed."
    case .refund: rowsAre("with a negative amount: refunds, taken off the sale they take back")
    case .refundWithoutSale: rowsAre("with a negative amount whose sale is not in the file before them, not attributed")
    case .marginAboveAmount:
      "\(plural(rows, "sale", "sales")) with a margin above the amount; check that the columns are not exchanged."
    case .amountBelowMargin:
      "\(plural(rows, "sale", "sales")) of less than the plan's margin of a sale, counted with the whole of it: state a `margin` "
        + "in the sales file."
    case .likeSale:
      "\(plural(rows, "sale", "sales")) like another one of the same opportunity, moment and amount, under an id of \(rows == 1 ? "its" : "their") own: "
        + "counted, but check that no sale is there twice."
    case .saleAfterReading: "\(plural(rows, "sale", "sales")) closed after the day of this reading, not counted."
    case .duplicateSale: rowsAre("repeated a sale; it counts once")
    case .conflictingSale: rowsAre("named a sale again with another content; the first one counts")
    case .refundAboveSale: rowsAre("took back more than was left of the sale; check the amounts")
    case .skippedTime: rowsAre("at a local time skipped when clocks went forward; read one hour later")
    case .unknownTimeZone: calls("to leads in a time zone with an unknown name; judged in the plan's time zone")
    case .repeatedTime: rowsAre("at a local time that occurred twice when clocks went back; read as the first")
    }
  }

  func place(of example: Intake.Example, rows: Int) -> String {
    let place = "\(numbers.language.quoted(example.id)), line \(example.line) of \(example.file)"
    return rows == 1 ? "See \(place)." : "The first is \(place)."
  }

  func dimension(_ dimension: Segment.Dimension) -> String {
    switch dimension {
    case .stratum: "By list or stratum"
    case .window: "By calling window"
    case .weekday: "By weekday"
    }
  }
}
