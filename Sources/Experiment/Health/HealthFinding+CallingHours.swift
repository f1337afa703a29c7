extension HealthFinding {
  /// Calls held against the legal hours that a plan names.
  public struct CallingHoursFinding: Hashable, Sendable {
    /// How the calls stand.
    public var conduct: CallConduct
    /// What they were held against.
    public var rules: LegalHours
    /// What the preset has a reader of that day know.
    public var notices: [LegalHours.Bilingual]

    /// Calls, the law, and what it has a reader know.
    public init(conduct: CallConduct, rules: LegalHours, notices: [LegalHours.Bilingual]) {
      self.conduct = conduct
      self.rules = rules
      self.notices = notices
    }
  }
}
