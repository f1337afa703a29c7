import Experiment
import Statistics

/// The shares of each wave of a test, and of the next one, by exploration sampling (Kasy & Sautmann 2021): each variant in
/// proportion to p(1 − p), p the probability that it is best given all calls of the waves before, with uniform
/// priors. Exact: probabilities by quadrature, not by simulation.
///
/// Shares follow results, so variants may be compared within waves only; a difference of pooled rates mixes the days with the
/// scripts. Only what was known when a wave began should enter: with opportunities that take days to be qualified, start a
/// wave once those of the last have matured.
///
/// - Parameters:
///   - plan: a plan whose only stratum is the wave.
///   - evidence: what is known.
///   - floor: the least share of each variant, at most one over their number.
/// - Returns: the waves in the order of their first day (of their names, for undated counts), and the next one.
public func waves(_ plan: Plan, _ evidence: Evidence, floor: Double = 0) throws(DecisionError) -> [WaveShares] {
  let test = plan.test
  let names = test.variants.names
  if let stranger = evidence.tally.byDay.cells.keys.map(\.variant).filter({ !names.contains($0) }).min() {
    throw .unknownVariant(stranger, known: names)
  }
  let cells = evidence.tally.byDay.grouped { key in key.stratum.map { UnitKey(variant: key.variant, stratum: $0) } }
  let found = Set(cells.cells.keys.compactMap(\.stratum))
  guard test.assignment.by.count == 1, !found.isEmpty,
    test.assignment.method == .waves || test.assignment.plannedShares != nil
  else { throw .wavesMissing }
  var firstDays: [String: CivilDate] = [:]
  for key in evidence.tally.byDay.cells.keys {
    guard let wave = key.stratum, let date = key.date else { continue }
    firstDays[wave] = min(date, firstDays[wave] ?? date)
  }
  let order = found.sorted { left, right in
    if let first = firstDays[left], let second = firstDays[right], first != second { return first < second }
    return left < right
  }
  var before = names.map { _ in CallCell() }
  var waves: [WaveShares] = []
  for wave in order.map(Optional.some) + [nil] {
    let counts = try zip(names, before).map { name, cell throws(DecisionError) in
      try MatureCalls.proportion(cell, name)
    }
    let (best, shares) = try asking { () throws(StatisticsError) in
      let sampling = try ExplorationSampling(counts)
      return (sampling.probabilityBest, try sampling.shares(floor: floor))
    }
    let own = names.map { name in wave.map { cells[UnitKey(variant: name, stratum: $0)] } ?? CallCell() }
    let planned = wave.flatMap { test.assignment.plannedShares?.byStratum[$0] }
    waves.append(
      WaveShares(
        wave: wave, firstDay: wave.flatMap { firstDays[$0] },
        arms: names.indices.map { index in
          WaveShares.Arm(
            variant: names[index], calls: own[index].calls, opportunities: own[index].opportunities,
            planned: planned?[names[index]], probabilityBest: best[index], sampled: shares[index])
        }))
    for index in names.indices { before[index] += own[index] }
  }
  return waves
}
