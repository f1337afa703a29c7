import Statistics

/// Where a method stopped a series.
struct Stop: Hashable, Sendable {
  /// Index into the looks of the series.
  let look: Int
  let side: StoppingSide
}

/// What a method did with a series.
enum Outcome: Hashable, Sendable {
  case stopped(Stop)
  /// It looked to the end and never stopped.
  case open
  /// It does not answer for these counts, and says why.
  case refused(String)

  var stop: Stop? { if case .stopped(let stop) = self { stop } else { nil } }
  var isRefused: Bool { if case .refused = self { true } else { false } }
  var side: StoppingSide? { stop?.side }

  /// The first look at which a rule names a side.
  static func first(
    _ looks: some Sequence<Int>, _ rule: (Int) throws(StatisticsError) -> StoppingSide?
  ) throws(StatisticsError) -> Outcome {
    for look in looks {
      if let side = try rule(look) { return .stopped(Stop(look: look, side: side)) }
    }
    return .open
  }
}
