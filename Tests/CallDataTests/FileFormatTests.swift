import Cost
import Decision
import Experiment
import Foundation
import Testing

@testable import CallData

@Suite("Files of several systems go into one test as they are exported")
struct FileFormatTests {
  private static let calls = """
    call id,customer number,date,variant,Direction
    1,+33601,"Mon, 02 Mar 2026 11:07:48",pitch,outbound
    2,+33602,"Tue, 03 Mar 2026 09:00:00",question,Outbound
    3,+33603,"Tue, 03 Mar 2026 09:30:00",question,inbound

    """
  private static let deals = """
    N° affaire;Person - Phone;Qualifiée le;Étape
    A1;+33601;04/03/2026 10:00;Gagnée
    A2;+33602;05/03/2026 10:00;Perdue

    """

  private func campaign(deals: String = deals) throws -> Campaign {
    let campaign = try Campaign()
    try campaign.write(.calls, Self.calls)
    try campaign.write(.opportunities, try #require(deals.data(using: .windowsCP1252)))
    campaign.sources.columns = ["call_id": "call id", "lead_id": "customer number", "started_at": "date"]
    campaign.sources.dateFormat = "EEE, dd MMM yyyy HH:mm:ss"
    campaign.sources.keep = ["Direction": ["outbound"]]
    campaign.sources.formats[.opportunities] = DataSources.FileFormat(
      columns: ["opportunity_id": "N° affaire", "lead_id": "Person - Phone", "qualified_at": "Qualifiée le"],
      encoding: .windows1252, delimiter: .semicolon, dateFormat: "dd/MM/yyyy HH:mm")
    return campaign
  }

  @Test("a dialer's calls in UTF-8 beside a CRM's opportunities in windows-1252")
  func twoSystems() throws {
    let evidence = try campaign().evidence()
    #expect(evidence.tally.byDay.total().calls == 2)
    #expect(evidence.tally.byDay.total().opportunities == 2)
    #expect(evidence.intake[.filteredOut] == 1)
    #expect(evidence.intake.rejected == 0)
  }

  @Test("a file's own filter is its own, and what it leaves out is counted")
  func ownFilter() throws {
    let campaign = try campaign()
    campaign.sources.formats[.opportunities]?.keep = ["Étape": ["gagnée"]]
    let evidence = try campaign.evidence()
    #expect(evidence.tally.byDay.total().opportunities == 1)
    #expect(evidence.intake[.filteredOut] == 2)
    campaign.sources.formats[.calls] = DataSources.FileFormat(keep: [:])
    #expect(try campaign.evidence().tally.byDay.total().calls == 3)
  }

  @Test("sales, assignments and counts have formats of their own too")
  func otherKinds() throws {
    let campaign = try campaign()
    try campaign.write(.sales, "Ref;Tel;Clos;CA;Pays\ns1;+33601;09/03/2026;1200,50;FR\ns2;+33602;09/03/2026;7;BE\n")
    campaign.sources.formats[.sales] = DataSources.FileFormat(
      columns: ["sale_id": "Ref", "lead_id": "Tel", "closed_at": "Clos", "amount": "CA"], dateFormat: "dd/MM/yyyy",
      decimalComma: true, keep: ["Pays": ["FR"]])
    try campaign.write(.assignments, "Phone\tvariant\tpool\n+33601\tpitch\ta\n+33602\tquestion\ta\n+33603\tpitch\tb\n")
    campaign.sources.formats[.assignments] = DataSources.FileFormat(
      columns: ["lead_id": "Phone"], delimiter: .tab, keep: ["pool": ["a"]])
    let evidence = try campaign.evidence()
    #expect(evidence.receipts.total(of: "pitch").revenue.micros == 1_200_500_000)
    #expect(evidence.receipts.total(of: "question").sales == 0)
    #expect(evidence.tally.units.units(of: "pitch") == 1)
    #expect(evidence.intake[.filteredOut] == 3)

    let counted = try Campaign()
    try counted.write(.counts, "variant;appels;opportunities;date\npitch;10;1;02/03/2026\nquestion;12;2;02/03/2026\n")
    counted.sources.dateFormat = "yyyy.MM.dd"
    counted.sources.formats[.counts] = DataSources.FileFormat(columns: ["calls": "appels"], dateFormat: "dd/MM/yyyy")
    #expect(try counted.evidence().tally.byDay.total().calls == 22)
  }

  @Test("a column that a file's format names and the file lacks is a fault, needed or not")
  func missingColumn() throws {
    let campaign = try campaign()
    campaign.sources.formats[.opportunities]?.columns["source"] = "Etape"
    let said = try #require(campaign.failure()?.errorDescription)
    #expect(said.contains("no column `Etape`, which the plan names for `source`."))
    #expect(said.contains("Did you mean `Étape`?"))
  }

  @Test("a filter that keeps nothing is named, with the values of its column and the nearest one")
  func nothingKept() throws {
    let campaign = try campaign()
    campaign.sources.keep = ["Direction": ["outbond"]]
    let said = try #require(campaign.failure()?.errorDescription)
    #expect(said.contains("calls.csv: the filter keep: {Direction: \"outbond\"} leaves no row. "))
    #expect(said.contains("The column holds \"outbound\", \"Outbound\" and \"inbound\". Did you mean \"outbound\"?"))

    campaign.sources.keep = ["Direction": ["outbound"], "variant": ["pitch", "question"], "call id": ["3"]]
    #expect(
      campaign.failure()
        == .nothingKept(
          path: campaign.folder.path + "/calls.csv", column: "call id", values: ["3"], found: ["1", "2"], nearest: nil,
          after: ["Direction"]))
  }

  @Test("a filter that keeps nothing is a fault in every file")
  func nothingKeptElsewhere() throws {
    let campaign = try campaign()
    campaign.sources.formats[.opportunities]?.keep = ["Étape": ["Ouverte"]]
    let said = try #require(campaign.failure()?.errorDescription)
    #expect(said.contains("opportunities.csv: the filter keep: {Étape: \"Ouverte\"} leaves no row"))
    #expect(said.contains("\"Gagnée\" and \"Perdue\""))

    let counted = try Campaign()
    let rows = (0..<10).map { "pitch,10,1,c\($0)\n" }.joined()
    try counted.write(.counts, "variant,calls,opportunities,campaign\n\(rows)")
    counted.sources.keep = ["campaign": ["spring"]]
    let counts = try #require(counted.failure()?.errorDescription)
    #expect(counts.contains("\"c6\", \"c7\" and 2 more."))
  }
}
