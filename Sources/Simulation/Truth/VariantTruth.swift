/// What is true of one variant of a simulated campaign.
public struct VariantTruth: Hashable, Sendable {
  /// The variant, as the plan names it.
  public var name: String
  /// Share of calls that become an opportunity sooner or later, on average over the calls of the campaign; 0...1.
  public var rate: Double
  /// Factor on talk and wrap-up times; 1 is the general law.
  public var talkFactor: Double
  /// Days from the call to its qualification as an opportunity.
  public var delayToQualification: LogNormalLaw
  /// Share of opportunities that sales accept, 0...1.
  public var acceptedShare: Double
  /// Share of all opportunities that become sales, 0...`acceptedShare`: only accepted ones are sold.
  public var saleShare: Double

  /// What is true of a variant; the figures other than the rate are those of ``Truth/realistic(_:)``.
  public init(
    name: String, rate: Double, talkFactor: Double = 1,
    delayToQualification: LogNormalLaw = LogNormalLaw(median: 1, logDeviation: 0.77), acceptedShare: Double = 0.9,
    saleShare: Double = 0.125
  ) {
    self.name = name
    self.rate = rate
    self.talkFactor = talkFactor
    self.delayToQualification = delayToQualification
    self.acceptedShare = acceptedShare
    self.saleShare = saleShare
  }
}

/// What is true of the leads of one list.
public struct ListTruth: Hashable, Sendable {
  /// The list's name.
  public var name: String
  /// Share of the leads, above 0; shares are divided by their sum.
  public var share: Double
  /// What the list does to conversion and answering.
  public var effect: CallEffect

  /// A list with its share of the leads and its effect.
  public init(name: String, share: Double, effect: CallEffect) {
    self.name = name
    self.share = share
    self.effect = effect
  }
}

/// Factors on the two chances of a call, relative to the average call; only their proportions matter, since the
/// campaign brings their mean over all calls to exactly 1.
public struct CallEffect: Hashable, Sendable {
  /// Factor on the chance of an opportunity.
  public var conversion: Double
  /// Factor on the chance of an answer.
  public var answering: Double

  /// Factors, both above 0; 1 by default.
  public init(conversion: Double = 1, answering: Double = 1) {
    self.conversion = conversion
    self.answering = answering
  }
}

/// How often a lead is called again.
public struct RetryRule: Hashable, Sendable {
  /// Share of unanswered calls that are tried again, 0...1.
  public var share: Double
  /// Calls of a lead at most, 1...20.
  public var maximumCalls: Int
  /// A retry comes 1 to this many windows later, each equally likely; 1...100.
  public var farthestWindow: Int

  /// A rule of retries.
  public init(share: Double, maximumCalls: Int, farthestWindow: Int) {
    self.share = share
    self.maximumCalls = maximumCalls
    self.farthestWindow = farthestWindow
  }
}
