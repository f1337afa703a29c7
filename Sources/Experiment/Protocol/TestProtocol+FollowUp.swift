extension TestProtocol {
  /// The roll-out of a script as a test of its own: a share of the leads, drawn anew, keeps the control.
  ///
  /// Leads are hashed with a seed of the roll-out's own, so that who is held out does not follow from the script of the
  /// test; variants that another system records stay recorded. Companies and phone numbers stay what is drawn; agents and
  /// half-days do not, since all of them use the script that was rolled out. Layers, strata, looks and guardrails of the
  /// test end with it.
  ///
  /// - Parameters:
  ///   - script: name of the challenger that was rolled out.
  ///   - starts: first day of the roll-out.
  ///   - holdOut: share of the leads that keeps the control, above 0 and below 1.
  /// Throws what keeps the two from being arms: a script that is the control, or a share outside its range.
  public func followUp(of script: String, starts: CivilDate, holdOut: Double) throws(Variants.Fault) -> TestProtocol {
    let pair = try Variants([
      Variant(name: variants.control.name, role: .control, weight: holdOut),
      Variant(name: script, weight: 1 - holdOut),
    ])
    return TestProtocol(
      name: name, question: question, starts: starts, length: .days(TestProtocol.longestFollowUp), timeZone: timeZone,
      calling: calling, unit: unit == .company ? .company : .lead,
      assignment: AssignmentRule(
        method: assignment.method == .recorded ? .recorded : .hashed, seed: assignment.seed + "/rollout",
        identity: assignment.identity, country: assignment.country),
      variants: pair, goal: goal)
  }

  /// Days after which calls of a roll-out are no longer compared: ten years.
  static let longestFollowUp = 3650
}
