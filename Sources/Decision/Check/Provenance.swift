public import Experiment

/// What a reading rests on: the program, the plan and the data, and whether the plan was fixed before the results.
public struct Provenance: Hashable, Sendable {
  /// A change of the locked plan.
  public struct Amendment: Hashable, Sendable {
    /// Day of the change in the plan's time zone.
    public var date: CivilDate
    /// Why the plan was changed.
    public var reason: String
    /// Places in the plan that changed.
    public var paths: [String]
    /// Looks at results that had been taken before.
    public var looksBefore: Int

    /// A change of the plan.
    public init(date: CivilDate, reason: String, paths: [String], looksBefore: Int) {
      self.date = date
      self.reason = reason
      self.paths = paths
      self.looksBefore = looksBefore
    }
  }

  /// Version of the program.
  public var version: String
  /// SHA-256 of the plan's values that a lock holds, in hexadecimal.
  public var planFingerprint: String
  /// SHA-256 of the evidence, in hexadecimal.
  public var dataFingerprint: String
  /// Day on which the plan was locked, in its time zone; nil where it was not.
  public var lockedOn: CivilDate?
  /// Changes of the plan since, oldest first.
  public var amendments: [Amendment]

  /// What a reading rests on.
  public init(
    version: String, planFingerprint: String, dataFingerprint: String, lockedOn: CivilDate? = nil,
    amendments: [Amendment] = []
  ) {
    self.version = version
    self.planFingerprint = planFingerprint
    self.dataFingerprint = dataFingerprint
    self.lockedOn = lockedOn
    self.amendments = amendments
  }
}

extension Reading {
  /// The reading with what it rests on; amendments made by its day stand on the path.
  public func resting(on provenance: Provenance) -> Reading {
    var reading = self
    reading.provenance = provenance
    guard let asOf else { return reading }
    reading.pathMarks += provenance.amendments.filter { $0.date <= asOf }.map {
      PathMark(date: $0.date, kind: .amended(reason: $0.reason))
    }
    reading.pathMarks.sort { $0.date < $1.date }
    return reading
  }
}
