import CallData
import Cost
import Decision
import Experiment
import Foundation
import PlanFile
import Record
import Statistics

/// A plan with the files beside it: its costs, its planned shares, and the extensions of its test.
struct LoadedPlan {
  /// The plan file as it was registered, with the costs and planned shares of the files beside it.
  let document: PlanDocument
  /// The plan as it runs, extensions included.
  private(set) var plan: Plan
  let url: URL

  var directory: URL { url.deletingLastPathComponent() }
  /// The plan's path as the user typed it.
  let name: String

  init(_ path: String) throws {
    name = path
    url = URL(fileURLWithPath: path)
    var read: PlanDocument
    do {
      read = try PlanFile.read(url)
    } catch {
      throw Failure(error)
    }
    let folder = url.deletingLastPathComponent()
    if let file = read.costsFile {
      let items = try reading { () throws(CallDataError) in
        try CostsFile.read(
          folder.appendingPathComponent(file), format: read.costsFormat, currency: read.plan.currency,
          exchange: read.plan.economics?.exchange ?? ExchangeTable(), variants: read.plan.test.variants.names)
      }
      read.plan.ledger = Ledger(currency: read.plan.currency, items: items)
    }
    if let file = read.sharesFile, !LoadedPlan.isToBegin(read, folder.appendingPathComponent(file)) {
      let variants = read.plan.test.variants
      read.plan.test.assignment.plannedShares = try reading { () throws(CallDataError) in
        try SharesFile.read(folder.appendingPathComponent(file), variants: variants)
      }
    }
    document = read
    plan = try LoadedPlan.extended(read.plan, in: folder)
  }

  /// Whether a file of shares is still to be begun: an adaptive plan has none before its first block of days.
  private static func isToBegin(_ document: PlanDocument, _ shares: URL) -> Bool {
    document.plan.test.assignment.adaptive != nil && !FileManager.default.fileExists(atPath: shares.path)
  }

  /// The plan with the extensions its lock records; the lock of another plan in the same folder is not asked.
  private static func extended(_ registered: Plan, in folder: URL) throws -> Plan {
    do throws(RecordError) {
      guard let lock = try ExperimentRecord(directory: folder).lock(), lock.locked["name"] == registered.test.name
      else { return registered }
      var plan = registered
      plan.test = try lock.extended(registered.test)
      return plan
    } catch {
      throw Failure(error)
    }
  }

  /// The roll-out that the plan states as a test of its own, with leads that are held out; nil where it states none.
  func followUp() throws -> LoadedPlan? {
    guard let followUp = plan.rollout?.followUp else { return nil }
    let starts = CivilDate(dayNumber: followUp.firstDay)
    if let last = plan.test.lastDay, starts <= last {
      throw Failure(
        status: 65,
        message: "\(name) says `rollout: {starts: \(starts)}`, but the test was extended and ends on \(last): a "
          + "roll-out begins after it. Write a later day.")
    }
    var loaded = self
    do {
      loaded.plan.test = try plan.test.followUp(of: followUp.script, starts: starts, holdOut: followUp.holdOut)
    } catch {
      throw Failure(
        status: 65,
        message: "\(name): the roll-out of “\(followUp.script)” cannot be compared with "
          + "\(plan.test.variants.control.name). Write a challenger of the test, and a hold-out up to 50 %.")
    }
    return loaded
  }

  /// The schedule of slots that the plan draws by itself; nil for designs without one, and where agents, whom a plan does
  /// not name, each have an order of their own.
  func schedule() throws -> SlotSchedule? {
    guard plan.test.assignment.method == .switchback else { return nil }
    do throws(AssignmentError) {
      return try SwitchbackScheduler(plan.test).schedule(seed: plan.test.assignment.seed)
    } catch {
      throw Failure(status: 65, message: "\(name): \(error.description)")
    }
  }

  /// What `hooktest assign` wrote beside the plan, for designs that cannot be told without it; nil where there is none.
  var ownAssignments: String? {
    let file: String
    switch plan.test.assignment.method {
    case .hashed, .recorded, .switchback: return nil
    case .blocked, .waves, .agents: file = "assignments.csv"
    case .agentsCrossOver: file = "schedule.csv"
    }
    return FileManager.default.fileExists(atPath: directory.appendingPathComponent(file).path) ? file : nil
  }

  /// The list of leads that `hooktest assign` wrote beside a plan whose analysis needs none; nil where there is none.
  var writtenList: String? {
    guard plan.test.assignment.method == .hashed else { return nil }
    let file = "assignments.csv"
    return FileManager.default.fileExists(atPath: directory.appendingPathComponent(file).path) ? file : nil
  }

  /// Where reports of this plan go: `reports/NAME` beside the folder `experiments` the plan lies in, otherwise the folder
  /// `reports` beside the plan.
  var reports: URL {
    let parts = directory.standardizedFileURL.pathComponents
    guard let index = parts.lastIndex(of: "experiments") else {
      return directory.appendingPathComponent("reports", isDirectory: true)
    }
    let path = parts[..<index] + ["reports"] + parts[(index + 1)...]
    return URL(fileURLWithPath: NSString.path(withComponents: Array(path)), isDirectory: true)
  }
}
