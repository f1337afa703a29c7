import Decision

extension DesignPage {
  /// Agents or half-days: how many, how alike their calls are, and what they can show.
  var structureSection: PageSection? {
    guard let structure = design.structure else { return nil }
    let absent = NumberFormat.absent
    func count(_ clusters: Int?) -> String { clusters.map { wording.clusters($0, of: structure) } ?? absent }
    let detectable = structure.detectableRate.map {
      "\(numbers.percent($0, places: ratePlaces)) (\(numbers.percent($0 / assumed.baseline - 1, places: 0, signed: true)))"
    }
    var rows: [(Caption, String)] = [
      (.structureKind, text(structure.kind.caption)), (.clustersPlanned, count(structure.clusters)),
      (.clustersNeeded, count(structure.clustersNeeded)),
      (.callsEach, structure.callsPerCluster.map { numbers.decimal($0, places: 0) } ?? absent),
      (.callsVary, numbers.percent(structure.sizeVariation, places: 0)),
    ]
    if structure.kind == .agentsCrossOver {
      rows.append((.slotsPerAgent, structure.slots.map { numbers.integer($0) } ?? absent))
    }
    for (correlation, share) in structure.correlations {
      let source = wording.source(of: correlation, share)
      rows.append((share.caption, "\(numbers.decimal(correlation.value, places: 5)) (\(source))"))
    }
    rows += [
      (.degreesOfFreedom, structure.degreesOfFreedom.map { numbers.decimal(max(0, $0), places: 0) } ?? absent),
      (.chance, structure.power.map { numbers.percent($0, places: 0) } ?? absent),
      (.smallestSeen, detectable ?? absent),
    ]
    let lead = [
      wording.lesson(of: structure), wording.shown(by: structure, of: design),
      structure.callbacks.flatMap { wording.advice(on: $0) },
    ].compactMap { $0 }
    return PageSection(
      id: "structure", title: text(.structureTitle), lead: lead.joined(separator: " "),
      blocks: [.table(facts(text(.structureTitle), rows))])
  }
}

extension DesignStructure {
  /// How alike calls are, by what they share.
  var correlations: [(correlation: Correlation, share: CorrelationShare)] {
    [(correlation, kind == .switchback ? .slots : .agents)] + (withinSlot.map { [($0, .agentSlots)] } ?? [])
  }
}

extension DesignStructure.Kind {
  var caption: Caption {
    switch self {
    case .agents: .keepsScript
    case .agentsCrossOver: .usesEveryScript
    case .switchback: .teamChanges
    }
  }
}

extension CorrelationShare {
  var caption: Caption {
    switch self {
    case .agents: .correlationAgents
    case .agentSlots: .correlationAgentSlots
    case .slots: .correlationSlots
    case .units: .correlationUnits
    }
  }
}
