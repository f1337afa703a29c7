public import Experiment

/// Everything that is true of a simulated campaign and that an analysis has to find out.
public struct Truth: Hashable, Sendable {
  /// What is true of each variant, in the order of the plan.
  public var variants: [VariantTruth]
  /// Coefficient of variation of the agents' conversion factors (gamma distributed, mean 1); 0: all alike.
  public var agentSpread: Double
  /// Coefficient of variation of the factors that teams of agents have in common (gamma distributed, mean 1).
  public var teamSpread = 0.0
  /// Agents of a team: as many neighbours of the roster, 1 or more.
  public var agentsPerTeam = 6
  /// Coefficient of variation of factors that all calls of a stretch of one day have in common (gamma distributed, mean
  /// 1): good and bad mornings, beyond what weekday and hour do.
  public var slotSpread = 0.0
  /// The lists that leads come from, at least one.
  public var lists: [ListTruth]
  /// Effects of the seven weekdays, Monday first.
  public var weekdays: [CallEffect]
  /// Effects of the 24 hours of the day.
  public var hours: [CallEffect]
  /// Share of calls that are answered, on average over the calls of the campaign; above 0, at most 1.
  public var answeredShare: Double
  /// How often a lead is called again.
  public var retries: RetryRule
  /// Talk time of an answered call without an opportunity, in seconds.
  public var talk: LogNormalLaw
  /// Factor on the talk time of a call that becomes an opportunity.
  public var opportunityTalkFactor: Double
  /// Wrap-up time after an answered call, in seconds.
  public var wrap: LogNormalLaw
  /// Days from an opportunity to its sale.
  public var delayToSale: LogNormalLaw
  /// Mean revenue of a sale in currency units.
  public var saleValue: Double
  /// Standard deviation of the logarithm of sale values.
  public var saleSpread: Double
  /// Margin of a sale as a share of its revenue.
  public var marginShare: Double
  /// Share of calls, 0...1, in which another variant than the lead's own is heard and recorded.
  ///
  /// Rates belong to the variant that is heard: above 0, the arms as assigned lie closer together than `variants` say
  /// (see ``assignedRates(_:)``).
  public var crossovers: Double
  /// Share of calls, 0...1, that fall outside the window of the lead's variant, where windows are what is varied: they
  /// have the rate of the variant whose window they fall into.
  public var outsideWindow = 0.0

  /// The rate of a variant, or nil for a name the truth does not know.
  public func rate(of name: String) -> Double? {
    variants.first { $0.name == name }?.rate
  }

  /// Rates by assigned variant in plan order, crossovers and calls outside the window included: a crossed-over call hears
  /// one of the others in proportion to their planned shares.
  public func assignedRates(_ test: TestProtocol) -> [Double] {
    let delivery = Delivery(test, crossovers: crossovers)
    let rates = variants.map(\.rate)
    return rates.indices.map { delivery.assignedRate($0, rates, outside: outsideWindow) }
  }
}
