import Decision
import Experiment

extension ReadingPage {
  /// The page cut down to one screen of a terminal: the sentence, the three indicators, the clauses of the rule, the
  /// effect, what a limit or another week changes, and the checks that did not pass.
  var brief: Page {
    var page = page
    page.sections = [ruleSection, effectSection, concernsSection].compactMap { $0 }.map { section in
      var section = section
      section.lead = nil
      // What explains drawings has nothing to explain on one screen.
      section.blocks.removeAll { if case .paragraph = $0 { true } else { false } }
      return section
    }
    let limits = belongsInAnnex ? nil : wording.limits(reading.limits)
    let remarks = [limits, reading.nextWeek.map(wording.nextWeek)].compactMap { $0 }
    if !remarks.isEmpty {
      let section = PageSection(id: "remarks", title: text(.moneyTitle), lead: nil, blocks: [.bullets(remarks)])
      page.sections.insert(section, at: page.sections.count - 1)
    }
    page.summary.glossary = ""
    return page
  }

  /// What is wrong with the data, or that nothing is.
  private var concernsSection: PageSection {
    let concerns = reading.health.filter { $0.status == .warn || $0.status == .fail }
    let passed = reading.health.count { $0.status == .pass }
    var items = concerns.map { finding in
      "\(wording.healthStatus(finding.status)) · \(wording.healthCheck(finding.check))\(language.colon)"
        + wording.healthDetail(finding)
    }
    items.append(wording.checksPassed(passed))
    items += reading.warnings.filter { if case .observedMarginDiffers = $0 { true } else { false } }
      .map { wording.warning($0) }
    return PageSection(id: "health", title: text(.healthTitle), lead: nil, blocks: [.bullets(items)])
  }
}

extension Wording {
  /// How many checks passed; one switch over the languages.
  func checksPassed(_ count: Int) -> String {
    switch numbers.language {
    case .english: count == 1 ? "1 check passed." : "\(numbers.integer(count)) checks passed."
    case .french:
      count < 2 ? "\(numbers.integer(count)) contrôle réussi." : "\(numbers.integer(count)) contrôles réussis."
    }
  }
}
