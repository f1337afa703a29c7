import Cost
import Experiment
import Statistics
import Testing

@testable import Decision
@testable import Report

/// Sentences compared with their no-break spaces written as plain ones.
func plain(_ text: String) -> String {
  text.replacing("\u{202F}", with: " ").replacing("\u{00A0}", with: " ")
}

@Suite struct `What a reading says to do` {
  private let english = Language.english.wording()
  private let french = Language.french.wording()

  @Test func `before the planned end it says how long and when to decide`() {
    #expect(
      english.conclusion(of: Sample.running) == "Keep running: 4 calling days left, decision on 22 March 2026.")
    #expect(
      plain(french.conclusion(of: Sample.running))
        == "Continuer : encore 4 jours d’appels, décision le 22 mars 2026.")
  }

  @Test func `one day is counted as one`() {
    var reading = Sample.running
    reading.progress.callingDaysLeft = 1
    #expect(english.conclusion(of: reading).hasPrefix("Keep running: 1 calling day left,"))
    #expect(plain(french.conclusion(of: reading)).hasPrefix("Continuer : encore 1 jour d’appels,"))
  }

  @Test func `an assumption says how far the tornado moves it`() {
    for wording in [english, french] {
      let swing = "±\(wording.numbers.plainPercent(TornadoBar.swing))"
      for assumption in TornadoBar.Assumption.allCases {
        #expect(wording.assumption(assumption, of: "B").hasSuffix(swing) == (assumption != .difference))
      }
    }
    #expect(english.assumption(.months, of: "B") == "Months of use, ±20%")
    #expect(french.assumption(.callsPerMonth, of: "B") == "Appels par mois, ±20\u{202F}%")
  }

  @Test func `a roll-out is said in rates and in money`() {
    #expect(
      english.conclusion(of: Sample.won)
        == "Roll out “question”: 3.6% against 3.0% of calls become opportunities; at 60,000 calls a month that is about "
        + "€14,400 more margin a month after costs.")
    #expect(
      plain(french.conclusion(of: Sample.won))
        == "Généraliser « question » : 3,6 % des appels deviennent des opportunités, contre 3,0 % ; à 60 000 appels par "
        + "mois, c’est environ 14 400 € de marge en plus par mois, coûts déduits.")
  }

  @Test func `without a roll-out to project to it tells what an opportunity cost`() {
    var reading = Sample.won
    reading.projection = []
    #expect(
      english.conclusion(of: reading).hasSuffix(
        "an opportunity cost €6.11 instead of €6.33; the plan states no roll-out to project this to."))
    #expect(
      plain(french.conclusion(of: reading)).hasSuffix(
        "une opportunité a coûté 6,11 € au lieu de 6,33 € ; le plan n’énonce pas de déploiement auquel le rapporter."))
  }

  @Test func `without costs it says that it has no price`() {
    var reading = Sample.won
    reading.projection = []
    for index in reading.variants.indices { reading.variants[index].indicators = nil }
    #expect(english.conclusion(of: reading).hasSuffix("so this has no price in money yet."))
    #expect(plain(french.conclusion(of: reading)).hasSuffix("l’effet n’a donc pas encore de prix."))
  }

  @Test func `a winner on the rate that loses money says so`() {
    var reading = Sample.won
    reading.projection[1].gainPerMonth = Estimate(value: -2_345, lower: -9_000, upper: 4_000)
    #expect(english.conclusion(of: reading).hasSuffix("about €2,350 less margin a month after costs."))
    #expect(plain(french.conclusion(of: reading)).contains("2 350 € de marge en moins par mois"))
  }

  @Test func `without a winner it says what is still possible`() {
    #expect(
      english.conclusion(of: Sample.sixArms)
        == "No winner: the test is over and, with 5 challengers to choose from, no difference is beyond chance; what "
        + "is still possible: between −1.2 and +1.4 points, all challengers taken together.")
    #expect(
      plain(french.conclusion(of: Sample.undated))
        == "Non concluant : ces totaux ne montrent pas d’écart au-delà du hasard ; ce qui reste possible : entre "
        + "−0,2 et +0,8 point.")
  }

  @Test func `harm and unmet rules keep the control by name`() {
    var reading = Sample.won
    reading.conclusion = .keepControl(.harm(["question"]))
    #expect(english.conclusion(of: reading).hasPrefix("Keep “pitch”: “question” is worse, 3.6% against 3.0%"))
    reading.conclusion = .keepControl(
      .ruleNotMet(
        leader: "question",
        clauses: [
          Clause(.significant(pAdjusted: 0.01, alpha: 0.05), holds: true),
          Clause(.guardrails(failed: [.acceptedShare], unknown: []), holds: false),
          Clause(.profit(gain: -4_321), holds: false),
        ]))
    #expect(
      english.conclusion(of: reading)
        == "Keep “pitch”: “question” has the better rate, but this gets too much worse: opportunities accepted by sales "
        + "and it would not earn more: −€4,320 over the roll-out.")
    #expect(plain(french.conclusion(of: reading)).hasPrefix("Garder « pitch » : « question » a le meilleur taux, mais"))
  }

  @Test func `unhealthy data give no verdict and name the checks`() {
    #expect(
      english.conclusion(of: Sample.unhealthy)
        == "Mend the data first: these checks fail: planned shares and right script; no verdict until this is mended "
        + "or waived in the plan.")
    #expect(plain(french.conclusion(of: Sample.unhealthy)).hasPrefix("Données à corriger : 2 contrôles ont échoué"))
  }

  @Test(arguments: [
    (
      Conclusion.KeepRunning.beforePlannedCalls(placed: 12_000, planned: 28_000),
      "Keep running: 12,000 of 28,000 planned calls placed, 16,000 to go.",
      "Continuer : 12 000 appels émis sur 28 000 prévus, encore 16 000."
    ),
    (
      .awaitingMaturity(decisionDay: Sample.date("2026-03-22"), immatureCalls: 400),
      "Keep running: the calls are over; 400 calls may still turn into opportunities, decision on 22 March 2026.",
      "Continuer : les appels sont terminés ; 400 appels peuvent encore devenir des opportunités, décision le "
        + "22 mars 2026."
    ),
    (
      .noMatureCalls, "Keep running: no call is old enough to be counted yet, decision on 22 March 2026.",
      "Continuer : aucun appel n’est encore assez ancien pour être compté, décision le 22 mars 2026."
    ),
  ])
  func `every reason to go on has its sentence`(
    reason: Conclusion.KeepRunning, inEnglish: String, inFrench: String
  ) {
    var reading = Sample.running
    reading.conclusion = .keepRunning(reason)
    #expect(english.conclusion(of: reading) == inEnglish)
    #expect(plain(french.conclusion(of: reading)) == inFrench)
  }
}

