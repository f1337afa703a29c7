import Experiment

/// The content of a `CallCell` as a plain value of this module, which may change sign on its way.
struct CellSums: BitwiseCopyable {
  var calls = 0
  var opportunities = 0
  var lateOpportunities = 0
  var judgedOpportunities = 0
  var acceptedOpportunities = 0
  var answerKnown = 0
  var answered = 0
  var timedCalls = 0
  var talkSeconds = 0
  var talkSecondsSquared = 0
  var wrapSeconds = 0
  var pricedCalls = 0
  var costMicros = 0

  var cell: CallCell {
    var cell = CallCell(calls: calls, opportunities: opportunities)
    cell.lateOpportunities = lateOpportunities
    cell.judgedOpportunities = judgedOpportunities
    cell.acceptedOpportunities = acceptedOpportunities
    cell.answerKnown = answerKnown
    cell.answered = answered
    cell.timedCalls = timedCalls
    cell.talkSeconds = talkSeconds
    cell.talkSecondsSquared = talkSecondsSquared
    cell.wrapSeconds = wrapSeconds
    cell.pricedCalls = pricedCalls
    cell.costMicros = costMicros
    return cell
  }
}
