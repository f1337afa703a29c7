import Experiment

/// Reads timestamps: ISO 8601 with and without offset, and a declared format besides.
struct TimestampReader {
  /// Dates that are accepted: 1970 to 2105. Anything else is a slip of the keyboard or of a spreadsheet.
  static let acceptedDays = 0..<49_673

  private var clock: LocalClock
  private let declared: DateFormat?
  // The date read last: rows of one day stand together.
  private var dateHead: UInt64 = 0
  private var dateTail: UInt64 = 0
  private var day = 0

  init(zone: ZoneTable, declared: DateFormat?) {
    clock = LocalClock(zone)
    self.declared = declared
  }

  /// The moment a field states, or nil where it states none.
  @inline(__always)
  mutating func moment(_ field: Field) -> LocalMoment? {
    if let declared { return declaredMoment(field, declared) }
    return isoMoment(field)
  }

  private mutating func declaredMoment(_ field: Field, _ format: DateFormat) -> LocalMoment? {
    guard let read = format.read(field.trimmed) else { return isoMoment(field.trimmed) }
    switch read {
    case .unix(let seconds):
      let moment = clock.moment(at: seconds)
      return TimestampReader.acceptedDays.contains(moment.day) ? moment : nil
    case .written(let day, let second, let offset):
      return resolved(day: day, second: second, offset: offset)
    }
  }

  private mutating func resolved(day: Int, second: Int, offset: Int?) -> LocalMoment? {
    guard TimestampReader.acceptedDays.contains(day) else { return nil }
    guard second >= 0 else {
      return LocalMoment(instant: clock.moment(day: day, second: 0).instant, day: day, second: -1)
    }
    guard let offset else { return clock.moment(day: day, second: second) }
    let moment = clock.moment(at: day * 86_400 + second - offset)
    return TimestampReader.acceptedDays.contains(moment.day) ? moment : nil
  }

  /// `YYYY-MM-DD`, then `T` or a blank and `HH:MM`, `:SS`, decimals and `Z` or an offset where written.
  @inline(__always)
  private mutating func isoMoment(_ field: Field) -> LocalMoment? {
    guard field.count >= 10, readDate(field) else { return nil }
    let text = field.start
    if field.count == 10 { return resolved(day: day, second: -1, offset: nil) }
    guard field.count >= 16, text[10] == 0x54 || text[10] == 0x20 || text[10] == 0x74, text[13] == 0x3A else {
      return nil
    }
    let hour = TimestampReader.pair(text + 11)
    let minute = TimestampReader.pair(text + 14)
    guard hour < 24, minute < 60 else { return nil }
    var second = hour * 3600 + minute * 60
    var index = 16
    if field.count >= 19, text[16] == 0x3A {
      let seconds = TimestampReader.pair(text + 17)
      guard seconds < 60 else { return nil }
      second += seconds
      index = 19
    }
    if index == field.count {
      return clock.moment(day: day, second: second)
    }
    if index + 1 == field.count, text[index] == 0x5A {
      let moment = clock.moment(at: day * 86_400 + second)
      return moment.day >= 0 ? moment : nil
    }
    return isoTail(field, from: index, second: second)
  }

  private mutating func isoTail(_ field: Field, from start: Int, second: Int) -> LocalMoment? {
    var index = start
    if index == 19, index + 1 < field.count, field[index] == 0x2E || field[index] == 0x2C {
      index += 1
      let first = index
      while index < field.count, field[index] &- 48 < 10 { index += 1 }
      guard index > first else { return nil }
    }
    if index == field.count { return resolved(day: day, second: second, offset: nil) }
    let zone = Field(field.start + index, field.count - index).trimmed
    guard let offset = TimestampReader.offset(zone) else { return nil }
    return resolved(day: day, second: second, offset: offset)
  }

  @inline(__always)
  private mutating func readDate(_ field: Field) -> Bool {
    let raw = UnsafeRawPointer(field.start)
    let head = raw.loadUnaligned(as: UInt64.self)
    let tail = (raw + 2).loadUnaligned(as: UInt64.self)
    if head == dateHead, tail == dateTail { return true }
    return readNewDate(field, head, tail)
  }

  private mutating func readNewDate(_ field: Field, _ head: UInt64, _ tail: UInt64) -> Bool {
    let text = field.start
    guard text[4] == 0x2D, text[7] == 0x2D else { return false }
    let century = TimestampReader.pair(text)
    let year = TimestampReader.pair(text + 2)
    let month = TimestampReader.pair(text + 5)
    let dayOfMonth = TimestampReader.pair(text + 8)
    guard century < 100, year < 100, let date = CivilDate(year: century * 100 + year, month: month, day: dayOfMonth),
      TimestampReader.acceptedDays.contains(date.dayNumber)
    else { return false }
    day = date.dayNumber
    dateHead = head
    dateTail = tail
    return true
  }

  /// Two digits, or 1000 where they are none.
  @inline(__always)
  static func pair(_ text: UnsafePointer<UInt8>) -> Int {
    let tens = text[0] &- 48
    let ones = text[1] &- 48
    return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : 1000
  }

  /// `Z`, `UTC`, `GMT`, `+HH:MM`, `+HHMM` or `+HH` in seconds east of Greenwich; nil for anything else.
  static func offset(_ field: Field) -> Int? {
    if field.matches("z") || field.matches("utc") || field.matches("gmt") { return 0 }
    guard field.count == 3 || field.count == 5 || field.count == 6, field[0] == 0x2B || field[0] == 0x2D else {
      return nil
    }
    let hours = pair(field.start + 1)
    var minutes = 0
    if field.count == 5 { minutes = pair(field.start + 3) }
    if field.count == 6 {
      guard field[3] == 0x3A else { return nil }
      minutes = pair(field.start + 4)
    }
    guard hours <= 18, minutes < 60 else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return field[0] == 0x2D ? -seconds : seconds
  }
}
