import Decision
import Experiment
import Statistics

extension ReadingJSON {
  /// Where a comparison stands at its planned looks.
  func sequential(_ standing: SequentialStanding) -> JSONValue {
    let latest = standing.latest
    return .object([
      "method": .string(Monitoring.Method.groupSequential.rawValue), "look": .integer(latest?.number ?? 0),
      "informationFraction": .number(latest?.informationFraction ?? 0), "statistic": .optional(latest?.statistic),
      "efficacyBoundary": latest.map { boundary($0.efficacyBoundary, unreachable: .infinity) } ?? .null,
      "harmBoundary": latest.map { boundary($0.harmBoundary, unreachable: -.infinity) } ?? .null,
      "futilityBoundary": .optional(latest?.futilityBoundary),
      "normalBoundary": latest.map { boundary($0.normalBoundary, unreachable: .infinity) } ?? .null,
      "alphaSpent": .number(latest?.alphaSpent ?? 0), "alphaUsed": .number(latest?.alphaUsed ?? 0),
      "level": .number(standing.level), "exact": .bool(standing.isExact), "repeatedP": .number(standing.repeatedP),
      "ending": standing.ending.map {
        .object([
          "reason": .string($0.reason.rawValue), "look": .integer($0.look), "date": JSONValue($0.date),
        ])
      } ?? .null,
      "looks": .array(standing.looks.map(look)), "planned": .array(standing.planned.map(planned)),
      "outlook": standing.outlook.map(outlook) ?? .null,
    ])
  }

  private func look(_ look: SequentialLook) -> JSONValue {
    .object([
      "look": .integer(look.number), "date": JSONValue(look.date),
      "informationFraction": .number(look.informationFraction), "statistic": .number(look.statistic),
      "efficacyBoundary": boundary(look.efficacyBoundary, unreachable: .infinity),
      "harmBoundary": boundary(look.harmBoundary, unreachable: -.infinity),
      "futilityBoundary": .optional(look.futilityBoundary),
      "normalBoundary": boundary(look.normalBoundary, unreachable: .infinity),
      "alphaSpent": .number(look.alphaSpent), "alphaUsed": .number(look.alphaUsed),
    ])
  }

  private func planned(_ look: PlannedLook) -> JSONValue {
    .object([
      "date": JSONValue(look.date), "informationFraction": .number(look.informationFraction),
      "efficacyBoundary": boundary(look.efficacyBoundary, unreachable: .infinity),
      "harmBoundary": boundary(look.harmBoundary, unreachable: -.infinity),
    ])
  }

  private func boundary(_ value: Double?, unreachable: Double) -> JSONValue { .number(value ?? unreachable) }

  private func outlook(_ outlook: Outlook) -> JSONValue {
    .object([
      "nextLook": JSONValue(outlook.nextLook), "expectedConclusion": JSONValue(outlook.expectedConclusion),
      "chanceBetter": .optional(outlook.chanceBetter), "chanceWorse": .optional(outlook.chanceWorse),
    ])
  }

  /// Where a comparison stands by figures that hold at every look.
  func alwaysValid(_ standing: AlwaysValidStanding) -> JSONValue {
    .object([
      "lower": .number(standing.difference.lower), "upper": .number(standing.difference.upper),
      "relative": JSONValue(standing.relative), "p": .number(standing.p),
      "guarantee": .string(standing.guarantee.rawValue), "better": .bool(standing.isBetter),
      "worse": .bool(standing.isWorse), "concludedOn": JSONValue(standing.concludedOn),
      "path": .array(
        standing.path.map {
          .object(["date": JSONValue($0.date), "difference": JSONValue($0.difference)])
        }),
      "bet": standing.bet.map(bet) ?? .null, "outlook": standing.outlook.map(outlook) ?? .null,
    ])
  }

  private func bet(_ bet: AlwaysValidStanding.Bet) -> JSONValue {
    let worth: (kind: String, value: Double) =
      switch bet.worthDetecting {
      case .relative(let lift): ("relative", lift)
      case .absolute(let difference): ("absolute", difference)
      }
    return .object([
      "worthDetecting": .number(worth.value), "kind": .string(worth.kind), "baseRate": .number(bet.baseRate),
      "planned": .bool(bet.isPlanned),
    ])
  }
}
