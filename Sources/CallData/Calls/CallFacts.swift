/// What one row says about one call, in numbers of the worker that read it.
struct CallFacts {
  var lead = IdentifierKey(low: 0, high: 0)
  var call = IdentifierKey(low: 0, high: 0)
  var moment = LocalMoment(instant: 0, day: 0, second: 0)
  /// Index of the assigned variant.
  var variant = 0
  /// Index of the variant the row names, -1 for none.
  var delivered = -1
  /// Numbers of the worker's texts, 0 for none.
  var agent: UInt32 = 0
  var stratum: UInt32 = 0
  var window: UInt32 = 0
  /// Seconds, -1 where the row states none.
  var talk = -1
  var wrap = -1
  /// 1 yes, 0 no, -1 not stated.
  var answered = -1
  var qualified = false
  /// Millionths of the currency unit, -1 where the row states none.
  var cost = -1
  /// Number of the time zone that the assignments file states, 0 for none.
  var assignedZone: UInt16 = 0
  /// How the call stands before the law; empty without one.
  var conduct = ConductFlags()
  /// What the lead table keeps of it.
  var leadMarks: UInt32 = 0
}

/// What becomes of a row of calls; each row has exactly one fate.
enum RowFate: Int, CaseIterable {
  case counted, filteredOut, beforeStart, afterEnd, afterReading, unassigned, rejected
}
