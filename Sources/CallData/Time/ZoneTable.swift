import Foundation

/// A time zone as a table of transitions, so that each row costs integer arithmetic only.
///
/// The offsets are Foundation's, sampled once a week from 1970 to the end of 2105 and narrowed down to the second
/// where they change.
struct ZoneTable: Sendable {
  /// First instant of each offset, in seconds since 1970-01-01T00:00:00Z; the first one is the distant past.
  let starts: [Int]
  /// Seconds east of Greenwich from that instant on.
  let offsets: [Int]
  /// Local time from which each offset alone applies: after the skipped or repeated time of its transition.
  let localStarts: [Int]

  /// The table of a zone with an IANA name.
  init(named name: String) throws(CallDataError) {
    guard let zone = TimeZone(identifier: name) else { throw .unknownTimeZone(name) }
    self.init { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0))) }
  }

  /// The table of a function from instants to offsets.
  init(offset: (Int) -> Int) {
    let week = 7 * 86_400
    var starts = [Int.min]
    var offsets = [offset(0)]
    var instant = 0
    while instant < 136 * 52 * week + 30 * week {
      let next = instant + week
      let ahead = offset(next)
      if ahead != offsets[offsets.count - 1] {
        var before = instant
        var after = next
        while after - before > 1 {
          let middle = (before + after) / 2
          if offset(middle) == ahead { after = middle } else { before = middle }
        }
        starts.append(after)
        offsets.append(ahead)
      }
      instant = next
    }
    self.starts = starts
    self.offsets = offsets
    localStarts = starts.indices.map { index in
      index == 0 ? Int.min : starts[index] + max(offsets[index - 1], offsets[index])
    }
  }

  /// The index of the offset at an instant.
  func index(at instant: Int) -> Int {
    ZoneTable.last(notAfter: instant, in: starts)
  }

  /// The index of the offset that alone applies last before or at a local time.
  func index(atLocal local: Int) -> Int {
    ZoneTable.last(notAfter: local, in: localStarts)
  }

  private static func last(notAfter value: Int, in sorted: [Int]) -> Int {
    var low = 0
    var high = sorted.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if sorted[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }
}

/// An instant with its local date and time.
struct LocalMoment: Hashable, Sendable {
  /// What the clock rule did.
  enum Rule: UInt8, Sendable {
    /// Nothing: the local time occurs once.
    case plain
    /// The local time was skipped when clocks went forward: read one hour later.
    case skipped
    /// The local time occurs twice: read as the first.
    case repeated
  }

  /// Seconds since 1970-01-01T00:00:00Z.
  var instant: Int
  /// Local date, in days since 1970-01-01.
  var day: Int
  /// Local second of the day; -1 where only a date was written.
  var second: Int
  var rule: Rule = .plain

  /// Whether only a date was written.
  var isDateOnly: Bool { second < 0 }
}

/// Local times to instants and back, remembering the offset of the last one: logs are nearly in order.
struct LocalClock {
  private let table: ZoneTable
  // The offset that applied last, for instants and for local times.
  private var from = 1
  private var until = 0
  private var offset = 0
  private var localFrom = 1
  private var localUntil = 0
  private var localOffset = 0

  init(_ table: ZoneTable) {
    self.table = table
  }

  /// The local date and time of an instant.
  @inline(__always)
  mutating func moment(at instant: Int) -> LocalMoment {
    if instant < from || instant >= until { find(instant) }
    return split(instant, local: instant + offset)
  }

  /// The instant of a local time: `second` of `day`.
  @inline(__always)
  mutating func moment(day: Int, second: Int) -> LocalMoment {
    let local = day * 86_400 + second
    if local >= localFrom, local < localUntil {
      return LocalMoment(instant: local - localOffset, day: day, second: second)
    }
    return findLocal(local)
  }

  private func split(_ instant: Int, local: Int) -> LocalMoment {
    let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    return LocalMoment(instant: instant, day: day, second: local - day * 86_400)
  }

  private mutating func find(_ instant: Int) {
    let index = table.index(at: instant)
    from = table.starts[index]
    until = index + 1 < table.starts.count ? table.starts[index + 1] : Int.max
    offset = table.offsets[index]
  }

  private mutating func findLocal(_ local: Int) -> LocalMoment {
    let index = table.index(atLocal: local)
    let offset = table.offsets[index]
    guard index + 1 < table.starts.count else {
      remember(from: table.localStarts[index], until: Int.max, offset: offset)
      return split(local - offset, local: local)
    }
    let after = table.offsets[index + 1]
    let ambiguousFrom = table.starts[index + 1] + min(offset, after)
    guard local >= ambiguousFrom else {
      remember(from: table.localStarts[index], until: ambiguousFrom, offset: offset)
      return split(local - offset, local: local)
    }
    // Skipped and repeated times alike are read with the offset before the transition.
    let instant = local - offset
    var moment = split(instant, local: after > offset ? instant + after : local)
    moment.rule = after > offset ? .skipped : .repeated
    return moment
  }

  private mutating func remember(from: Int, until: Int, offset: Int) {
    localFrom = from
    localUntil = until
    localOffset = offset
  }
}
