/// How the calls of a test stand before the law and the planned windows; known only where the plan names legal hours.
public struct CallConduct: Hashable, Sendable, Codable {
  /// Calls that break a rule on repeated calls, and the leads they went to.
  public struct Breaches: Hashable, Sendable, Codable {
    /// Leads with at least one such call.
    public var leads: Int
    /// The calls.
    public var calls: Int

    /// Leads and calls.
    public init(leads: Int = 0, calls: Int = 0) {
      self.leads = leads
      self.calls = calls
    }

    /// The sum over disjoint leads.
    public static func + (left: Breaches, right: Breaches) -> Breaches {
      Breaches(leads: left.leads + right.leads, calls: left.calls + right.calls)
    }
  }

  /// Calls judged: all of the test.
  public var calls: Int
  /// Calls of which only the date is known: their hour is not judged, their day is.
  public var withoutTime: Int
  /// Calls judged in the time zone of the lead, not in that of the plan.
  public var inOwnZone: Int
  /// Calls on public holidays, at whatever hour.
  public var onHolidays: Int
  /// Calls outside the legal hours on other days.
  public var outsideHours: Int
  /// Calls outside the planned windows, in the plan's time zone; lawful or not.
  public var outsideWindows: Int
  /// Leads called more often than the law allows, and the calls too many; nil where no frequency is set.
  public var tooMany: Breaches?
  /// Leads called during the rest after a refusal; nil where the law asks for none or refusals are not known.
  public var inRest: Breaches?

  /// Calls and how many of them break a rule.
  public init(
    calls: Int = 0, withoutTime: Int = 0, inOwnZone: Int = 0, onHolidays: Int = 0, outsideHours: Int = 0,
    outsideWindows: Int = 0, tooMany: Breaches? = nil, inRest: Breaches? = nil
  ) {
    self.calls = calls
    self.withoutTime = withoutTime
    self.inOwnZone = inOwnZone
    self.onHolidays = onHolidays
    self.outsideHours = outsideHours
    self.outsideWindows = outsideWindows
    self.tooMany = tooMany
    self.inRest = inRest
  }

  /// Breaches of the law; a call that breaks two rules counts twice.
  public var breaches: Int { onHolidays + outsideHours + (tooMany?.calls ?? 0) + (inRest?.calls ?? 0) }

  /// The sum over disjoint leads; what one of the two does not know is not known.
  public static func + (left: CallConduct, right: CallConduct) -> CallConduct {
    func sum(_ figure: (CallConduct) -> Breaches?) -> Breaches? {
      figure(left).flatMap { first in figure(right).map { first + $0 } }
    }
    return CallConduct(
      calls: left.calls + right.calls, withoutTime: left.withoutTime + right.withoutTime,
      inOwnZone: left.inOwnZone + right.inOwnZone, onHolidays: left.onHolidays + right.onHolidays,
      outsideHours: left.outsideHours + right.outsideHours, outsideWindows: left.outsideWindows + right.outsideWindows,
      tooMany: sum(\.tooMany), inRest: sum(\.inRest))
  }
}
