import Decision
import Statistics

extension ReadingPage {
  /// When opportunities come, by variant; nil where their dates are unknown.
  var delaysSection: PageSection? {
    let charts = DelayCharts(
      curves: reading.variants.map { arm in
        reading.delays.first { $0.variant == arm.name } ?? DelayCurve(variant: arm.name, points: [])
      }, control: reading.control, wording: wording, title: text(.delaysTitle), lead: text(.delaysLead),
      shareTitle: text(.delayShare), places: ratePlaces,
      mark: reading.method.within.map { BarAxis.Tick(value: Double($0), label: text(.maturityWindow)) })
    guard let block = charts.block else { return nil }
    return PageSection(id: "delays", title: text(.delaysTitle), lead: text(.delaysLead), blocks: [block])
  }
}
