import Foundation
import Testing

/// Two exports as they come: a French Excel sheet from the dialer, an English one from the CRM.
@Suite struct RealExportCommandTests {
  static let plan = """
    name: printemps
    starts: 2026-03-02
    timezone: Europe/Paris
    assignment: {method: hashed, seed: s}
    variants:
      - {name: pitch, role: control}
      - {name: question}
    goal: {metric: tco, baseline: 3 %, worth-detecting: +20 %, within: 7d}
    economics: {currency: EUR, opportunity-to-sale: 12.5 %, sale-value: 1200, margin-per-sale: 400}
    data:
      calls:
        file: appels.csv
        encoding: windows-1252
        delimiter: ";"
        date-format: dd/MM/yyyy HH:mm
        columns: {call_id: "Référence", lead_id: "Numéro client", started_at: "Début", talk_seconds: "Durée"}
        keep: {Sens: [sortant], Campagne: [été]}
      opportunities:
        file: deals.csv
        columns: {opportunity_id: "Deal - ID", lead_id: "Person - Phone", qualified_at: "Deal - Qualified"}
    """

  @Test func `foreign names, dates, encodings and other campaigns go in without hand editing`() throws {
    try Program.temporaryFolder { folder in
      var calls = "Référence;Numéro client;Début;Durée;Sens;Campagne\r\n"
      var deals = "Deal - ID,Person - Phone,Deal - Qualified\n"
      for call in 0..<600 {
        let direction = call % 10 == 0 ? "entrant" : "sortant"
        let campaign = call % 7 == 0 ? "hiver" : "été"
        let day = [2, 3, 4, 5, 6, 9, 10, 11, 12, 13][call % 9]
        let start = "\(day < 10 ? "0" : "")\(day)/03/2026 09:\(call % 50 + 10)"
        calls += "A\(call);336000\(1000 + call);\(start);45,5;\(direction);\(campaign)\r\n"
        if call % 20 == 3 { deals += "D\(call),336000\(1000 + call),2026-03-14T10:00:00\n" }
      }
      try Self.plan.write(to: folder.appending(path: "plan.yaml"))
      let encoded = try #require(calls.data(using: .windowsCP1252))
      try encoded.write(to: folder.appending(path: "appels.csv"))
      try deals.write(to: folder.appending(path: "deals.csv"))
      let outcome = try Program.run(
        ["check", "plan.yaml", "--as-of", "2026-03-22", "--no-record", "--format", "json"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let json = try outcome.json()
      let variants = try #require(json["variants"] as? [[String: Any]])
      let total = variants.reduce(0) { $0 + ($1["calls"] as? Int ?? 0) }
      let kept = (0..<600).filter { $0 % 10 != 0 && $0 % 7 != 0 }
      #expect(total == kept.count)
      let found = variants.reduce(0) {
        $0 + ($1["opportunities"] as? Int ?? 0) + ($1["lateOpportunities"] as? Int ?? 0)
      }
      #expect(found == kept.filter { $0 % 20 == 3 }.count)
      let intake = try #require((json["intake"] as? [String: Any])?["findings"] as? [String: Any])
      #expect(intake["filtered-out"] as? Int == 600 - kept.count)
    }
  }

  @Test func `a mistyped filter is refused with the values there are`() throws {
    try Program.temporaryFolder { folder in
      try Self.plan.replacingOccurrences(of: "[sortant]", with: "[sortan]").write(
        to: folder.appending(path: "plan.yaml"))
      let calls = "Référence;Numéro client;Début;Durée;Sens;Campagne\nA1;3361;02/03/2026 09:05;12;sortant;été\n"
      try #require(calls.data(using: .windowsCP1252)).write(to: folder.appending(path: "appels.csv"))
      try "Deal - ID,Person - Phone,Deal - Qualified\nD1,3361,2026-03-03T10:00:00\n"
        .write(to: folder.appending(path: "deals.csv"))
      let outcome = try Program.run(["check", "plan.yaml", "--no-record"], in: folder)
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("sortant"), "\(outcome.errors)")
    }
  }
}
