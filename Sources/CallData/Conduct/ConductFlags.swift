import Experiment

/// How one call stands before the law and the planned windows.
struct ConductFlags: OptionSet, BitwiseCopyable {
  /// All combinations of flags.
  static let combinations = 1 << 6

  var rawValue: UInt8

  static let withoutTime = ConductFlags(rawValue: 1 << 0)
  static let inOwnZone = ConductFlags(rawValue: 1 << 1)
  static let unknownZone = ConductFlags(rawValue: 1 << 2)
  static let onHoliday = ConductFlags(rawValue: 1 << 3)
  static let outsideHours = ConductFlags(rawValue: 1 << 4)
  static let outsideWindows = ConductFlags(rawValue: 1 << 5)
}

/// Calls by how they stand.
struct ConductCounts {
  private var calls = [Int](repeating: 0, count: ConductFlags.combinations)

  mutating func add(_ flags: ConductFlags, _ number: Int) {
    calls[Int(flags.rawValue)] &+= number
  }

  /// The number of calls whose flags satisfy a condition.
  func calls(where condition: (ConductFlags) -> Bool) -> Int {
    calls.indices.reduce(0) { condition(ConductFlags(rawValue: UInt8($1))) ? $0 + calls[$1] : $0 }
  }

  static func += (left: inout ConductCounts, right: ConductCounts) {
    for index in left.calls.indices { left.calls[index] += right.calls[index] }
  }

  /// The figures of a tally.
  func conduct(tooMany: CallConduct.Breaches?, inRest: CallConduct.Breaches?) -> CallConduct {
    CallConduct(
      calls: calls { _ in true }, withoutTime: calls { $0.contains(.withoutTime) },
      inOwnZone: calls { $0.contains(.inOwnZone) }, onHolidays: calls { $0.contains(.onHoliday) },
      outsideHours: calls { $0.contains(.outsideHours) }, outsideWindows: calls { $0.contains(.outsideWindows) },
      tooMany: tooMany, inRest: inRest)
  }
}
