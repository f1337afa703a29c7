/// A call to one person: when it was placed, and whether the person refused further calls.
public struct PlacedCall: Hashable, Sendable {
  /// Local date of the person called.
  public var date: CivilDate
  /// Local minute of the day, 0...1439; nil where only the date is known.
  public var minute: Int?
  /// Whether the person refused to be called again.
  public var isRefusal: Bool

  /// A call.
  public init(date: CivilDate, minute: Int? = nil, isRefusal: Bool = false) {
    self.date = date
    self.minute = minute
    self.isRefusal = isRefusal
  }
}

extension LegalHours {
  /// How one call stands before the law.
  public struct Judgement: Hashable, Sendable {
    /// Whether the weekday and the minute are within the legal hours; of a call without a minute, whether the weekday has
    /// any. Holidays are told apart.
    public var isWithinHours: Bool
    /// The holiday the call falls on.
    public var holiday: PublicHoliday?
    /// The number of the call, from 1, among those to the person in the stretch of days that ends with it; among all of
    /// them where no frequency is set.
    public var solicitation: Int
    /// Whether it is one call too many in that stretch.
    public var isTooMany: Bool
    /// The last day of the rest after a refusal that the call falls into.
    public var restUntil: CivilDate?

    /// Whether nothing speaks against the call.
    public var isLawful: Bool { isWithinHours && holiday == nil && !isTooMany && restUntil == nil }
  }

  /// Calls to one person that break a rule which looks at several calls.
  public struct RepeatedCallBreaches: Hashable, Sendable {
    /// Calls beyond the number allowed in a stretch of days.
    public var tooMany = 0
    /// Calls during the rest after a refusal.
    public var inRest = 0
  }

  /// How a call stands before the law, given the earlier calls to the same person in order of time.
  public func judgement(of call: PlacedCall, after earlier: [PlacedCall] = []) -> Judgement {
    let ranges = hours(of: call.date.weekday)
    let dates = earlier.map(\.date.dayNumber) + [call.date.dayNumber]
    let refusal = earlier.last { $0.isRefusal }?.date
    let restUntil = refusal.flatMap { lastDayOfRest(after: $0) }
    let number = solicitation(dates)
    return Judgement(
      isWithinHours: call.minute.map { minute in ranges.contains { $0.contains(minute) } } ?? !ranges.isEmpty,
      holiday: holiday(on: call.date), solicitation: number,
      isTooMany: frequency.map { number > $0.atMost } ?? false,
      restUntil: restUntil.flatMap { call.date <= $0 ? $0 : nil })
  }

  /// Of the calls to one person, in order of time, those that are too many or fall into the rest after a refusal. A call
  /// that should not have been placed counts among the calls placed all the same.
  public func breaches(of calls: [PlacedCall]) -> RepeatedCallBreaches {
    var breaches = RepeatedCallBreaches()
    var restUntil: CivilDate?
    var first = 0
    for (index, call) in calls.enumerated() {
      if let frequency {
        // Calls from the first one of the stretch that ends with this call.
        while first < index, calls[first].date <= call.date - frequency.days { first += 1 }
        if index - first >= frequency.atMost { breaches.tooMany += 1 }
      }
      if let restUntil, call.date <= restUntil { breaches.inRest += 1 }
      if call.isRefusal { restUntil = lastDayOfRest(after: call.date) }
    }
    return breaches
  }

  /// The last day on which a person who refused is left alone.
  ///
  /// The day of the refusal does not count and the days must be over (*jours calendaires révolus*): after a refusal on
  /// day 0 with a rest of 60 days, day 60 is still one of rest and day 61 is free.
  public func lastDayOfRest(after refusal: CivilDate) -> CivilDate? {
    restAfterRefusal.map { refusal + $0 }
  }

  /// The number of the last call among those of the stretch of days that ends with it.
  private func solicitation(_ dates: [Int]) -> Int {
    guard let frequency, let last = dates.last else { return dates.count }
    return dates.reduce(0) { $1 > last - frequency.days ? $0 + 1 : $0 }
  }
}
