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
    do {
      if let file = document.costsFile {
        let items = try CostsFile.read(url.deletingLastPathComponent().appendingPathComponent(file))
        plan.ledger = Ledger(currency: plan.currency, items: items)
      }
      if let file = document.sharesFile {
        plan.test.assignment.plannedShares = try SharesFile.read(
          url.deletingLastPathComponent().appendingPathComponent(file))
      }
    } catch let error as CallDataError {
      throw Failure(error)
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
