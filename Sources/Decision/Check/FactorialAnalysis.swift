import Experiment
import Statistics

/// Main effects and interaction of scripts crossed with windows.
struct FactorialAnalysis {
  let test: TestProtocol
  let mature: MatureCalls
  /// Leads by their mature calls and opportunities, which tell how alike calls of one lead are.
  let leads: LeadTable

  /// The effects; nil unless the plan crosses scripts with windows and every pair has mature calls.
  func reading() throws(DecisionError) -> FactorialReading? {
    guard test.factors.contains(.script), test.factors.contains(.window),
      let script = test.variants.control.script, let window = test.variants.control.window
    else { return nil }
    let scripts = levels(of: test.variants.all.compactMap(\.script), first: script)
    let windows = levels(of: test.variants.all.compactMap(\.window), first: window)
    var cells: [[Proportion]] = []
    for script in scripts {
      var row: [Proportion] = []
      for window in windows {
        guard let arm = test.variants.all.first(where: { $0.script == script && $0.window == window }),
          let counts = try mature.proportion(arm.name)
        else { return nil }
        let effect = try designEffect(of: arm.name, counts)
        row.append(try asking { () throws(StatisticsError) in try counts.deflated(by: effect) })
      }
      cells.append(row)
    }
    let confidence = test.goal.confidence
    return try asking { () throws(StatisticsError) in
      let table = try FactorialTable(cells)
      var effects: [FactorialReading.MainEffect] = []
      for (factor, levels) in [(Factor.script, scripts), (.window, windows)] {
        for level in levels.indices.dropFirst() {
          let effect = try table.mainEffect(
            of: factor == .script ? .rows : .columns, level: level, confidence: confidence)
          effects.append(
            FactorialReading.MainEffect(
              factor: factor, level: levels[level], reference: levels[0], difference: effect.estimate,
              p: effect.test.pValue, pAdjusted: effect.test.pValue))
        }
      }
      for (index, p) in try PValueAdjustment.holm.adjusted(effects.map(\.p)).enumerated() {
        effects[index].pAdjusted = p
      }
      var interactions: [FactorialReading.Interaction] = []
      for row in scripts.indices.dropFirst() {
        for column in windows.indices.dropFirst() {
          let effect = try table.interaction(row: row, column: column, confidence: confidence)
          interactions.append(
            FactorialReading.Interaction(
              script: scripts[row], window: windows[column], difference: effect.estimate, p: effect.test.pValue))
        }
      }
      return FactorialReading(
        mainEffects: effects, interactions: interactions, interactionP: table.interactionTest().pValue)
    }
  }

  /// How many times the variance of independent calls the variance from lead to lead is, at least 1: what calls of one lead
  /// have in common counts once.
  private func designEffect(of variant: String, _ counts: Proportion) throws(DecisionError) -> Double {
    let rows = leads.sorted.compactMap { key, row in
      key.variant == variant
        ? RatioOfSums.Row(trials: key.calls, successes: key.opportunities, units: row.leads) : nil
    }
    let independent = counts.rate * (1 - counts.rate) / Double(counts.trials)
    guard leads.hasRepeatedCalls, independent > 0, rows.contains(where: { $0.trials > 0 }) else { return 1 }
    let error = try asking { () throws(StatisticsError) in try RatioOfSums.Arm(rows).standardError }
    return error.isFinite ? max(1, error * error / independent) : leads.callsPerLead
  }

  /// Each level once, the control's first, the others in plan order.
  private func levels(of names: [String], first: String) -> [String] {
    names.reduce(into: [first]) { levels, name in
      if !levels.contains(name) { levels.append(name) }
    }
  }
}
