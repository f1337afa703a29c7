import Experiment

/// What the plan says about every call: the days of the test, the windows, how a lead comes to its variant.
struct CallRules: Sendable {
  /// How a call's assigned variant is known.
  enum VariantSource: Sendable {
    /// From the assignments file.
    case file(AssignmentTable)
    /// The call's own `variant`.
    case recorded
    /// A hash of the unit.
    case hashed(HashedAssigner)
    /// The variant of the slot in which the call began.
    case schedule(SlotTable)
  }

  let variants: [String]
  let source: VariantSource
  /// First and last day of the test, as days since 1970-01-01.
  let days: ClosedRange<Int>
  /// Last day of the reading; `Int.max` where none is given.
  let lastDay: Int
  let zone: ZoneTable
  let format: DateFormat?
  /// Names of the plan's windows; number 0 is none.
  let windowNames: [String]
  /// Number of the window at each minute of a week that begins on Monday.
  let windows: [UInt16]
  /// The law that calls are held against, where the plan names one.
  let law: LawTable?
  /// Dispositions that mean a complaint, where the plan watches them.
  let complaints: DispositionWords?

  init(
    _ test: TestProtocol, source: VariantSource, lastDay: CivilDate?, zone: ZoneTable, format: DateFormat?
  ) {
    variants = test.variants.names
    unit = test.drawnUnit
    control = test.variants.all.firstIndex { $0.role == .control } ?? 0
    windowFactor = WindowFactor(test)
    self.source = source
    let first = test.starts?.dayNumber ?? Int.min
    days = first...max(first, test.lastDay?.dayNumber ?? Int.max)
    self.lastDay = lastDay?.dayNumber ?? Int.max
    self.zone = zone
    self.format = format
    windowNames = [""] + test.calling.windows.map(\.name)
    law = test.calling.rules.map {
      LawTable($0, hasWindows: !test.calling.windows.isEmpty, refusals: test.calling.refusals)
    }
    complaints = test.complaints
    windows = Weekday.allCases.flatMap { weekday in
      (0..<1440).map { minute in
        UInt16((test.calling.windows.firstIndex { $0.contains(weekday: weekday, minute: minute) } ?? -1) + 1)
      }
    }
  }

  /// What is drawn.
  let unit: RandomisationUnit
  /// The leads file, where it states the strata.
  var strata: LeadTableFile?
  /// The leads file, where the plan names legal hours and the file alone states time zones.
  var zoneList: LeadTableFile?
  /// The companies of leads, where companies are what is randomised.
  var companies: CompanyBook?
  /// What was heard in each call, where a file says so.
  var adherence: AdherenceFile?
  /// Windows as variants, where they are what is varied.
  let windowFactor: WindowFactor?
  /// Index of the control.
  let control: Int

  /// The slots, where the script goes by slot.
  var slots: SlotTable? {
    if case .schedule(let table) = source { table } else { nil }
  }

  /// The number of the window of a moment, 0 outside all of them or where only a date is known.
  @inline(__always)
  func window(at moment: LocalMoment) -> UInt32 {
    guard moment.second >= 0 else { return 0 }
    // 1970-01-01 was a Thursday; days before it are not accepted.
    let weekday = (moment.day &+ 3) % 7
    return UInt32(windows[weekday &* 1440 &+ moment.second / 60])
  }
}
