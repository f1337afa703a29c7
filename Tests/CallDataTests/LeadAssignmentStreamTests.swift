import CallData
import Decision
import Experiment
import Foundation
import Testing

@Suite("Leads are streamed into assignments")
struct LeadAssignmentStreamTests {
  private func leads(_ campaign: Campaign, _ text: String) throws -> URL {
    let url = campaign.folder.appending(path: "leads.csv")
    try Data(text.utf8).write(to: url)
    return url
  }

  @Test("each lead once, in the order of the file, with the columns asked for")
  func stream() throws {
    let campaign = try Campaign(method: .hashed)
    campaign.maxRejectedShare = 0.5
    let url = try leads(campaign, "lead_id,list\nL1,A\n\"L,2\",B\nL1,A\n,C\nL3,\"x \"\"y\"\"\"\n")
    let assigner = HashedAssigner(campaign.test)
    let stream = try LeadAssignmentStream(
      leads: url, columns: ["list"], variantNames: campaign.test.variants.names, maxRejectedShare: 0.5,
      rejectsFile: campaign.rejects
    ) { assigner.variantIndex(unit: $0.unit) }
    let output = campaign.folder.appending(path: "assignments.csv")
    let summary = try stream.write(to: output)
    #expect(summary.rows == 5)
    #expect(summary.duplicates == 1)
    #expect(summary.rejected == 1)
    #expect(summary.leads.reduce(0, +) == 3)
    #expect(
      String(decoding: try Data(contentsOf: output), as: UTF8.self)
        == """
        lead_id,variant,list
        L1,\(assigner.variant(of: "L1")),A
        "L,2",\(assigner.variant(of: "L,2")),B
        L3,\(assigner.variant(of: "L3")),"x ""y""\"

        """)
    #expect(try campaign.rejectsText().contains("leads.csv,5,lead_id,"))
  }

  @Test("one list for each variant and agent")
  func split() throws {
    let campaign = try Campaign(method: .hashed)
    let url = try leads(campaign, "lead_id;agent\nL1;ana\nL2;ben\nL3;ana\n")
    let stream = try LeadAssignmentStream(leads: url, columns: ["agent"], variantNames: ["pitch", "question"]) { lead in
      lead.values == ["ana"] ? 0 : 1
    }
    let summary = try stream.write(splitBy: ["agent", "variant"]) { values in
      campaign.folder.appending(path: values.joined(separator: "-") + ".csv")
    }
    #expect(summary.leads == [2, 1])
    #expect(summary.files.map { URL(filePath: $0).lastPathComponent } == ["ana-pitch.csv", "ben-question.csv"])
    let text = String(decoding: try Data(contentsOf: campaign.folder.appending(path: "ana-pitch.csv")), as: UTF8.self)
    #expect(text == "lead_id,variant,agent\nL1,pitch,ana\nL3,pitch,ana\n")
  }

  @Test("nothing is written when too many leads have no id")
  func refused() throws {
    let campaign = try Campaign(method: .hashed)
    let url = try leads(campaign, "lead_id,list\n,A\nL2,B\n")
    let stream = try LeadAssignmentStream(leads: url, variantNames: ["pitch", "question"]) { _ in 0 }
    let output = campaign.folder.appending(path: "assignments.csv")
    #expect(throws: CallDataError.self) { try stream.write(to: output) }
    #expect(!FileManager.default.fileExists(atPath: output.path))
  }
}
