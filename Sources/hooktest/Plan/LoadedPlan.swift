import Statistics
import Experiment
import CallData
import Cost
import Decision
import Foundation
import PlanFile

/// A plan with the files beside it: its costs and its planned shares.
struct LoadedPlan {
  /// The plan file, with the costs and planned shares of the files beside it.
  let document: PlanDocument
  var plan: Plan { document.plan }
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
        try CostsFile.read(folder.appendingPathComponent(file))
      }
      read.plan.ledger = Ledger(currency: read.plan.currency, items: items)
    }
    if let file = read.sharesFile {
      let variants = read.plan.test.variants
      read.plan.test.assignment.plannedShares = try reading { () throws(CallDataError) in
        try SharesFile.read(folder.appendingPathComponent(file), variants: variants)
      }
    }
    document = read
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
