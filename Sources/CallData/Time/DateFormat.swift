import Decision
import Experiment

/// A declared way to write dates and times: `dd/MM/yyyy HH:mm`, `EEE, d MMM yyyy HH:mm:ss`, `unix`.
///
/// Letters are those of Unicode Technical Standard 35: `yyyy`, `yy` (2000 to 2099), `M`, `MM`, `MMM` and `MMMM` (English
/// and French names), `d`, `dd`, `EEE` and `EEEE` (read over), `H`, `HH`, `h`, `hh`, `a`, `m`, `mm`, `s`, `ss`, `S…`,
/// `Z` or `X…`. Text in single quotes and all other characters stand for themselves. A value may end after the date, or
/// leave out the seconds.
struct DateFormat: Sendable {
  /// What a value states.
  enum Value {
    /// Seconds since 1970-01-01T00:00:00Z.
    case unix(Int)
    /// A date, the second of the day (-1 where only a date is written) and the offset where one is.
    case written(day: Int, second: Int, offset: Int?)
  }

  private enum Step: Hashable {
    case year, shortYear, month, monthName, day, weekday, hour, halfDayHour, halfDay, minute, second, fraction, offset
    case blank
    case literal(UInt8)
  }

  private let steps: [Step]
  private let isUnix: Bool

  /// A format, or the reason why it is none.
  init(_ pattern: String) throws(CallDataError) {
    isUnix = ["unix", "unix seconds", "epoch"].contains(pattern.lowercased())
    steps = isUnix ? [] : try DateFormat.compiled(pattern)
  }

  private static func compiled(_ pattern: String) throws(CallDataError) -> [Step] {
    var steps: [Step] = []
    let bytes = Array(pattern.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x27 {
        let close = bytes[(index + 1)...].firstIndex(of: 0x27) ?? bytes.count
        steps += bytes[(index + 1)..<close].map(Step.literal)
        index = close + 1
        continue
      }
      guard byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A, byte < 0x80 else {
        steps.append(byte == 0x20 ? .blank : .literal(byte))
        index += 1
        continue
      }
      var length = 1
      while index + length < bytes.count, bytes[index + length] == byte { length += 1 }
      let letter = Character(Unicode.Scalar(byte))
      // A single T stands between date and time in ISO 8601, quoted or not.
      steps.append(byte == 0x54 && length == 1 ? .literal(byte) : try step(letter, length, in: pattern))
      index += length
    }
    let required: [Step] = [.day, .year]
    guard
      required.allSatisfy({ $0 == .year ? steps.contains(.year) || steps.contains(.shortYear) : steps.contains($0) }),
      steps.contains(.month) || steps.contains(.monthName)
    else { throw .dateFormat(pattern, reason: "it needs a year (yyyy), a month (MM, MMM) and a day (dd)") }
    guard !steps.contains(.halfDayHour) || steps.contains(.halfDay) else {
      throw .dateFormat(pattern, reason: "hh counts to 12 and needs a (AM or PM); HH counts to 24")
    }
    return steps
  }

  private static func step(_ letter: Character, _ length: Int, in pattern: String) throws(CallDataError) -> Step {
    switch letter {
    case "y", "u": return length == 2 ? .shortYear : .year
    case "M", "L": return length >= 3 ? .monthName : .month
    case "d": return .day
    case "E": return .weekday
    case "H": return .hour
    case "h": return .halfDayHour
    case "a": return .halfDay
    case "m": return .minute
    case "s": return .second
    case "S": return .fraction
    case "Z", "X", "x": return .offset
    case "D", "Y":
      throw .dateFormat(
        pattern, reason: "\(letter) is \(letter == "D" ? "the day of the year; write d" : "a week's year; write y")")
    default: throw .dateFormat(pattern, reason: "the letter \(letter) has no meaning in it")
    }
  }

  /// What a value states, or nil where it is not written so.
  func read(_ field: Field) -> Value? {
    isUnix ? DateFormat.unix(field) : written(field)
  }

  /// Seconds with decimals, or milliseconds: told apart by magnitude.
  private static func unix(_ field: Field) -> Value? {
    var whole = field
    if let point = (0..<field.count).first(where: { field[$0] == 0x2E || field[$0] == 0x2C }) {
      guard point + 1 < field.count, (point + 1..<field.count).allSatisfy({ field[$0] &- 48 < 10 }) else { return nil }
      whole.count = point
    }
    guard let number = whole.wholeNumber(upTo: 99_999_999_999_999) else { return nil }
    return .unix(number >= 100_000_000_000 ? number / 1000 : number)
  }

  private func written(_ field: Field) -> Value? {
    var reading = DateReading()
    var scan = TextScan(field)
    for step in steps {
      if scan.isAtEnd {
        // The value ends early: fine after a whole date, or when only seconds and what follows are missing.
        guard reading.isDate, reading.hour == nil || reading.minute != nil else { return nil }
        break
      }
      guard take(step, &scan, &reading) else { return nil }
    }
    scan.skipBlanks()
    return scan.isAtEnd ? reading.value : nil
  }

  private func take(_ step: Step, _ scan: inout TextScan, _ reading: inout DateReading) -> Bool {
    switch step {
    case .year: reading.year = scan.number(digits: 4...4)
    case .shortYear: reading.year = scan.number(digits: 2...2).map { 2000 + $0 }
    case .month: reading.month = scan.number(digits: 1...2)
    case .monthName: reading.month = MonthName.number(scan.word())
    case .day: reading.day = scan.number(digits: 1...2)
    case .weekday: return !scan.word().isEmpty
    case .hour: reading.hour = scan.number(digits: 1...2)
    case .halfDayHour: reading.hour = scan.number(digits: 1...2).flatMap { (1...12).contains($0) ? $0 % 12 : nil }
    case .minute: reading.minute = scan.number(digits: 2...2)
    case .second: return scan.second(into: &reading)
    case .fraction: return scan.number(digits: 1...9) != nil
    case .halfDay: return scan.halfDay(into: &reading)
    case .offset:
      reading.offset = TimestampReader.offset(scan.rest)
      scan.finish()
      return reading.offset != nil
    case .blank:
      scan.skipBlanks()
      return true
    case .literal(let byte):
      return scan.take(byte)
    }
    return reading.isPlausible(step == .hour || step == .halfDayHour)
  }
}

extension DataSources {
  /// The declared format of dates, nil where none is declared.
  func declaredDates() throws(CallDataError) -> DateFormat? {
    guard let dateFormat else { return nil }
    return try DateFormat(dateFormat)
  }
}

/// What has been read of a date.
private struct DateReading {
  var year: Int?
  var month: Int?
  var day: Int?
  var hour: Int?
  var minute: Int?
  var second = 0
  var isAfternoon = false
  var offset: Int?

