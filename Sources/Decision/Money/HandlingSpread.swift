import Experiment

/// How well the mean handling time of a call is known, and how it goes with the rate: agents talk longer with those who
/// become an opportunity.
struct HandlingSpread {
  /// Relative standard error of the mean handling time; 0 where times, or how much single calls differ, are unknown:
  /// the mean is then taken as known.
  let relativeError: Double
  /// Correlation of the estimated mean with the estimated rate.
  let correlation: Double

  static let unknown = HandlingSpread(relativeError: 0, correlation: 0)

  private init(relativeError: Double, correlation: Double) {
    self.relativeError = relativeError
    self.correlation = correlation
  }

  /// From the lead table, linearised by lead (delta method), where it counts the same calls; otherwise as of calls taken
  /// for independent. Wrap-up times, whose squares are not kept, are taken as known.
  init(_ cell: CallCell, variant: String, leads: LeadTable) {
    let calls = HandlingSpread(cell)
    if calls.relativeError > 0, let moments = LeadMoments(leads, variant: variant), cell.timedCalls == cell.calls,
      moments.calls == cell.calls, moments.talkSeconds == cell.talkSeconds
    {
      let handling = Double(cell.handlingSeconds) / Double(cell.timedCalls)
      self.init(
        relativeError: moments.timeVariance.squareRoot() / handling, correlation: moments.correlation)
    } else {
      self = calls
    }
  }

  /// From the squares of talk times, calls taken for independent and without a correlation.
  init(_ cell: CallCell) {
    guard cell.talkSpreadIsKnown, cell.handlingSeconds > 0 else {
      self = .unknown
      return
    }
    let calls = Double(cell.timedCalls)
    let handling = Double(cell.handlingSeconds) / calls
    let mean = Double(cell.talkSeconds) / calls
    let variance = max(0, Double(cell.talkSecondsSquared) / calls - mean * mean) / (calls - 1)
    self.init(relativeError: variance.squareRoot() / handling, correlation: 0)
  }
}

/// Calls, opportunities and talk time of a variant's leads, with the variances of the ratios per call.
struct LeadMoments {
  let calls: Int
  let leads: Int
  let talkSeconds: Int
  /// Variance of talk time per call, by lead.
  let timeVariance: Double
  /// Variance of opportunities per call, by lead.
  let rateVariance: Double
  /// Correlation of both.
  let correlation: Double

  /// Nil with fewer than two leads.
  init?(_ table: LeadTable, variant: String) {
    let rows = table.sorted.filter { $0.key.variant == variant && $0.row.leads > 0 }
    let leads = rows.reduce(0) { $0 + $1.row.leads }
    let calls = rows.reduce(0) { $0 + $1.key.calls * $1.row.leads }
    guard leads >= 2, calls > 0 else { return nil }
    let talk = rows.reduce(0) { $0 + $1.row.talkSeconds }
    let opportunities = rows.reduce(0) { $0 + $1.key.opportunities * $1.row.leads }
    let (time, rate) = (Double(talk) / Double(calls), Double(opportunities) / Double(calls))
    var (times, rates, both) = (0.0, 0.0, 0.0)
    for (key, row) in rows {
      let (k, n) = (Double(key.calls), Double(row.leads))
      let sum = Double(row.talkSeconds)
      let residual = Double(key.opportunities) - rate * k
      times += Double(row.talkSecondsSquared) - 2 * time * k * sum + time * time * k * k * n
      rates += n * residual * residual
      both += (sum - time * k * n) * residual
    }
    let scale = Double(leads) / Double(leads - 1) / (Double(calls) * Double(calls))
    self.calls = calls
    self.leads = leads
    talkSeconds = talk
    timeVariance = max(0, times) * scale
    rateVariance = rates * scale
    correlation = times > 0 && rates > 0 ? min(1, max(-1, both / (times * rates).squareRoot())) : 0
  }
}
