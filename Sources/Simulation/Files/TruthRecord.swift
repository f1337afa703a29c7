import Experiment
import Foundation

/// What `truth.json` says: enough to check an analysis against.
struct TruthRecord: Encodable {
  struct Figures: Encodable {
    let name: String
    let rate: Double
    let assignedRate: Double
    let share: Double
    let talkFactor: Double
    let acceptedShare: Double
    let opportunityToSale: Double
    let qualificationDelayDays: Law
  }

  struct Law: Encodable {
    let median: Double
    let logDeviation: Double

    init(_ law: LogNormalLaw) {
      median = law.median
      logDeviation = law.logDeviation
    }
  }

  let schemaVersion = 1
  let experiment: String
  let seed: UInt64
  let calls: Int
  let agents: Int
  let firstDay: String
  let lastDay: String
  let variants: [Figures]
  let answeredShare: Double
  let agentSpread: Double
  let effectsKept: Double
  let teamSpread: Double
  let slotSpread: Double
  let crossovers: Double
  let outsideWindow: Double
  let retryShare: Double
  let maximumCallsPerLead: Int
  let talkSeconds: Law
  let wrapSeconds: Law
  let delayToSaleDays: Law
  let saleValue: Double
  let marginShare: Double

  init(_ roster: CampaignRoster) {
    let truth = roster.truth
    let assigned = truth.assignedRates(roster.design.test)
    experiment = roster.experiment
    seed = roster.seed
    calls = roster.calls
    agents = roster.agents
    firstDay = roster.dates.lowerBound.description
    lastDay = roster.dates.upperBound.description
    variants = truth.variants.indices.map { index in
      let variant = truth.variants[index]
      return Figures(
        name: variant.name, rate: variant.rate, assignedRate: assigned[index], share: roster.shares[index],
        talkFactor: variant.talkFactor, acceptedShare: variant.acceptedShare, opportunityToSale: variant.saleShare,
        qualificationDelayDays: Law(variant.delayToQualification))
    }
    answeredShare = truth.answeredShare
    agentSpread = truth.agentSpread
    effectsKept = roster.effectsKept
    teamSpread = truth.teamSpread
    slotSpread = truth.slotSpread
    crossovers = truth.crossovers
    outsideWindow = truth.outsideWindow
    retryShare = truth.retries.share
    maximumCallsPerLead = truth.retries.maximumCalls
    talkSeconds = Law(truth.talk)
    wrapSeconds = Law(truth.wrap)
    delayToSaleDays = Law(truth.delayToSale)
    saleValue = truth.saleValue
    marginShare = truth.marginShare
  }

  func write(to url: URL, replacing: Bool) throws(CampaignFileError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      var data = try encoder.encode(self)
      data.append(10)
      try data.write(to: url, options: replacing ? [.atomic] : [.withoutOverwriting])
    } catch let error as CocoaError where error.code == .fileWriteFileExists {
      throw .exists(path: url.path)
    } catch {
      throw .cannotWrite(path: url.path, reason: error.localizedDescription)
    }
  }
}
