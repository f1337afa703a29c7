import Decision
import Experiment
import Simulation

/// How far the shares of the challenger's script are from one half in one test: whole numbers of millionths, so that sums
/// over tests do not depend on their order.
struct BalanceFigures: Hashable, Sendable {
  /// Of the units that were drawn: leads, companies, agents or half-days.
  let overall: Int
  /// In the stratum where it is largest: list or team; nil where units are drawn without strata.
  let strata: Int?
  /// Of the calls in the weekday and half of the day where it is largest.
  let weekParts: Int

  init(_ campaign: Campaign, _ tally: Tally) {
    let test = campaign.plan.test
    let challengers = Set(test.variants.all.filter { $0.name.hasPrefix("challenger") }.map(\.name))
    func deviation(_ challenger: Int, _ all: Int) -> Int {
      all > 0 ? Int(((Double(challenger) / Double(all) - 0.5).magnitude * 1e6).rounded()) : 0
    }
    if let schedule = campaign.roster.design.schedule {
      let arms = schedule.rows.flatMap(\.arms)
      overall = deviation(arms.count { $0 == 1 }, arms.count)
      strata = nil
    } else {
      let counts = tally.units.counts
      func share(_ stratum: String??) -> Int {
        let own = counts.filter { entry in stratum.map { $0 == entry.key.stratum } ?? true }
        return deviation(
          own.reduce(0) { challengers.contains($1.key.variant) ? $0 + $1.value : $0 }, own.values.reduce(0, +))
      }
      overall = share(nil)
      let names = Set(counts.keys.compactMap(\.stratum))
      strata = names.map { share(.some($0)) }.max()
    }
    let parts = tally.byDay.grouped { key in
      UnitKey(
        variant: challengers.contains(key.variant) ? "challenger" : "control",
        stratum: "\(key.date.map(\.weekday.rawValue) ?? "") \(key.window ?? "")")
    }
    weekParts =
      Set(parts.cells.keys.compactMap(\.stratum)).map { part in
        let challenger = parts[UnitKey(variant: "challenger", stratum: part)].calls
        return deviation(challenger, challenger + parts[UnitKey(variant: "control", stratum: part)].calls)
      }.max() ?? 0
  }
}
