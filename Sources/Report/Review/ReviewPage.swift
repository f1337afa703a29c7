import Cost
import Decision
import Experiment
import Statistics

/// The page of a review.
struct ReviewPage {
  let review: Review
  let wording: any Wording
  let command: String?

  private var numbers: NumberFormat { wording.numbers }

  private func text(_ caption: Caption) -> String { caption.text(in: numbers.language) }
  private func text(_ caption: ReviewCaption) -> String { wording.caption(caption, review) }

  var page: Page {
    Page(
      language: numbers.language, title: review.experiment, question: review.question,
      dateline: [text(.title), "\(text(Caption.asOf)) \(numbers.date(review.asOf))"],
      summary: Page.Summary(
        mark: review.outcome.mark, word: wording.headline(of: review), sentence: wording.sentence(of: review),
        notice: notice, glossary: numbers.language.labelled(text(Caption.roi), text(Caption.roiLong)),
        figures: rolloutThatSettles.map(rolloutTable) ?? figures(text(.came), \.came, isProminent: true)),
      sections: [
        followUpSection, testSection, forecastSection, delaysSection, gainSection, campaignSection, dataSection,
      ].compactMap { $0 })
  }

  private var notice: String? {
    let notices =
      [
        review.override.map(wording.overridden), review.isPriorContradicted ? wording.contradicted(review) : nil,
        review.noForecast.map { wording.noForecast($0, review) },
        review.otherSources.map(wording.allSources),
      ].compactMap { $0 } + review.warnings.map { wording.warning($0) }
    return notices.isEmpty ? nil : notices.joined(separator: " ")
  }

  /// The roll-out beside the leads held out of it.
  private var followUpSection: PageSection? {
    guard let followUp = review.followUp else { return nil }
    var blocks = [Block.paragraph(wording.followUpOutcome(followUp, control: review.control))]
    if case .tooEarly = followUp.outcome {
    } else if rolloutThatSettles == nil {
      blocks.append(.table(table(text(.followUp), arms: followUp.arms) { $0.forecast ?? $0.came }))
    }
    return PageSection(
      id: "rollout", title: text(.followUp), lead: wording.followUp(followUp, control: review.control), blocks: blocks)
  }

  /// The roll-out, where the sentence of the first screen is about it; its table then stands there too.
  private var rolloutThatSettles: Review.FollowUp? {
    review.followUp.flatMap { review.isSettledByRollout ? $0 : nil }
  }

  private func rolloutTable(_ followUp: Review.FollowUp) -> DataTable {
    table(text(.followUp), arms: followUp.arms, isProminent: true) { $0.forecast ?? $0.came }
  }

  /// What the calls of the test brought, where the first screen is about the roll-out.
  private var testSection: PageSection? {
    guard rolloutThatSettles != nil else { return nil }
    return PageSection(
      id: "test", title: text(.duringTest), lead: text(.came), blocks: [.table(figures(text(.duringTest), \.came))])
  }

  private func figures(
    _ caption: String, _ figures: KeyPath<Review.Arm, Review.Figures>, isProminent: Bool = false
  ) -> DataTable {
    table(caption, isProminent: isProminent) { $0[keyPath: figures] }
  }

  private func table(
    _ caption: String, arms: [Review.Arm]? = nil, isProminent: Bool = false,
    _ figures: (Review.Arm) -> Review.Figures?
  ) -> DataTable {
    DataTable(
      caption: caption,
      columns: [
        DataTable.Column(text(Caption.variant), .words), DataTable.Column(text(Caption.calls), .figures),
        DataTable.Column(text(.sales), .figures), DataTable.Column(text(.revenue), .figures),
        DataTable.Column(text(Caption.roi), detail: text(Caption.roiLong), .figures),
        DataTable.Column(text(.profitPerCall), .figures),
      ],
      rows: (arms ?? review.arms).map { arm in
        [
          DataTable.Cell(arm.variant, detail: arm.role == .control ? wording.role(.control) : nil),
          DataTable.Cell(
            numbers.integer(arm.calls),
            detail: arm.youngerCalls > 0 ? wording.younger(arm.youngerCalls, review) : nil, isQuiet: true),
        ] + cells(figures(arm))
      }, isProminent: isProminent)
  }

  private func cells(_ figures: Review.Figures?) -> [DataTable.Cell] {
    guard let figures else { return (0..<4).map { _ in DataTable.Cell(NumberFormat.absent, isQuiet: true) } }
    func cell(_ estimate: Estimate?, _ format: (Double) -> String, note: String? = nil) -> DataTable.Cell {
      guard let estimate else { return DataTable.Cell(NumberFormat.absent, detail: note, isQuiet: true) }
      let range = "\(format(estimate.lower)) \(numbers.rangeWord) \(format(estimate.upper))"
      let details = [estimate.lower < estimate.upper ? range : nil, note].compactMap { $0 }
      return DataTable.Cell(
        format(estimate.value), detail: details.isEmpty ? nil : details.joined(separator: ", "))
    }
    let onMargin = figures.marginRoi.map {
      "\(text(Caption.onMargin)) \(numbers.percent($0.value, places: NumberFormat.returnPlaces($0.value)))"
    }
    return [
      cell(figures.sales) { numbers.decimal($0, places: 0) }, cell(figures.revenue) { numbers.money($0, places: 0) },
      cell(figures.roi, { numbers.percent($0, places: 0) }, note: onMargin),
      cell(figures.profitPerCall) { numbers.money($0, places: numbers.minorDigits, signed: true) },
    ]
  }

