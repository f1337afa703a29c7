import Experiment

/// The content of a `CallCell` as two vectors, so that a call is added to a cell without a branch; it may change sign
/// on its way.
struct CellSums: BitwiseCopyable {
  /// Calls, opportunities, late, judged and accepted ones, answers known, answered calls, timed calls.
  var counts: SIMD8<Int> = .zero
  /// Talk seconds, their squares, wrap-up seconds, priced calls, costs in millionths, dispositions known, complaints.
  var sums: SIMD8<Int> = .zero

  init() {}

  /// What one call adds.
  @inline(__always)
  init(_ facts: UnsafePointer<CallFacts>) {
    let isAnswerKnown = facts.pointee.answered >= 0 ? 1 : 0
    let isTimed = facts.pointee.talk >= 0 ? 1 : 0
    let talk = max(facts.pointee.talk, 0)
    counts = SIMD8(
      1, facts.pointee.qualified ? 1 : 0, 0, 0, 0, isAnswerKnown, max(facts.pointee.answered, 0), isTimed)
    sums = SIMD8(
      talk, talk &* talk, max(facts.pointee.wrap, 0), facts.pointee.cost >= 0 ? 1 : 0, max(facts.pointee.cost, 0),
      facts.pointee.complaint >= 0 ? 1 : 0, max(facts.pointee.complaint, 0), 0)
  }

  /// What an opportunity of the opportunities file adds to the cells of its call.
  init(isInTime: Bool, isLate: Bool, accepted: Bool?) {
    counts = SIMD8(
      0, isInTime ? 1 : 0, isLate ? 1 : 0, accepted == nil ? 0 : 1, accepted == true ? 1 : 0, 0, 0, 0)
  }

  var negated: CellSums {
    var negative = CellSums()
    negative.counts = SIMD8.zero &- counts
    negative.sums = SIMD8.zero &- sums
    return negative
  }

  @inline(__always)
  static func += (left: inout CellSums, right: CellSums) {
    left.counts = left.counts &+ right.counts
    left.sums = left.sums &+ right.sums
  }

  var cell: CallCell {
    var cell = CallCell(calls: counts[0], opportunities: counts[1])
    cell.lateOpportunities = counts[2]
    cell.judgedOpportunities = counts[3]
    cell.acceptedOpportunities = counts[4]
    cell.answerKnown = counts[5]
    cell.answered = counts[6]
    cell.timedCalls = counts[7]
    cell.talkSeconds = sums[0]
    cell.talkSecondsSquared = sums[1]
    cell.wrapSeconds = sums[2]
    cell.pricedCalls = sums[3]
    cell.costMicros = sums[4]
    cell.dispositionKnown = sums[5]
    cell.complaints = sums[6]
    return cell
  }
}
