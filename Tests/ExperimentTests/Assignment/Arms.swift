import Experiment

/// Variants v0 (control), v1, … with weights.
func arms(_ weights: [Double]) throws -> Variants {
  try Variants(
    weights.enumerated().map { index, weight in
      Variant(name: "v\(index)", role: index == 0 ? .control : .challenger, weight: weight)
    })
}

/// Half-days of calling weeks from Monday 2 March 2026.
func halfDays(
  weeks: Int, weekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday], closed: [String] = []
) -> [Slot] {
  let calendar = CallingCalendar(weekdays: weekdays, closed: Set(closed.compactMap { CivilDate(iso: $0) }))
  guard let first = CivilDate(iso: "2026-03-02") else { return [] }
  return SlotCalendar(calendar, length: .halfDay).slots(from: first, through: first + (7 * weeks - 1))
}

/// How often each value occurs.
func counts(_ values: some Sequence<Int>, of variants: Int) -> [Int] {
  values.reduce(into: [Int](repeating: 0, count: variants)) { $0[$1] += 1 }
}
