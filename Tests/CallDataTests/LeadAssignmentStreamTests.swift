import Decision
import Experiment
import Foundation
import Testing

@testable import CallData

@Suite("Leads are streamed into assignments")
struct LeadAssignmentStreamTests {
  private func leads(_ campaign: Campaign, _ text: String, name: String = "leads.csv") throws -> URL {
    let url = campaign.folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url
  }

  private func rows(_ url: URL) throws -> [String] {
    String(decoding: try Data(contentsOf: url), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Counts of the values of one column by those of another.
  private func table(_ url: URL, _ key: String, _ value: String) throws -> [String: [String: Int]] {
    let rows = try rows(url).map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let (first, second) = (try #require(rows[0].firstIndex(of: key)), try #require(rows[0].firstIndex(of: value)))
    return rows.dropFirst().reduce(into: [:]) { $0[$1[first], default: [:]][$1[second], default: 0] += 1 }
  }

  @Test("each lead once, in the order of the file, with the columns asked for")
  func stream() throws {
    let campaign = try Campaign(method: .hashed)
    let url = try leads(campaign, "lead_id,list\nL1,A\n\"L,2\",B\nL1,A\n,C\nL3,\"x \"\"y\"\"\"\n")
    let assigner = HashedAssigner(campaign.test)
    let stream = try LeadAssignmentStream(
      leads: url, test: campaign.test, columns: ["list"], maxRejectedShare: 0.5, rejectsFile: campaign.rejects)
    let output = campaign.folder.appending(path: "assignments.csv")
    let summary = try stream.write(to: output)
    #expect(summary.rows == 5)
    #expect(summary.duplicates == 1)
    #expect(summary.rejected == 1)
    #expect(summary.leads.reduce(0, +) == 3)
    #expect(
      try rows(output) == [
        "lead_id,variant,list", "L1,\(assigner.variant(of: "L1")),A", "\"L,2\",\(assigner.variant(of: "L,2")),B",
        "L3,\(assigner.variant(of: "L3")),\"x \"\"y\"\"\"",
      ])
    #expect(try campaign.rejectsText().contains("leads.csv,5,lead_id,"))
  }

  @Test(
    "the same bytes for any number of threads and any size of chunks",
    arguments: [
      // A clean list; breaks and quotes inside fields; a lead that stands far from its repetition; a blank id.
      (0..<300).map { "lead-\($0 * 7919),A\n" }.joined(),
      (0..<300).map { "\"L \"\"\($0)\"\"\",\"a\nL\($0 + 1),b\"\n" }.joined(),
      (0..<300).map { "L\($0 == 299 ? 3 : $0),A\n" }.joined(),
      (0..<300).map { "\($0 == 150 ? "" : "a-lead-with-a-long-name-\($0)"),A\n" }.joined(),
    ])
  func threads(text: String) throws {
    let campaign = try Campaign(method: .hashed)
    let url = try leads(campaign, "lead_id,note\n" + text)
    let assigner = HashedAssigner(campaign.test)
    var whole: (rows: [String], summary: LeadAssignmentStream.Summary)?
    for (threads, chunkSize) in [(1, 1 << 20), (1, 100), (2, 1000), (7, 64), (3, 7)] {
      var stream = try LeadAssignmentStream(
        leads: url, test: campaign.test, columns: ["note"], maxRejectedShare: 0.5, rejectsFile: campaign.rejects)
      stream.effort.threads = threads
      stream.effort.chunkSize = chunkSize
      let output = campaign.folder.appending(path: "assignments.csv")
      let summary = try stream.write(to: output)
      let rows = try rows(output)
      #expect(summary.leads.reduce(0, +) == 300 - summary.duplicates - summary.rejected)
      if let whole {
        #expect(rows == whole.rows)
        #expect(summary == whole.summary)
      } else {
        whole = (rows, summary)
        #expect(rows.first == "lead_id,variant,note")
        let plain = rows.dropFirst().filter { $0.hasPrefix("L") || $0.hasPrefix("lead") || $0.hasPrefix("a-") }
        for row in plain where !text.contains("\"") {
          let fields = row.split(separator: ",")
          #expect(fields[1] == assigner.variant(of: String(fields[0])))
        }
      }
    }
  }

  @Test("one list for each variant and agent")
  func split() throws {
    let campaign = try Campaign(method: .hashed)
    let url = try leads(
      campaign, "lead_id;agent\n" + (0..<40).map { "L\($0);\($0 % 2 == 0 ? "ana" : "ben")\n" }.joined())
    let stream = try LeadAssignmentStream(leads: url, test: campaign.test)
    let lists = LeadAssignmentStream.Lists(by: ["agent", "variant"]) { values in
      campaign.folder.appending(path: values.joined(separator: "-") + ".csv")
    }
    let summary = try stream.write(to: nil, lists: lists)
    #expect(summary.leads.reduce(0, +) == 40)
    #expect(
      summary.files.map { URL(filePath: $0).lastPathComponent } == [
        "ana-pitch.csv", "ana-question.csv", "ben-pitch.csv", "ben-question.csv",
      ])
    let assigner = HashedAssigner(campaign.test)
    let expected = stride(from: 0, to: 40, by: 2).map { "L\($0)" }.filter { assigner.variant(of: $0) == "pitch" }
    #expect(
      try rows(campaign.folder.appending(path: "ana-pitch.csv"))
        == ["lead_id,variant,agent"] + expected.map { "\($0),pitch,ana" })
  }

