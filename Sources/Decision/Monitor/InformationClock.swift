import Experiment

/// How much of the planned information a look has seen: what error is spent along.
///
/// Along the calls, it is 1/(1/n₀ + 1/n₁) of the mature calls over that of the planned ones: the inverse variance of the
/// difference, whatever the rate. Along the calendar, calling days whose calls are mature over planned ones. Looks taken
/// before an extension keep the clock they had.
struct InformationClock {
  let test: TestProtocol
  private let shares: (control: Double, variant: Double)

  init(_ test: TestProtocol, challenger: String) {
    self.test = test
    shares = (
      test.variants.share(of: test.variants.control.name) ?? 0.5, test.variants.share(of: challenger) ?? 0.5
    )
  }

  /// 1/(1/n₀ + 1/n₁); 0 while an arm is empty.
  static func size(_ control: Double, _ variant: Double) -> Double {
    control > 0 && variant > 0 ? control * variant / (control + variant) : 0
  }

  /// The fraction of information at a look.
  func information(control: Int, variant: Int, callingDays: Int, on date: CivilDate?) -> Double {
    scale(callingDays: callingDays, on: date).information(control: control, variant: variant)
  }

  /// What information at a look is a fraction of.
  enum Scale: Hashable, Sendable {
    /// The size of the planned calls.
    case size(Double)
    /// Nothing that calls change: the fraction itself.
    case fixed(Double)

    /// The fraction for so many calls.
    func information(control: Int, variant: Int) -> Double {
      switch self {
      case .size(let planned): InformationClock.size(Double(control), Double(variant)) / planned
      case .fixed(let fraction): fraction
      }
    }
  }

  /// What information at a look is a fraction of, whatever the calls turn out to be.
  func scale(callingDays: Int, on date: CivilDate?) -> Scale {
    let length = length(on: date)
    if test.monitoring.clock == .information, let planned = plannedCalls(of: length), planned > 0 {
      return .size(Self.size(Double(planned) * shares.control, Double(planned) * shares.variant))
    }
    guard let days = self.callingDays(of: length), days > 0 else { return .fixed(1) }
    return .fixed(Double(callingDays) / Double(days))
  }

  /// The length of the test as it was planned at the end of a day.
  private func length(on date: CivilDate?) -> TestProtocol.Length {
    guard let date else { return test.length }
    return test.extensions.first { $0.decidedOn >= date }?.before ?? test.length
  }

  private func plannedCalls(of length: TestProtocol.Length) -> Int? {
    switch length {
    case .calls(let calls): calls
    case .days: test.callsPerDay.flatMap { perDay in callingDays(of: length).map { $0 * perDay } }
    }
  }

  private func callingDays(of length: TestProtocol.Length) -> Int? {
    guard let starts = test.starts, case .days(let days) = length else { return nil }
    return test.calling.callingDays(from: starts, through: starts + (days - 1)).count
  }

  /// Calls planned over all arms, extensions included; nil where the plan states no number.
  var plannedCalls: Int? { plannedCalls(of: test.length) }
}