@Suite struct `Sentences of every language` {
  /// Every typed remark, once with one and once with several.
  private static func sentences(_ wording: any Wording) -> [String] {
    let counts = [1, 2, 5_000]
    var sentences = Intake.Finding.allCases.flatMap { finding in counts.map { wording.intake(finding, rows: $0) } }
    let example = Intake.Example(file: "sales.csv", line: 12, id: "S5")
    sentences += counts.map { wording.place(of: example, rows: $0) }
    let warnings: [ReadingWarning] = [
      .noMaturityWindow, .interimOfFixedTest, .repeatedCallsUnknown, .revenueStillComing(attributionDays: 90),
      .revenueStillComing(attributionDays: 90, isForecast: false),
      .observedMarginDiffers(observed: 9, planned: 40, turns: true),
      .creditsLose(rules: 2, of: 5, marginRoi: -0.2...0.1),
      .fewOpportunities(variant: "B", opportunities: 1),
      .rejectedRows(1, of: 1), .waived(check: .pace, reason: "two agents on leave"), .unadjusted(comparisons: 5),
      .tooFewSlots(smallestPValue: 0.0625), .adherenceUnused,
      .splitByCallsInstead(item: "salaries"), .costWithoutVolume(item: "talk", basis: .talkHour),
      .variantWithoutCosts(variant: "pitch"), .costOutsideTest(item: "rent"), .costsAreNothing, .handlingTimeUnknown,
      .talkTimesMissing(variant: "B", share: 0.5),
      .otherSources(Receipts.Row(sales: 1, revenue: Money(1200))), .otherSources(Receipts.Row(sales: 5000)),
      .salesWithoutMargin(count: 1, of: 1, standIn: 400), .salesWithoutMargin(count: 1, of: 9, standIn: nil),
      .campaignNotJudged([.sampleRatio]), .worthNotObserved(.notJudged(variant: "B")), .worthNotObserved(.salesComing),
      .worthNotObserved(.withoutSales), .worthNotObserved(.withoutOpportunities(variant: "B")),
      .worthNotObserved(.moreSalesThanOpportunities(variant: "B")), .worthNotObserved(.withoutMargin),
      .salesDisagree(variant: "B", profitPerCall: -0.1, control: "pitch", controlProfitPerCall: 0.2),
    ]
    sentences += warnings.map(wording.warning)
    sentences += CampaignReason.samples.map { reason in
      wording.campaign(
        CampaignReading(
          verdict: .correct, reason: reason, indicators: Indicators(cost: Money(1), calls: 1, opportunities: 1),
          lever: nil))
    }
    sentences += Lever.Cause.allCases.map { wording.lever(Lever(cause: $0, figure: 0.01, reference: 0.02)) }
    sentences += TCOBenchmark.allCases.map(wording.benchmark)
    sentences += ComparisonMethod.allCases.flatMap {
      method in
      RandomisationUnit.allCases.flatMap {
        [
          wording.methodName(method, unit: $0), wording.methodReason(method, unit: $0),
          wording.methodFormula(method, unit: $0),
        ]
      }
    }
    sentences += Monitoring.Method.allCases.map(wording.monitoring)
    sentences += Goal.Adjustment.allCases.map { wording.adjustment($0, comparisons: 3) }
    sentences += HealthCheckName.allCases.map(wording.healthCheck)
    sentences += HealthFinding.Detail.samples.map {
      wording.healthDetail(HealthFinding(check: .pace, status: .pass, detail: $0))
    }
    for status in [GuardrailReading.Status.pass, .fail, .unknown] {
      for worsening in [nil, Estimate(value: 0, lower: -0.1, upper: 0.1)] {
        sentences.append(
          wording.guardrail(
            GuardrailReading(
              guardrail: Guardrail(metric: .talkSeconds, worseByAtMost: 0.15), variant: "B", status: status,
              worsening: worsening)))
      }
    }
    sentences += [0.507, -0.1, 0].map { mean in
      wording.guardrail(
        GuardrailReading(
          guardrail: Guardrail(metric: .talkSeconds, worseByAtMost: 0.15), variant: "B", status: .unknown,
          meanWorsening: mean))
    }
    sentences += Sample.clauses.flatMap { clause in
      [true, false].map {
        wording.clause(Clause(clause.requirement, holds: $0), leader: "B", reading: Sample.won)
      }
    }
    sentences += [Sample.sufficient, Sample.insufficient, Sample.unknownTeam].map(wording.answer)
    sentences.append(wording.breakEven(threshold: 40, costs: [("A", 13.3), ("B", .infinity)]))
    sentences += TornadoBar.Assumption.allCases.map { wording.assumption($0, of: "B") }
    sentences += TornadoBar.Assumption.allCases.map(wording.withoutInfluence)
    sentences += [AnyTimeIndicators.Guarantee.exact, .conditional, .asymptotic, .conditionalAsymptotic].flatMap {
      wording.anyTimeNotes([("CPQ", $0)])
    }
    sentences.append(wording.anyTimeTitle)
    sentences += AttributedCall.allCases.flatMap { call in
      [[], ["phone"]].map { wording.salesAttribution(SalesAttribution(call: call, days: 90, sources: $0)) }
    }
    return sentences
  }

