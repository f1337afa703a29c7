/// Successes among trials: opportunities among calls, say.
public struct Proportion: Hashable, Sendable, Codable {
  /// Number of successes, in 0...trials.
  public let successes: Int
  /// Number of trials, at least 1.
  public let trials: Int

  /// The largest number of trials: 2⁵³, up to which every count is exact as a floating-point number.
  public static let largestTrials = 1 << 53

  /// Throws ``StatisticsError/badCounts(successes:trials:)`` unless 0 ≤ successes ≤ trials and 1 ≤ trials ≤ 2⁵³.
  public init(_ successes: Int, of trials: Int) throws(StatisticsError) {
    guard trials >= 1, trials <= Self.largestTrials, successes >= 0, successes <= trials else {
      throw .badCounts(successes: successes, trials: trials)
    }
    self.init(unchecked: successes, of: trials)
  }

  init(unchecked successes: Int, of trials: Int) {
    self.successes = successes
    self.trials = trials
  }

  private enum CodingKeys: String, CodingKey { case successes, trials }

  /// Decodes the two counts and checks them like ``init(_:of:)``.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      container.decode(Int.self, forKey: .successes), of: container.decode(Int.self, forKey: .trials))
  }

  /// Successes per trial, in 0...1.
  public var rate: Double { Double(successes) / Double(trials) }
  /// Trials without success.
  public var failures: Int { trials - successes }

  var failureRate: Double { Double(failures) / Double(trials) }
  var x: Double { Double(successes) }
  var n: Double { Double(trials) }
  /// The same trials with successes and failures exchanged.
  var mirrored: Proportion { Proportion(unchecked: failures, of: trials) }
}