  @Test("nothing is written when too many leads have no id")
  func refused() throws {
    let campaign = try Campaign(method: .hashed)
    let url = try leads(campaign, "lead_id,list\n,A\nL2,B\n")
    let stream = try LeadAssignmentStream(leads: url, test: campaign.test)
    let output = campaign.folder.appending(path: "assignments.csv")
    #expect(throws: CallDataError.self) { try stream.write(to: output) }
    #expect(!FileManager.default.fileExists(atPath: output.path))
  }

  @Test("blocks split every list exactly, and later leads go on with them")
  func blocked() throws {
    let campaign = try Campaign(method: .blocked, by: ["list"])
    let lists = ["north", "south", "a long name of a list"]
    func text(_ range: Range<Int>) -> String {
      "lead_id,list\n" + range.map { "lead number \($0),\(lists[$0 % 3])\n" }.joined()
    }
    let output = campaign.folder.appending(path: "assignments.csv")
    let first = try LeadAssignmentStream(leads: leads(campaign, text(0..<61)), test: campaign.test)
    #expect(try first.write(to: output).leads.reduce(0, +) == 61)
    let before = try rows(output)
    let second = try LeadAssignmentStream(
      leads: leads(campaign, text(40..<120)), test: campaign.test, continuing: output)
    let summary = try second.write(to: output)
    #expect(summary.known == 21)
    #expect(summary.leads.reduce(0, +) == 59)
    #expect(Array(try rows(output).prefix(62)) == before)
    // The same as if all had come at once.
    let whole = campaign.folder.appending(path: "whole.csv")
    _ = try LeadAssignmentStream(leads: leads(campaign, text(0..<120)), test: campaign.test).write(to: whole)
    #expect(try rows(whole) == rows(output))
    for (_, counts) in try table(output, "stratum", "variant") { #expect(counts == ["pitch": 20, "question": 20]) }
  }

  @Test("assignments of another seed are not gone on with")
  func otherSeed() throws {
    let campaign = try Campaign(method: .blocked)
    let url = try leads(campaign, "lead_id\n" + (0..<50).map { "L\($0)\n" }.joined())
    let output = campaign.folder.appending(path: "assignments.csv")
    _ = try LeadAssignmentStream(leads: url, test: campaign.test).write(to: output)
    campaign.test.assignment.seed = "another"
    let stream = try LeadAssignmentStream(leads: url, test: campaign.test, continuing: output)
    do throws(CallDataError) {
      _ = try stream.write(to: output)
      Issue.record("assignments of another seed were taken")
    } catch {
      #expect(error.errorDescription?.contains("another plan or seed") == true)
    }
  }

  @Test("a lead in two lists keeps the first, and is counted")
  func twoLists() throws {
    let campaign = try Campaign(method: .blocked, by: ["list"])
    let url = try leads(campaign, "lead_id,list\nL1,A\nL2,A\nL1,B\nL2,A\nL3,B\nL4,B\n")
    let output = campaign.folder.appending(path: "assignments.csv")
    let summary = try LeadAssignmentStream(leads: url, test: campaign.test).write(to: output)
    #expect(summary.duplicates == 2)
    #expect(summary.inTwoStrata == 1)
    #expect(try table(output, "stratum", "variant").mapValues { $0.values.reduce(0, +) } == ["A": 2, "B": 2])
  }

  @Test(
    "rows of one phone number get one variant, in any spelling", arguments: [AssignmentRule.Method.hashed, .blocked])
  func phones(method: AssignmentRule.Method) throws {
    let campaign = try Campaign(method: method)
    campaign.test.assignment.identity = .phone
    campaign.test.assignment.country = "FR"
    let spellings = ["06 12 34 56 %", "+33 (0)6.12.34.56.%", "00336123456%", "+336123456%", "'06-12-34-56-%"]
    var text = "lead_id,phone\n"
    for lead in 0..<200 {
      text += "L\(lead),\(spellings[lead % 5].replacing("%", with: "\(10 + lead / 5)"))\n"
    }
    let output = campaign.folder.appending(path: "assignments.csv")
    _ = try LeadAssignmentStream(leads: leads(campaign, text), test: campaign.test).write(to: output)
    let variants = try table(output, "phone", "variant")
    #expect(variants.count == 40)
    #expect(variants["+33612345610"] != nil)
    #expect(variants.values.allSatisfy { $0.count == 1 && $0.values.first == 5 })
    if method == .blocked { #expect(variants.values.count { $0["pitch"] != nil } == 20) }
  }

  @Test("a mangled phone number is named as such")
  func mangledPhone() throws {
    let campaign = try Campaign(method: .hashed)
    campaign.test.assignment.identity = .phone
    let url = try leads(campaign, "lead_id,phone\nL1,+33612345678\nL2,\"3,36E+10\"\nL3,0612345678\nL4,\nL5,anonymous\n")
    let stream = try LeadAssignmentStream(
      leads: url, test: campaign.test, maxRejectedShare: 1, rejectsFile: campaign.rejects)
    #expect(try stream.write(to: campaign.folder.appending(path: "a.csv")).rejected == 4)
    let rejects = try campaign.rejectsText()
    #expect(rejects.contains("spreadsheet") && rejects.contains("country: FR") && rejects.contains("no phone number"))
  }

  @Test("people of one company share a variant; users of public mail are each their own")
  func companies() throws {
    let campaign = try Campaign(method: .blocked)
    campaign.test.unit = .company
    var text = "lead_id,email\n"
    for lead in 0..<90 { text += "L\(lead),p\(lead)@\(lead % 3 == 0 ? "gmail.com" : "company\(lead / 6).example")\n" }
    let output = campaign.folder.appending(path: "assignments.csv")
    _ = try LeadAssignmentStream(leads: leads(campaign, text), test: campaign.test).write(to: output)
    let variants = try table(output, "company_id", "variant")
    #expect(variants.count == 15 + 30)
    #expect(variants.values.allSatisfy { $0.count == 1 })
    // 45 companies in blocks of two.
    #expect((22...23).contains(variants.values.count { $0["pitch"] != nil }))
    // Later leads of a known company hear what it hears.
    let more = try leads(campaign, "lead_id,email\nN1,x@company3.example\nN2,y@new.example\n")
    let summary = try LeadAssignmentStream(leads: more, test: campaign.test, continuing: output).write(to: output)
    #expect(summary.leads.reduce(0, +) == 2)
    let after = try table(output, "company_id", "variant")
    #expect(after["company3.example"]?.count == 1 && after.count == 46)
  }

  @Test("held-out leads keep the control, leads of other tests are left out")
  func holdout() throws {
    let campaign = try Campaign(method: .hashed)
    campaign.test.assignment.holdout = 0.3
    campaign.test.assignment.layer = Namespace(name: "spring", range: BucketRange(start: 0, end: 0.5))
    let url = try leads(campaign, "lead_id\n" + (0..<1000).map { "L\($0)\n" }.joined())
    let output = campaign.folder.appending(path: "a.csv")
    let summary = try LeadAssignmentStream(leads: url, test: campaign.test).write(to: output)
    let assigner = HashedAssigner(campaign.test)
    let outcomes = (0..<1000).map { assigner.outcome(unit: "L\($0)") }
    #expect(summary.heldOut == outcomes.count { $0 == .heldOut })
    #expect(summary.otherTests == outcomes.count { $0 == .otherTest })
    #expect(summary.leads == [0, 1].map { index in outcomes.count { $0 == .variant(index) } })
    #expect(try table(output, "outside", "variant")["holdout"] == ["pitch": summary.heldOut])
  }

  @Test("waves have shares of their own, and an unknown one is refused by its line")
  func waves() throws {
    let campaign = try Campaign(method: .waves, by: ["wave"])
    campaign.test.assignment.plannedShares = PlannedShares(byStratum: [
      "one": ["pitch": 0.5, "question": 0.5], "two": ["pitch": 0, "question": 1],
    ])
    let output = campaign.folder.appending(path: "a.csv")
    let url = try leads(campaign, "lead_id,wave\n" + (0..<400).map { "L\($0),\($0 < 200 ? "one" : "two")\n" }.joined())
    _ = try LeadAssignmentStream(leads: url, test: campaign.test).write(to: output)
    let counts = try table(output, "stratum", "variant")
    #expect(counts["two"] == ["question": 200])
    #expect(counts["one"]?.count == 2)
    let named = try LeadAssignmentStream(leads: url, test: campaign.test, wave: "two").write(to: output)
    #expect(named.leads == [0, 400])
    let other = try leads(campaign, "lead_id,wave\nL1,one\nL2,three\n")
    #expect(
      throws: CallDataError.cannotAssign(
        path: "\(other.path), line 3", .unknownStratum("three", known: ["one", "two"]))
    ) { try LeadAssignmentStream(leads: other, test: campaign.test).write(to: output) }
  }

  @Test("the window of a variant stands beside it")
  func windows() throws {
    let campaign = try Campaign(method: .hashed)
    campaign.test.variants = try Variants([
      Variant(name: "early", role: .control, window: "morning"), Variant(name: "late", window: "afternoon"),
    ])
    let output = campaign.folder.appending(path: "a.csv")
    let url = try leads(campaign, "lead_id\n" + (0..<100).map { "L\($0)\n" }.joined())
    _ = try LeadAssignmentStream(leads: url, test: campaign.test).write(to: output)
    let counts = try table(output, "variant", "window")
    #expect(counts["early"]?.keys.sorted() == ["morning"] && counts["late"]?.keys.sorted() == ["afternoon"])
  }

  @Test("fewer leads than a block are refused, strata below one are counted")
  func few() throws {
    let campaign = try Campaign(method: .blocked, by: ["list"])
    let output = campaign.folder.appending(path: "a.csv")
    let one = try leads(campaign, "lead_id,list\nL1,A\n")
    #expect(throws: CallDataError.cannotAssign(path: one.path, .fewerThanABlock(unit: .lead, found: 1, block: 2))) {
      try LeadAssignmentStream(leads: one, test: campaign.test).write(to: output)
    }
    let some = try leads(campaign, "lead_id,list\nL1,A\nL2,A\nL3,B\n")
    #expect(try LeadAssignmentStream(leads: some, test: campaign.test).write(to: output).strataBelowABlock == 1)
  }
}
