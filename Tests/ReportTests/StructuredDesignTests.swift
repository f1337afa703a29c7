import Foundation
import Testing

@testable import Decision
@testable import Report

@Suite struct `Pages of designs by agent and by half-day` {
  private func sentence(_ design: DesignResult, _ language: Language) -> String {
    // Figures are kept together by spaces that do not break.
    language.wording(currency: "EUR").answer(of: design)
      .replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ").replacing("’", with: "'")
  }

  @Test func `what so few agents can show, and how many it takes`() {
    let english = sentence(Sample.byAgent, .english)
    #expect(english.contains("12 agents can show +45% or more; +20% takes 46 agents."), "\(english)")
    let french = sentence(Sample.byAgent, .french)
    #expect(french.contains("12 agents peuvent montrer +45 % ou plus ; +20 % demande 46 agents."), "\(french)")
  }

  @Test func `more days help agents who use both scripts`() {
    let english = sentence(Sample.crossOver, .english)
    #expect(english.contains("+20% takes 31 agents, or 24 calling days with 12 agents."), "\(english)")
    let french = sentence(Sample.crossOver, .french)
    #expect(french.contains("+20 % demande 31 agents, ou 24 jours d'appel avec 12 agents."), "\(french)")
  }

  @Test func `a switchback takes half-days`() {
    let english = sentence(Sample.switchback, .english)
    #expect(english.contains("18 half-days can show +45% or more; +20% takes 48 half-days, which is 24 calling days."))
    let french = sentence(Sample.switchback, .french)
    #expect(french.contains("18 demi-journées peuvent montrer +45 % ou plus ; +20 % demande 48 demi-journées, soit 24"))
  }

  @Test func `without a team the sentence says how many agents it takes`() {
    #expect(sentence(Sample.byUnknownAgents, .english).hasPrefix("46 agents with 720 calls each find a script"))
    #expect(sentence(Sample.byUnknownAgents, .french).contains("il faut 46 agents de 720 appels chacun"))
  }

  @Test func `what is assumed is said openly, and what was measured too`() {
    let assumed = DesignReport(Sample.byAgent, language: .english).text()
    #expect(assumed.contains("assumed: rates of agents vary by 25"))
    let measured = DesignReport(Sample.crossOver, language: .english).text()
    #expect(measured.contains("38 agents of the past calls"))
    #expect(!measured.contains("assumed:"))
  }

  @Test func `JSON names the structure where there is one, and nothing where there is none`() throws {
    struct Answer: Decodable {
      struct Structure: Decodable {
        struct Correlation: Decodable {
          let source: String
          let value: Double
          let variation: Double?
        }
        let kind: String
        let clusters: Int?
        let clustersNeeded: Int
        let callsPerCluster: Double
        let correlation: Correlation
        let power: Double?
      }
      let structure: Structure?
    }
    func read(_ design: DesignResult) throws -> Answer.Structure? {
      let json = DesignReport(design, language: .english).json()
      return try JSONDecoder().decode(Answer.self, from: Data(json.utf8)).structure
    }
    let structure = try #require(try read(Sample.byAgent))
    #expect(structure.kind == "agents" && structure.clusters == 12 && structure.clustersNeeded == 46)
    #expect(structure.correlation.source == "assumed" && structure.correlation.variation == 0.25)
    #expect(structure.power == 0.24)
    #expect(try read(Sample.byUnknownAgents)?.power == nil)
    #expect(!DesignReport(Sample.sufficient, language: .english).json().contains("\"structure\""))
  }
}
