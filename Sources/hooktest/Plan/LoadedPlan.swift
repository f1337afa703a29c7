import Statistics
import Experiment
import CallData
import Cost
import Decision
import Foundation
import PlanFile

/// A plan with the files beside it: its costs and its planned shares.
struct LoadedPlan {
  let document: PlanDocument
  let plan: Plan
  let url: URL

  var directory: URL { url.deletingLastPathComponent() }
  /// The plan's path as the user typed it.
  let name: String

  init(_ path: String) throws {
    name = path
    url = URL(fileURLWithPath: path)
    do {
      document = try PlanFile.read(url)
    } catch {
      throw Failure(error)
    }
    var plan = document.plan
    let folder = url.deletingLastPathComponent()
    if let file = document.costsFile {
      let items = try reading { () throws(CallDataError) in
        try CostsFile.read(folder.appendingPathComponent(file))
      }
      plan.ledger = Ledger(currency: plan.currency, items: items)
    }
    if let file = document.sharesFile {
      let variants = plan.test.variants
      plan.test.assignment.plannedShares = try reading { () throws(CallDataError) in
        try SharesFile.read(folder.appendingPathComponent(file), variants: variants)
      }
    }
    self.plan = plan
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
