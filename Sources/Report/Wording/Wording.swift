public import Cost
public import Decision
public import Experiment

/// The sentences of one language about readings, verdicts and designs.
///
/// Every language answers every question with an exhaustive switch, so that a missing translation does not compile.
public protocol Wording: MonitoringWording, DesignWording, ProfitWording, ReviewWording, AttributionWording,
  SegmentWording, AdaptiveWording, PlanningWording, Sendable
{
  /// The numbers of the language.
  var numbers: NumberFormat { get }

  /// The word for a conclusion: "Keep running".
  func status(_ status: Conclusion.Status) -> String
  /// The conclusion in two or three words, with the script it names: "Roll out question".
  func headline(of reading: Reading) -> String
  /// What a reading says to do, in one sentence with its figures, the headline first.
  func conclusion(of reading: Reading) -> String
  /// A clause of the decision rule and whether it holds.
  func clause(_ clause: Clause, leader: String, reading: Reading) -> String
  /// How far the test is, in a few words; nil for undated data without a planned number of calls.
  func progress(of reading: Reading) -> String?
  /// The days that explain the path, in sentences; nil where there are none.
  func pathMarks(of reading: Reading) -> String?
  /// When the plan's rule was fixed, and what was changed since.
  func ruleOrigin(_ provenance: Provenance) -> String
  /// What a reader must know besides.
  func warning(_ warning: ReadingWarning) -> String

  /// Name of a health check.
  func healthCheck(_ check: HealthCheckName) -> String
  /// The word for the state of a check.
  func healthStatus(_ status: HealthFinding.Status) -> String
  /// The state of a check with its figures.
  func healthDetail(_ finding: HealthFinding) -> String
  /// Name of a guarded figure.
  func guardrailMetric(_ metric: Guardrail.Metric) -> String
  /// The word for the state of a guardrail.
  func guardrailStatus(_ status: GuardrailReading.Status) -> String
  /// The state of a guardrail for one challenger.
  func guardrail(_ reading: GuardrailReading) -> String

  /// The word for what to do with a campaign.
  func campaignVerdict(_ verdict: CampaignVerdict) -> String
  /// What to do with the campaign, and why.
  func campaign(_ reading: CampaignReading) -> String
  /// The lever to pull first.
  func lever(_ lever: Lever) -> String
  /// Where a call-to-opportunity rate stands.
  func benchmark(_ benchmark: TCOBenchmark) -> String

  /// What an opportunity may cost at most, and what it costs with each variant, by name.
  func breakEven(threshold: Double, costs: [(name: String, cpq: Double)]) -> String

  /// How a cost is counted.
  func costBasis(_ basis: CostItem.Basis) -> String
  /// How a shared cost is divided.
  func costSplit(_ split: CostItem.Split) -> String

  /// Name of a comparison method where these units were randomised.
  func methodName(_ method: ComparisonMethod, unit: RandomisationUnit) -> String
  /// Why the method was chosen.
  func methodReason(_ method: ComparisonMethod, unit: RandomisationUnit) -> String
  /// The method's formula in words.
  func methodFormula(_ method: ComparisonMethod, unit: RandomisationUnit) -> String
  /// How looks are handled.
  func monitoring(_ method: Monitoring.Method) -> String
  /// How p-values are adjusted.
  func adjustment(_ adjustment: Goal.Adjustment, comparisons: Int) -> String
  /// What the compared rate is.
  func metric(_ metric: Goal.Metric) -> String

  /// What a file holds.
  func sourceKind(_ kind: Intake.Source.Kind) -> String
  /// Rows of a finding at intake.
  func intake(_ finding: Intake.Finding, rows: Int) -> String
  /// Where the first of so many rows stands.
  func place(of example: Intake.Example, rows: Int) -> String

  /// What segments are made of.
  func dimension(_ dimension: Segment.Dimension) -> String
  /// Name of a weekday.
  func weekday(_ weekday: Weekday) -> String
  /// Control or challenger.
  func role(_ role: Variant.Role) -> String

  /// Whether the planned time can answer, in one sentence.
  func answer(of design: DesignResult) -> String
  /// The word for the answer.
  func answerWord(_ answer: DesignResult.Answer) -> String
  /// A number of days: `7 days`.
  func days(_ count: Int) -> String
  /// Name of a planning formula.
  func planningFormula(_ formula: DesignResult.RequiredSize.Formula) -> String
}

extension Wording {
  /// An amount where it is known roughly: `about €740`; less than one unit of the currency is said to be so.
  func about(_ units: Double) -> String {
    let isSmall = units.magnitude < 1
    let amount = isSmall ? numbers.money(1, places: 0) : numbers.roughMoney(units)
    return switch numbers.language {
    case .english: isSmall ? "less than \(amount)" : "about \(amount)"
    case .french: isSmall ? "moins de \(amount)" : "environ \(amount)"
    }
  }

  /// The name of a script in a sentence.
  func script(_ name: String) -> String { numbers.language.quoted(name) }

  /// Rows of a finding at intake, with the place of the first where it is known.
  func intake(_ finding: Intake.Finding, rows: Int, example: Intake.Example?) -> String {
    let sentence = intake(finding, rows: rows)
    return example.map { "\(sentence) \(place(of: $0, rows: rows))" } ?? sentence
  }

  /// What became of the data, finding by finding.
  func findings(of intake: Intake) -> [String] {
    intake.findings.sorted { $0.key < $1.key }.map {
      self.intake($0.key, rows: $0.value, example: intake.examples[$0.key])
    }
  }

  /// Name of a weekday in three letters.
  func shortWeekday(_ weekday: Weekday) -> String { String(self.weekday(weekday).prefix(3)) }
}

/// Sources of the methods; names and years are the same in every language.
extension ComparisonMethod {
  /// Author and year of test and interval.
  var reference: String {
    switch self {
    case .score: "Miettinen & Nurminen (1985); Mee (1984)"
    case .exactScore: "Chan & Zhang (1999); Berger & Boos (1994)"
    case .stratifiedScore: "Cochran (1954); Mantel & Haenszel (1959); Miettinen & Nurminen (1985)"
    case .ratioOfSums, .stratifiedRatioOfSums: "Deng, Knoblich & Lu (2018), delta method for ratios of sums"
    case .agentClusters: "Bell & McCaffrey (2002); Pustejovsky & Tipton (2018)"
    case .slotRandomisation: "Fisher (1935), randomisation test; Bojinov, Simchi-Levi & Zhao (2023), switchback designs"
    }
  }
}