  var isDate: Bool { year != nil && month != nil && day != nil }

  /// Whether what the last step read lies in its range.
  func isPlausible(_ readHour: Bool) -> Bool {
    if readHour, hour.map({ $0 > 23 }) ?? true { return false }
    return (minute ?? 0) < 60
  }

  var value: DateFormat.Value? {
    guard let year, let month, let day, let date = CivilDate(year: year, month: month, day: day) else { return nil }
    guard let hour else { return .written(day: date.dayNumber, second: -1, offset: nil) }
    guard let minute else { return nil }
    let second = (hour + (isAfternoon ? 12 : 0)) * 3600 + minute * 60 + second
    return second < 86_400 ? .written(day: date.dayNumber, second: second, offset: offset) : nil
  }
}

/// A place in a value.
private struct TextScan {
  private let field: Field
  private var index = 0

  init(_ field: Field) { self.field = field }

  var isAtEnd: Bool { index == field.count }
  var rest: Field { Field(field.start + index, field.count - index).trimmed }

  mutating func finish() { index = field.count }

  mutating func skipBlanks() {
    while index < field.count, Field.isBlank(field[index]) { index += 1 }
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard index < field.count, field[index] == byte else { return false }
    index += 1
    return true
  }

  mutating func number(digits: ClosedRange<Int>) -> Int? {
    var number = 0
    var length = 0
    while index < field.count, length < digits.upperBound, field[index] &- 48 < 10 {
      number = number * 10 + Int(field[index] &- 48)
      length += 1
      index += 1
    }
    return digits.contains(length) ? number : nil
  }

  mutating func second(into reading: inout DateReading) -> Bool {
    guard let second = number(digits: 2...2), second < 60 else { return false }
    reading.second = second
    return true
  }

  /// Letters, accents included, with the dot of an abbreviation.
  mutating func word() -> Field {
    let first = index
    while index < field.count, field[index] >= 0x80 || (field[index] | 0x20 >= 0x61 && field[index] | 0x20 <= 0x7A) {
      index += 1
    }
    let word = Field(field.start + first, index - first)
    if index < field.count, field[index] == 0x2E { index += 1 }
    return word
  }

  mutating func halfDay(into reading: inout DateReading) -> Bool {
    let word = Field(field.start + index, min(2, field.count - index))
    guard word.matches("am") || word.matches("pm") else { return false }
    reading.isAfternoon = word.matches("pm")
    index += 2
    return true
  }
}

/// Months by their English and French names, whole or shortened.
enum MonthName {
  private static let beginnings: [(text: String, month: Int)] = [
    ("jan", 1), ("fev", 2), ("feb", 2), ("mar", 3), ("avr", 4), ("apr", 4), ("mai", 5), ("may", 5), ("juin", 6),
    ("jun", 6), ("juil", 7), ("jul", 7), ("aou", 8), ("aug", 8), ("sep", 9), ("oct", 10), ("nov", 11), ("dec", 12),
  ]

  static func number(_ word: Field) -> Int? {
    let folded = word.text.lowercased()
      .replacing("é", with: "e").replacing("û", with: "u").replacing("è", with: "e")
    return beginnings.first { folded.hasPrefix($0.text) }?.month
  }
}
