import CallData
import Cost
import Decision
import Experiment
import Foundation
import Testing

@Suite("Aggregated counts, costs and shares")
struct CountsTests {
  @Test("undated counts have no dates; leads tell the units")
  func counts() throws {
    let campaign = try Campaign()
    try campaign.write(
      .counts,
      "variant,calls,opportunities,leads,sales,revenue\npitch,10000,300,9000,30,36000\nquestion,10000,360,9100,40,48000.50\n"
    )
    let evidence = try campaign.evidence()
    #expect(evidence.tally.isUndated)
    #expect(evidence.lastDay == nil)
    #expect(evidence.tally.byDay[DayKey(variant: "question", date: nil)] == CallCell(calls: 10000, opportunities: 360))
    #expect(evidence.tally.units.source == .counts)
    #expect(evidence.tally.units.units(of: "pitch") == 9000)
    #expect(evidence.receipts.total(of: "question").revenue == Money(micros: 48_000_500_000))
    #expect(evidence.intake.sources == [Intake.Source(kind: .counts, name: "counts.csv", rows: 2)])
  }

  @Test("complaints are of all calls of their row, and never more than those")
  func complaints() throws {
    let campaign = try Campaign()
    try campaign.write(
      .counts, "variant,calls,opportunities,complaints\npitch,10000,300,12\nquestion,10000,360,\n")
    let tally = try campaign.evidence().tally
    let pitch = tally.byDay[DayKey(variant: "pitch", date: nil)]
    #expect(pitch.complaints == 12 && pitch.dispositionKnown == 10_000)
    #expect(tally.byDay[DayKey(variant: "question", date: nil)].dispositionKnown == 0)
    try campaign.write(.counts, "variant,calls,opportunities,complaints\npitch,10,3,11\n")
    guard case .tooManyRejected(_, 1, 1, _, let example, _) = campaign.failure() else {
      Issue.record("11 complaints of 10 calls were accepted")
      return
    }
    #expect(example.contains("more complaints than calls"))
  }

  @Test("talk times are of all calls of their row, without how much single calls differ")
  func talkTimes() throws {
    let campaign = try Campaign()
    try campaign.write(
      .counts,
      """
      date,variant,calls,opportunities,talk_seconds
      2026-03-02,pitch,1000,30,60000
      2026-03-03,pitch,500,15,
      2026-03-02,question,1000,36,90000

      """)
    let tally = try campaign.evidence().tally
    let pitch = tally.byDay.total { $0.variant == "pitch" }
    #expect(pitch.calls == 1500 && pitch.timedCalls == 1000 && pitch.talkSeconds == 60_000)
    #expect(pitch.meanTalkSeconds == 60 && !pitch.talkSpreadIsKnown)
    #expect(tally.byDay.total { $0.variant == "question" }.meanTalkSeconds == 90)
    #expect(CallCell().meanTalkSeconds == nil)
  }

  @Test("dated counts, by stratum and window")
  func datedCounts() throws {
    let campaign = try Campaign()
    try campaign.write(
      .counts,
      """
      variant;calls;opportunities;date;window;stratum
      pitch;100;3;2026-03-02;morning;A
      pitch;50;1;2026-03-02;morning;B
      pitch;60;1;2026-03-30;morning;B

      """)
    let evidence = try campaign.evidence()
    #expect(evidence.tally.byDay.total().calls == 150)
    #expect(evidence.intake[.afterEnd] == 60)
    #expect(evidence.tally.units.source == .unknown)
    #expect(evidence.lastDay == CivilDate(iso: "2026-03-30"))
  }

