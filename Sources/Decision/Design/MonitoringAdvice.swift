public import Experiment

/// The way to watch a test that suits a plan best.
public struct MonitoringAdvice: Hashable, Sendable {
  /// The recommended method.
  public var method: Monitoring.Method
  /// Why.
  public var reason: Reason

  /// Why a method is recommended.
  public enum Reason: Hashable, Sendable {
    /// Planned looks end a test of a worthwhile script with clearly fewer calls.
    case looksSaveCalls
    /// Nearly all calls are placed before a look could stop the test, but the decision comes clearly sooner.
    case looksSaveDays
    /// Looks would save neither calls nor days worth having.
    case looksSaveLittle
    /// Looks would cost more of the chance of detecting than they are worth.
    case looksCostChance
    /// Planned looks save calls or days, but stopping for futility, as the plan asks, costs too much of the chance.
    case futilityCostsChance
    /// There are so many calls that readings at any time find as much as planned looks, and stop at least as soon.
    case callsToSpare
    /// The plan wants to be read at any time, and its calls suffice for that.
    case anytimeReachesTheGoal
    /// Only a fixed test goes with the plan.
    case onlyFixedFits(Monitoring.Refusal)

    /// The name used in data.
    public var code: String {
      switch self {
      case .looksSaveCalls: "looks-save-calls"
      case .looksSaveDays: "looks-save-days"
      case .looksSaveLittle: "looks-save-little"
      case .looksCostChance: "looks-cost-chance"
      case .futilityCostsChance: "futility-costs-chance"
      case .callsToSpare: "calls-to-spare"
      case .anytimeReachesTheGoal: "anytime-reaches-the-goal"
      case .onlyFixedFits: "only-fixed-fits"
      }
    }
  }

  /// The largest loss of the chance of detecting that looks may cost.
  static let bearableLoss = 0.02
  /// The smallest saving, of calls or days, for which looks are worth their trouble.
  static let worthwhileSaving = 0.1

  /// The advice for a plan whose methods do what `forecasts` say, under the effect worth detecting.
  ///
  /// Any-time readings where they reach the wished chance, and either the plan wants them, or they find as much as planned
  /// looks within two points and stop no later; planned looks where they cost at most two points of chance and save a
  /// tenth of the calls or days, without stopping for futility (`withoutFutility`) where only that costs more; a fixed
  /// test otherwise.
  init(
    forecasts: [MonitoringComparison.Forecast], withoutFutility: MonitoringComparison.Forecast?,
    unfit: [MonitoringComparison.Unfit], planned: Monitoring.Method,
    wishedChance: Double, maximumCalls: Int, maximumDays: Int?
  ) {
    func outcome(_ method: Monitoring.Method) -> MonitoringComparison.Outcome? {
      forecasts.first { $0.method == method }?.outcome(.worthDetecting)
    }
    func savesCalls(_ outcome: MonitoringComparison.Outcome) -> Bool {
      outcome.expectedCalls <= (1 - MonitoringAdvice.worthwhileSaving) * Double(maximumCalls)
    }
    func savesDays(_ outcome: MonitoringComparison.Outcome) -> Bool {
      guard let expected = outcome.expectedDays, let maximumDays else { return false }
      return expected <= (1 - MonitoringAdvice.worthwhileSaving) * Double(maximumDays)
    }
    let looks = outcome(.groupSequential)
    if let anytime = outcome(.anytime), anytime.chanceAbove >= wishedChance {
      if planned == .anytime {
        self.init(method: .anytime, reason: .anytimeReachesTheGoal)
        return
      }
      let isBest =
        looks.map {
          anytime.expectedCalls <= $0.expectedCalls && anytime.expectedDays ?? 0 <= $0.expectedDays ?? 0
            && $0.chanceAbove - anytime.chanceAbove <= MonitoringAdvice.bearableLoss
        } ?? true
      if isBest, savesCalls(anytime) || savesDays(anytime) {
        self.init(method: .anytime, reason: .callsToSpare)
        return
      }
    }
    guard let looks else {
      self.init(
        method: .fixed, reason: unfit.first.map { .onlyFixedFits($0.refusal) } ?? .looksSaveLittle)
      return
    }
    let least = (outcome(.fixed)?.chanceAbove ?? looks.chanceAbove) - MonitoringAdvice.bearableLoss
    if looks.chanceAbove < least {
      if let open = withoutFutility?.outcome(.worthDetecting), open.chanceAbove >= least,
        savesCalls(open) || savesDays(open)
      {
        self.init(method: .groupSequential, reason: .futilityCostsChance)
      } else {
        self.init(method: .fixed, reason: .looksCostChance)
      }
    } else if savesCalls(looks) {
      self.init(method: .groupSequential, reason: .looksSaveCalls)
    } else if savesDays(looks) {
      self.init(method: .groupSequential, reason: .looksSaveDays)
    } else {
      self.init(method: .fixed, reason: .looksSaveLittle)
    }
  }

  /// An advice.
  init(method: Monitoring.Method, reason: Reason) {
    self.method = method
    self.reason = reason
  }
}
