public import Decision
import Experiment

extension Truth {
  /// What a statement such as `--truth` says, on top of ``realistic(_:)``.
  ///
  /// - `null`: every variant at the baseline (also for one variant: `product=null`);
  /// - `+20 %` or `+0.6 pt`: every challenger that much above the control; `3.6 %`: every challenger at this rate;
  /// - `question=+20 %; product=-5 %`: variant by variant, others at the control's rate; parts are separated by `;`, or
  ///   by `,` before another `name=`;
  /// - `pitch=2.8 %`: for the control, a rate, or a change of the plan's baseline;
  /// - `crossovers=5 %`, `outside-window=10 %`, `agent-spread=30 %`, `team-spread`, `slot-spread`: what is true of the floor;
  /// - `question.talk-seconds=+15 %`, `.delay`, `.accepted-share`, `.opportunity-to-sale`: other figures of a variant.
  ///
  /// Decimal commas, the minus sign of typesetters and missing spaces are understood.
  public init(parsing statement: String, plan: Plan) throws(TruthError) {
    let variants = plan.test.variants
    let parts = try TruthStatement.parts(of: statement, variants: variants.names)
    var ownRates: [String: TruthStatement.Change] = [:]
    var general: TruthStatement.Change?
    for part in parts {
      switch part.subject {
      case .challengers: general = part.change
      case .rate(let name): ownRates[name] = part.change
      case .figure, .floor: break
      }
    }
    let control = variants.control.name
    let base: Double
    switch (plan.test.goal.baseline, ownRates[control]) {
    case (let baseline?, let change?): base = change.applied(to: baseline)
    case (let baseline?, nil): base = baseline
    case (nil, .rate(let rate)?): base = rate
    case (nil, _): throw .noBaseline(control: control)
    }
    let rates = variants.all.map { variant in
      variant.name == control ? base : (ownRates[variant.name] ?? general)?.applied(to: base) ?? base
    }
    for (variant, rate) in zip(variants.names, rates) where !(rate >= 0 && rate <= 1) {
      throw .outOfRange(figure: "the rate of \(variant)", value: rate, expected: "a share from 0 to 100 %")
    }
    self = Truth.realistic(plan, rates: rates)
    for part in parts {
      switch part.subject {
      case .figure(let name, let figure): try set(figure, of: name, to: part.change)
      case .floor(let figure): try set(figure, to: part.change)
      case .challengers, .rate: break
      }
    }
  }

  private mutating func set(_ figure: TruthStatement.FloorFigure, to change: TruthStatement.Change) throws(TruthError) {
    let value = change.applied(to: 0)
    switch figure {
    case .crossovers: crossovers = value
    case .outsideWindow: outsideWindow = value
    case .agentSpread: agentSpread = value
    case .teamSpread: teamSpread = value
    case .slotSpread: slotSpread = value
    }
    try check()
  }

  private mutating func set(
    _ figure: TruthStatement.Figure, of name: String, to change: TruthStatement.Change
  ) throws(TruthError) {
    guard let index = variants.firstIndex(where: { $0.name == name }) else {
      throw .unknownVariant(name, known: variants.map(\.name))
    }
    switch figure {
    case .talkSeconds: variants[index].talkFactor = change.applied(to: variants[index].talkFactor)
    case .delay:
      let law = variants[index].delayToQualification
      variants[index].delayToQualification = law.scaled(by: change.applied(to: 1))
    case .acceptedShare: variants[index].acceptedShare = change.applied(to: variants[index].acceptedShare)
    case .opportunityToSale:
      variants[index].saleShare = change.applied(to: variants[index].saleShare)
      if change.raises { variants[index].acceptedShare = max(variants[index].acceptedShare, variants[index].saleShare) }
    }
    try check()
  }
}
