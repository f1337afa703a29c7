/// Additive totals of a group of calls: the content of every margin of a `Tally`.
public struct CallCell: Hashable, Sendable, Codable {
  /// Calls placed.
  public var calls = 0
  /// Calls with an opportunity qualified within the maturity window (within any time where the plan has no window);
  /// at most one per call.
  public var opportunities = 0
  /// Calls whose opportunity was qualified only after the maturity window.
  public var lateOpportunities = 0
  /// Opportunities (counted in `opportunities`) that sales judged.
  public var judgedOpportunities = 0
  /// Judged opportunities that sales accepted.
  public var acceptedOpportunities = 0
  /// Calls for which the data say whether they were answered.
  public var answerKnown = 0
  /// Answered calls among those.
  public var answered = 0
  /// Calls whose disposition says whether they ended with a complaint.
  public var dispositionKnown = 0
  /// Calls that ended with a complaint among those.
  public var complaints = 0
  /// Calls for which the data give a talk time.
  public var timedCalls = 0
  /// Total talk time of those, in seconds.
  public var talkSeconds = 0
  /// Sum of squared talk times of those, in square seconds; 0 where only totals are known, as in counts.
  public var talkSecondsSquared = 0
  /// Total wrap-up time in seconds, where given.
  public var wrapSeconds = 0
  /// Calls for which the data give a cost of their own.
  public var pricedCalls = 0
  /// Total of those costs in millionths of the currency unit.
  public var costMicros = 0

  /// An empty group.
  public init() {}

  /// A group known only by its calls and opportunities.
  public init(calls: Int, opportunities: Int) {
    self.calls = calls
    self.opportunities = opportunities
  }

  /// The totals of two disjoint groups.
  public static func + (left: CallCell, right: CallCell) -> CallCell {
    var sum = left
    sum += right
    return sum
  }

  /// Adds a disjoint group.
  public static func += (left: inout CallCell, right: CallCell) {
    left.calls += right.calls
    left.opportunities += right.opportunities
    left.lateOpportunities += right.lateOpportunities
    left.judgedOpportunities += right.judgedOpportunities
    left.acceptedOpportunities += right.acceptedOpportunities
    left.answerKnown += right.answerKnown
    left.answered += right.answered
    left.dispositionKnown += right.dispositionKnown
    left.complaints += right.complaints
    left.timedCalls += right.timedCalls
    left.talkSeconds += right.talkSeconds
    left.talkSecondsSquared += right.talkSecondsSquared
    left.wrapSeconds += right.wrapSeconds
    left.pricedCalls += right.pricedCalls
    left.costMicros += right.costMicros
  }

  /// Talk and wrap-up time in seconds.
  public var handlingSeconds: Int { talkSeconds + wrapSeconds }

  /// Mean talk time of the calls that give one, in seconds; nil without any.
  public var meanTalkSeconds: Double? { timedCalls > 0 ? Double(talkSeconds) / Double(timedCalls) : nil }

  /// Whether the data tell how much single calls differ in talk time: counts, which give totals alone, do not.
  public var talkSpreadIsKnown: Bool { timedCalls >= 2 && talkSeconds > 0 && talkSecondsSquared > 0 }
}