  @Test func `each is there, ends well, and is not the other language's`() {
    let english = Self.sentences(Language.english.wording())
    let french = Self.sentences(Language.french.wording())
    #expect(english.count == french.count)
    for (ours, theirs) in zip(english, french) {
      #expect(!ours.isEmpty && !theirs.isEmpty)
      #expect(ours != theirs || !ours.contains(" "))
      for sentence in [ours, theirs] {
        #expect(!sentence.contains("  ") && !sentence.contains("..") && !sentence.contains("nil"))
        #expect(!sentence.contains("Optional("))
      }
    }
  }

  @Test func `French has no plain space before high punctuation`() {
    for sentence in Self.sentences(Language.french.wording()) {
      for mark in [" ;", " !", " ?", " :", " %", " €"] {
        #expect(!sentence.contains(mark), "\(sentence)")
      }
    }
  }

  @Test func `captions exist in both languages`() {
    for caption in Caption.allCases {
      #expect(!caption.english.isEmpty && !caption.french.isEmpty)
    }
  }

  @Test func `counts agree with their nouns`() {
    let english = Language.english.wording()
    let french = Language.french.wording()
    #expect(english.intake(.afterEnd, rows: 1) == "1 call after the last day of the test, not counted.")
    #expect(english.intake(.afterEnd, rows: 2) == "2 calls after the last day of the test, not counted.")
    #expect(plain(french.intake(.changingVariant, rows: 1)).hasPrefix("1 fiche change de script"))
    #expect(plain(french.intake(.changingVariant, rows: 2)).hasPrefix("2 fiches changent de script"))
    let example = Intake.Example(file: "sales.csv", line: 12, id: "S5")
    #expect(
      english.warning(.intake(.marginAboveAmount, 1, example)).hasSuffix(
        "check that the columns are not exchanged. See “S5”, line 12 of sales.csv."))
    #expect(
      plain(french.warning(.intake(.marginAboveAmount, 3, example))).hasSuffix(
        "Le premier cas : « S5 », ligne 12 de sales.csv."))
    #expect(english.days(1) == "1 day")
    #expect(french.days(0) == "0 jour")
  }
}

