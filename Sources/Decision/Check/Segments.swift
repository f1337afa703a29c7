import Experiment
import Statistics

/// Mature calls and opportunities by stratum, window and weekday, each challenger beside the control; a dimension with
/// fewer than two parts is left out.
func segments(of mature: MatureCalls, test: TestProtocol) throws(DecisionError) -> [Segment] {
  var segments: [Segment] = []
  for dimension in Segment.Dimension.allCases {
    let cells = mature.byDay.grouped { key in
      dimension.part(of: key).map { UnitKey(variant: key.variant, stratum: $0) }
    }
    let names = Set(cells.cells.keys.compactMap(\.stratum))
    guard names.count > 1 else { continue }
    for name in dimension.ordered(names, in: test) {
      for variant in test.variants.all {
        let cell = cells[UnitKey(variant: variant.name, stratum: name)]
        let control = cells[UnitKey(variant: test.variants.control.name, stratum: name)]
        let rate = try MatureCalls.proportion(cell, variant.name)
        var difference: Estimate?
        if variant.role == .challenger, let rate,
          let reference = try MatureCalls.proportion(control, test.variants.control.name)
        {
          difference = try asking { () throws(StatisticsError) in
            try TwoProportions(control: reference, variant: rate)
              .difference(.miettinenNurminen, confidence: test.goal.confidence)
          }
        }
        segments.append(
          Segment(
            dimension: dimension, name: name, variant: variant.name, calls: cell.calls,
            opportunities: cell.opportunities, tco: try rate?.estimate(confidence: test.goal.confidence),
            difference: difference))
      }
    }
  }
  return segments
}

extension Segment.Dimension {
  fileprivate func part(of key: DayKey) -> String? {
    switch self {
    case .stratum: key.stratum
    case .window: key.window
    case .weekday: key.date?.weekday.rawValue
    }
  }

  /// Strata by name, windows in plan order, weekdays from Monday.
  fileprivate func ordered(_ names: Set<String>, in test: TestProtocol) -> [String] {
    switch self {
    case .stratum: return names.sorted()
    case .weekday: return Weekday.allCases.map(\.rawValue).filter(names.contains)
    case .window:
      let planned = test.calling.windows.map(\.name).filter(names.contains)
      return planned + names.subtracting(planned).sorted()
    }
  }
}
