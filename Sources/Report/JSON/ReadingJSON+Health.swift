import Experiment

extension ReadingJSON {
  func health(_ finding: HealthFinding) -> JSONValue {
    var fields: [String: JSONValue] = [
      "check": .string(finding.check.rawValue), "status": .string(finding.status.rawValue),
      "p": .optional(finding.p), "detail": .string(wording.healthDetail(finding)),
    ]
    if case .callingHours(let hours) = finding.detail { fields["conduct"] = conduct(hours.conduct) }
    return .object(fields)
  }

  /// How calls stand before the law; what is not known or not asked for is null.
  private func conduct(_ conduct: CallConduct) -> JSONValue {
    func breaches(_ breaches: CallConduct.Breaches?) -> JSONValue {
      breaches.map { .object(["leads": .integer($0.leads), "calls": .integer($0.calls)]) } ?? .null
    }
    return .object([
      "calls": .integer(conduct.calls), "withoutTime": .integer(conduct.withoutTime),
      "inOwnZone": .integer(conduct.inOwnZone), "onHolidays": .integer(conduct.onHolidays),
      "outsideHours": .integer(conduct.outsideHours), "outsideWindows": .integer(conduct.outsideWindows),
      "tooMany": breaches(conduct.tooMany), "inRest": breaches(conduct.inRest),
    ])
  }
}
