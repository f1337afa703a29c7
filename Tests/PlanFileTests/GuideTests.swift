import Foundation
import PlanFile
import Testing

@Suite("Plans printed in the guides are plans")
struct GuideTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  /// The YAML of a guide, piece by piece.
  private static func pieces(of guide: String) throws -> [String] {
    let text = try String(contentsOf: sources.appending(path: guide), encoding: .utf8)
    return text.components(separatedBy: "```yaml\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
  }

  @Test(arguments: [
    ("CallData/CallData.docc/DataYouNeed.md", 1), ("CallData/CallData.docc/DialerExports.md", 3),
    ("CallData/CallData.docc/CRMExports.md", 3), ("CallData/CallData.docc/HeardScripts.md", 1),
    ("Decision/Decision.docc/DesigningAHookTest.md", 2), ("Decision/Decision.docc/CheckingMidTest.md", 2),
    ("Decision/Decision.docc/DecidingARollOut.md", 2), ("Experiment/Experiment.docc/LegalCallingHours.md", 1),
  ])
  func `a piece of a plan in a guide is understood`(guide: String, count: Int) throws {
    let pieces = try Self.pieces(of: guide)
    #expect(pieces.count == count)
    for piece in pieces {
      let goal = piece.contains("goal:") ? "" : "goal: {baseline: 3 %, worth-detecting: +20 %, within: 7d}\n"
      // The scripts of the sample plan are a and b.
      let named = piece.replacing("script: question", with: "script: b")
      let found = faults(of: Text.plan("starts: 2026-03-02\n" + goal + named))
      #expect(found.isEmpty, "\(piece)\(found.map(\.description).joined(separator: "\n"))")
    }
  }
}