  @Test("more opportunities than calls is refused with its line")
  func tooMany() throws {
    let campaign = try Campaign()
    try campaign.write(.counts, "variant,calls,opportunities\npitch,100,3\nquestion,3,100\n")
    let path = campaign.folder.path + "/counts.csv"
    #expect(
      campaign.failure() == .moreOpportunitiesThanCalls(path: path, line: 3, opportunities: 100, calls: 3))
  }

  @Test("the same key twice is refused with both lines")
  func duplicateKey() throws {
    let campaign = try Campaign()
    try campaign.write(.counts, "variant,calls,opportunities\npitch,100,3\npitch,200,3\n")
    let path = campaign.folder.path + "/counts.csv"
    #expect(campaign.failure() == .duplicateCounts(path: path, line: 3, firstLine: 2, key: "variant pitch"))
  }

  @Test("negative, enormous and fractional counts are rejected", arguments: ["-3", "9999999999999", "1.5", "many", ""])
  func badCounts(value: String) throws {
    let campaign = try Campaign()
    try campaign.write(.counts, "variant,calls,opportunities\npitch,\(value),0\n")
    guard case .tooManyRejected(_, 1, 1, _, let example, _) = campaign.failure() else {
      Issue.record("\(value) was accepted")
      return
    }
    #expect(example.contains("line 2, column calls"))
  }

  @Test("costs are read exactly, with their basis, split, period and share")
  func costs() throws {
    let campaign = try Campaign()
    let url = campaign.folder.appending(path: "costs.csv")
    try Data(
      """
      item;amount;per;variant;split;from;to;share;once
      salaries;2 600,00;;;handling-time;2026-03-02;2026-03-15;;
      telephony;0,06;call;;;;;;
      training;300;;question;;;;50 %;oui

      """.utf8
    ).write(to: url)
    let items = try CostsFile.read(url)
    let first = try #require(CivilDate(iso: "2026-03-02")).dayNumber
    #expect(
      items == [
        CostItem(
          item: "salaries", amount: Money(2600), split: .handlingTime,
          period: CostItem.Period(firstDay: first, lastDay: first + 13)),
        CostItem(item: "telephony", amount: Money(micros: 60_000), basis: .call),
        CostItem(item: "training", amount: Money(300), variant: "question", share: 0.5, once: true),
      ])
    try Data(
      "Poste\tMontant\tD\u{E9}but\nT\u{E9}l\u{E9}phonie\t0,06\t02/03/2026\n".unicodeScalars.map { UInt8($0.value) }
    )
    .write(to: url)
    let french = DataSources(
      columns: ["item": "Poste", "amount": "Montant", "from": "Début"], encoding: .windows1252, delimiter: .tab,
      dateFormat: "dd/MM/yyyy", decimalComma: true)
    #expect(
      try CostsFile.read(url, format: french) == [
        CostItem(
          item: "Téléphonie", amount: Money(micros: 60_000), period: CostItem.Period(firstDay: first, lastDay: nil))
      ])
    try Data("item,amount,per\nrent,5,week\n".utf8).write(to: url)
    let error = #expect(throws: CallDataError.self) { try CostsFile.read(url) }
    #expect(
      error?.errorDescription?.contains("line 2, column per: read \"week\"; expected one of campaign, call") == true)
    for (text, complaint) in [
      ("item,amount\nrent,-5\n", "expected an amount without a minus sign"),
      ("item,amount,from,to\nrent,5,2026-03-20,2026-03-01\n", "column to: read \"2026-03-01\"; expected a day from"),
      ("item,amount,currency\nrent,$5,EUR\n", "expected the sign of the currency"),
    ] {
      try Data(text.utf8).write(to: url)
      let error = #expect(throws: CallDataError.self) { try CostsFile.read(url, currency: "EUR") }
      #expect(error?.errorDescription?.contains(complaint) == true, "\(error?.errorDescription ?? "")")
    }
  }

  @Test("planned shares sum to 1 in each stratum")
  func shares() throws {
    let campaign = try Campaign()
    let url = campaign.folder.appending(path: "shares.csv")
    try Data("stratum,variant,share\nw1,pitch,0.5\nw1,question,50 %\nw2,pitch,0.2\nw2,question,0.8\n".utf8).write(
      to: url)
    let shares = try SharesFile.read(url, variants: campaign.test.variants)
    #expect(shares.byStratum == ["w1": ["pitch": 0.5, "question": 0.5], "w2": ["pitch": 0.2, "question": 0.8]])
    try Data("stratum,variant,share\nw1,pitch,0.5\nw1,question,0.4\n".utf8).write(to: url)
    #expect(throws: CallDataError.self) { try SharesFile.read(url, variants: campaign.test.variants) }
  }
}