  private var forecastSection: PageSection? {
    switch review.age {
    case .early, .operational, .late:
      guard review.arms.contains(where: { $0.forecast != nil }) else { return nil }
      return PageSection(
        id: "forecast", title: text(.forecast), lead: forecastLead,
        blocks: [.table(table(text(.forecast)) { $0.forecast })])
    case .financial:
      // A window that closes within 30 days leaves nothing to forecast.
      guard review.horizon > Review.Age.operational.days else { return nil }
      guard review.arms.contains(where: { $0.forecastBefore != nil }) else {
        return review.noForecastBefore.map {
          PageSection(
            id: "forecast", title: text(.noForecastBefore), lead: wording.noForecastBefore($0, review), blocks: [])
        }
      }
      let rows = review.arms.compactMap { arm -> [DataTable.Cell]? in
        guard let before = arm.forecastBefore else { return nil }
        let isInside = before.sales.contains(arm.came.sales.value)
        return [
          DataTable.Cell(arm.variant),
          DataTable.Cell(numbers.decimal(before.sales.value, places: 0), detail: wholeRange(before.sales)),
          DataTable.Cell(numbers.decimal(arm.came.sales.value, places: 0)),
          DataTable.Cell(
            numbers.money(before.revenue.value, places: 0), detail: numbers.moneyRange(before.revenue, places: 0)),
          DataTable.Cell(numbers.money(arm.came.revenue.value, places: 0)),
          DataTable.Cell(wording.held(isInside), mark: isInside ? .go : .caution),
        ]
      }
      let table = DataTable(
        caption: text(.beside),
        columns: [
          DataTable.Column(text(Caption.variant), .words), DataTable.Column(text(.salesForecast), .figures),
          DataTable.Column(text(.salesCame), .figures), DataTable.Column(text(.revenueForecast), .figures),
          DataTable.Column(text(.revenueCame), .figures), DataTable.Column(text(.interval), .words),
        ], rows: rows)
      return PageSection(id: "forecast", title: text(.beside), lead: forecastLead, blocks: [.table(table)])
    }
  }

  /// When sales come, by script.
  private var delaysSection: PageSection? {
    let shares = review.delays.flatMap(\.points).map(\.share.value)
    let charts = DelayCharts(
      curves: review.delays, control: review.control, wording: wording, title: text(.curve), lead: text(.curveLead),
      shareTitle: text(.soldShare), places: NumberFormat.percentPlaces(shares.max() ?? 0))
    return charts.block.map {
      PageSection(id: "delays", title: text(.curve), lead: text(.curveLead), blocks: [$0])
    }
  }

  private func wholeRange(_ estimate: Estimate) -> String {
    numbers.range(numbers.decimal(estimate.lower, places: 0), numbers.decimal(estimate.upper, places: 0))
  }

  private var forecastLead: String? {
    review.arms.compactMap(\.delays).first.map { wording.delays($0, review) }
  }

  private var gainSection: PageSection? {
    let known = review.gains.filter { $0.profitPerCall != nil }
    guard !known.isEmpty else { return nil }
    return PageSection(
      id: "gain",
      title: rolloutThatSettles == nil ? text(.gain) : "\(text(.gain)), \(text(.duringTest).lowercased())",
      lead: review.limit == .leads ? text(.gainLead) : "\(text(.gainLead)) \(text(.gainLimited))",
      blocks: [.bullets(known.compactMap { wording.gain($0) })])
  }

  private var campaignSection: PageSection? {
    guard let campaign = review.campaign else { return nil }
    return PageSection(
      id: "campaign", title: text(Caption.campaignTitle),
      lead: review.followUp == nil ? nil : text(.campaignOfTest),
      blocks: [.paragraph(wording.campaign(campaign))] + (campaign.lever.map { [.paragraph(wording.lever($0))] } ?? []))
  }

  private var dataSection: PageSection {
    var blocks: [Block] = []
    let findings = wording.findings(of: review.intake)
    if review.unattributed.sales > 0 { blocks.append(.paragraph(wording.unattributed(review))) }
    if !findings.isEmpty { blocks.append(.bullets(findings)) }
    if let command { blocks += [.heading(text(Caption.commandTitle)), .command(command)] }
    return PageSection(id: "method", title: text(Caption.methodTitle), lead: text(.method), blocks: blocks)
  }
}

extension Review {
  /// Days of each call within which what is compared came.
  var horizonReached: Int { isFollowedThrough ? horizon : min(age.days, horizon) }

  /// Whether what became of the decision is what the roll-out says.
  var isSettledByRollout: Bool { followUp.map { $0.outcome == outcome && $0.outcome.settles } ?? false }

  /// Name of the control.
  var control: String { arms.first { $0.role == .control }?.variant ?? "" }
}

extension Review.Outcome {
  /// The shape of the outcome.
  var mark: StatusMark {
    switch self {
    case .confirmed: .go
    case .reversed: .fault
    case .heldBack: .stay
    case .undecided: .open
    case .notDecided, .tooEarly: .running
    }
  }
}
