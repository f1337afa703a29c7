/// Key of the calls by assigned variant, local date, window and stratum.
public struct DayKey: Hashable, Sendable, Codable, Comparable {
  /// Assigned variant.
  public var variant: String
  /// Local date of the call; nil in undated counts.
  public var date: CivilDate?
  /// Name of the call window; nil outside all windows or where there are none.
  public var window: String?
  /// Stratum of the analysis; nil where the plan has none.
  public var stratum: String?

  /// A key of the daily margin.
  public init(variant: String, date: CivilDate?, window: String? = nil, stratum: String? = nil) {
    self.variant = variant
    self.date = date
    self.window = window
    self.stratum = stratum
  }

  /// By variant, date, window, stratum.
  public static func < (left: DayKey, right: DayKey) -> Bool {
    if left.variant != right.variant { return left.variant < right.variant }
    if left.date != right.date { return precedes(left.date, right.date) }
    if left.window != right.window { return precedes(left.window, right.window) }
    return precedes(left.stratum, right.stratum)
  }
}

/// Key of the calls of all variants by local date and hour.
public struct HourKey: Hashable, Sendable, Codable, Comparable {
  /// Local date of the call.
  public var date: CivilDate
  /// Local hour in which the call began, 0...23; nil where only its date is known.
  public var hour: Int?

  /// A key of the hourly margin.
  public init(date: CivilDate, hour: Int?) {
    self.date = date
    self.hour = hour
  }

  /// By date, then hour.
  public static func < (left: HourKey, right: HourKey) -> Bool {
    left.date != right.date ? left.date < right.date : precedes(left.hour, right.hour)
  }
}

/// Key of the calls by assigned variant, agent and local date.
public struct AgentDayKey: Hashable, Sendable, Codable, Comparable {
  /// Assigned variant.
  public var variant: String
  /// Agent; nil where the data name none.
  public var agent: String?
  /// Local date of the call.
  public var date: CivilDate?

  /// A key of the agent-by-day margin.
  public init(variant: String, agent: String?, date: CivilDate?) {
    self.variant = variant
    self.agent = agent
    self.date = date
  }

  /// By variant, agent, date.
  public static func < (left: AgentDayKey, right: AgentDayKey) -> Bool {
    if left.variant != right.variant { return left.variant < right.variant }
    if left.agent != right.agent { return precedes(left.agent, right.agent) }
    return precedes(left.date, right.date)
  }
}

/// Key of the calls by assigned variant, agent and stratum.
public struct AgentStratumKey: Hashable, Sendable, Codable, Comparable {
  /// Assigned variant.
  public var variant: String
  /// Agent; nil where the data name none.
  public var agent: String?
  /// Stratum of the analysis.
  public var stratum: String?

  /// A key of the agent-by-stratum margin.
  public init(variant: String, agent: String?, stratum: String?) {
    self.variant = variant
    self.agent = agent
    self.stratum = stratum
  }

  /// By variant, agent, stratum.
  public static func < (left: AgentStratumKey, right: AgentStratumKey) -> Bool {
    if left.variant != right.variant { return left.variant < right.variant }
    if left.agent != right.agent { return precedes(left.agent, right.agent) }
    return precedes(left.stratum, right.stratum)
  }
}

/// Key of the calls by assigned and delivered variant.
public struct DeliveryKey: Hashable, Sendable, Codable, Comparable {
  /// Assigned variant.
  public var assigned: String
  /// Variant the call's own record names; nil where it names none.
  public var delivered: String?

  /// A key of the delivery margin.
  public init(assigned: String, delivered: String?) {
    self.assigned = assigned
    self.delivered = delivered
  }

  /// By assigned, then delivered variant.
  public static func < (left: DeliveryKey, right: DeliveryKey) -> Bool {
    left.assigned != right.assigned ? left.assigned < right.assigned : precedes(left.delivered, right.delivered)
  }
}

/// Key of randomised units by variant and stratum.
public struct UnitKey: Hashable, Sendable, Codable, Comparable {
  /// Assigned variant.
  public var variant: String
  /// Stratum of the analysis; nil where the plan has none.
  public var stratum: String?

  /// A key of randomised units.
  public init(variant: String, stratum: String? = nil) {
    self.variant = variant
    self.stratum = stratum
  }

  /// By variant, then stratum.
  public static func < (left: UnitKey, right: UnitKey) -> Bool {
    left.variant != right.variant ? left.variant < right.variant : precedes(left.stratum, right.stratum)
  }
}

/// Absent values first.
func precedes<Value: Comparable>(_ left: Value?, _ right: Value?) -> Bool {
  switch (left, right) {
  case (nil, nil), (_, nil): false
  case (nil, _): true
  case (let left?, let right?): left < right
  }
}
