public import Experiment

/// Calls of one arm on a day, in a window and a stratum: the finest figures of a reading, for spreadsheets and other
/// programs to add up.
public struct CallGroup: Hashable, Sendable {
  /// The arm.
  public var variant: String
  /// The day; nil in undated counts.
  public var date: CivilDate?
  /// The call window; nil outside all windows or where there are none.
  public var window: String?
  /// The stratum; nil where the plan has none.
  public var stratum: String?
  /// Whether the calls are old enough to be compared: those of the indicators.
  public var isMature: Bool
  /// Calls placed.
  public var calls: Int
  /// Their opportunities, qualified within the maturity window.
  public var opportunities: Int
  /// Answered calls; nil unless the data say of every call whether it was answered.
  public var answered: Int?
  /// Talk time in seconds; nil unless the data give it for every call.
  public var talkSeconds: Int?
}

/// The calls of a reading in groups, by arm in the order of the plan, then by date, window and stratum.
func callGroups(of tally: Tally, test: TestProtocol, matureThrough: CivilDate?) -> [CallGroup] {
  let byVariant = Dictionary(grouping: tally.byDay.sorted, by: \.key.variant)
  return test.variants.names.flatMap { variant in
    (byVariant[variant] ?? []).map { key, cell in
      CallGroup(
        variant: variant, date: key.date, window: key.window, stratum: key.stratum,
        isMature: key.date.map { date in matureThrough.map { date <= $0 } ?? true } ?? true, calls: cell.calls,
        opportunities: cell.opportunities, answered: cell.answerKnown == cell.calls ? cell.answered : nil,
        talkSeconds: cell.timedCalls == cell.calls ? cell.talkSeconds : nil)
    }
  }
}
