import Cost
import Experiment

/// How long calls were handled, by one rule: a call without a talk time counts at the mean of those that have one.
extension CallCell {
  /// Mean talk and wrap-up time of a call in seconds; nil where no call has a talk time.
  var meanHandlingSeconds: Double? { timedCalls > 0 ? Double(handlingSeconds) / Double(timedCalls) : nil }

  /// A time of all these calls in whole seconds; nil where none has a talk time.
  func allSeconds(_ time: KeyPath<CallCell, Int>) -> Int? {
    if timedCalls == calls { return self[keyPath: time] }
    // Bounded, so that sums over variants stay whole numbers.
    return timedCalls > 0 ? Int(min(seconds(time, within: self), 1e15).rounded()) : nil
  }

  /// A time of a part of the calls of `whole` in seconds, calls without a talk time at the mean of the whole: parts add up.
  func seconds(_ time: KeyPath<CallCell, Int>, within whole: CallCell) -> Double {
    let mean = whole.timedCalls > 0 ? Double(whole[keyPath: time]) / Double(whole.timedCalls) : 0
    return Double(self[keyPath: time]) + Double(calls - timedCalls) * mean
  }
}

extension TestMoney {
  /// The variants some of whose calls have no talk time, where costs or the limit at roll-out go by it.
  func talkTimesMissing(_ plan: Plan) -> [ReadingWarning] {
    let items = plan.ledger?.items ?? []
    let isTimed = items.contains { $0.split == .handlingTime || $0.basis == .talkHour }
    guard isTimed || plan.rollout?.limit == .agentHours else { return [] }
    return plan.test.variants.names.compactMap { name in
      guard let arm = byVariant[name], arm.timedCalls > 0, arm.timedCalls < arm.calls else { return nil }
      return .talkTimesMissing(variant: name, share: Double(arm.calls - arm.timedCalls) / Double(arm.calls))
    }
  }
}