extension CampaignReason {
  static let samples: [CampaignReason] = [
    .profitableAndOnTarget(marginRoi: 1.84), .profitableBelowTarget(marginRoi: 0.4, .cpq), .breakEven,
    .uncertain(marginRoi: 0.02), .losing(marginRoi: -0.2), .losingBadly(marginRoi: -0.8),
    .losingBadly(marginRoi: -0.8, hasRange: false),
  ]
}

extension HealthFinding.Detail {
  static let samples: [HealthFinding.Detail] =
    [
      .sampleRatio(
        units: [HealthFinding.ArmUnits(variant: "A", units: 10, expected: 11.5)], of: .lead, test: .chiSquare),
      .sampleRatio(
        units: [HealthFinding.ArmUnits(variant: "A", units: 10, expected: 11.5)], of: .agent, test: .sequential),
      .unitsUnknown,
      .crossovers(3, of: 0), .crossovers(1, of: 100), .deliveryUnknown,
      .callingDays(beforeStart: 0, afterEnd: 0, onOtherDays: 0),
      .callingDays(beforeStart: 1, afterEnd: 2, onOtherDays: 3),
      .missingDays([], of: 9), .missingDays((0..<8).map { CivilDate(dayNumber: 20_000 + $0) }, of: 9),
      .duplicates(repeated: 0, conflicting: 0), .duplicates(repeated: 1, conflicting: 2),
      .pace(mean: 64.2, planned: 80),
      .paceUnknown, .undated, .delaysUnknown(leastNeeded: 10), .callTimesUnknown,
      .contactRate([HealthFinding.ArmShare(variant: "A", count: 3, of: 10)]), .answersUnknown,
      .repeatedCalls([HealthFinding.ArmCalls(variant: "A", leads: 3, calls: 4, most: 2)]), .leadsUnknown,
      .lateOpportunities([HealthFinding.ArmShare(variant: "A", count: 1, of: 9)], within: 7), .noMaturityWindow,
      .novelty(
        HealthFinding.NoveltyFinding(
          variant: "A", first: 0.004, second: -0.001, since: CivilDate(dayNumber: 20_000))),
      .list(called: 3, of: 3, until: nil, planned: nil), .list(called: 1, of: 300, until: nil, planned: nil),
      .list(called: 3, of: 9, until: CivilDate(dayNumber: 20_000), planned: CivilDate(dayNumber: 20_004)),
      .noveltyUnknown(leastNeeded: 5), .balance(nil), .balanceUnknown,
      .balance(HealthFinding.Departure(levels: ["mon", "tue"], variant: "A", calls: 12, expected: 31.4)),
    ] + Sample.delayFindings.map { .delays($0) } + Sample.callingHoursFindings.map { .callingHours($0) }
}
