extension TwoProportions {
  func barnard(_ alternative: Alternative) -> TestResult {
    guard control.trials + variant.trials <= ExactUnconditional.largestTotal else { return pooledZ(alternative) }
    let p =
      switch alternative {
      case .twoSided: ExactUnconditional(table: self).barnard(isTwoSided: true)
      case .greater: ExactUnconditional(table: self).barnard(isTwoSided: false)
      case .less: ExactUnconditional(table: exchanged).barnard(isTwoSided: false)
      }
    return TestResult(statistic: nil, pValue: p)
  }

  func boschloo(_ alternative: Alternative) -> TestResult {
    guard control.trials + variant.trials <= ExactUnconditional.largestTotal else { return fisher(alternative) }
    let p =
      switch alternative {
      case .greater: ExactUnconditional(table: self).boschlooGreater()
      case .less: ExactUnconditional(table: exchanged).boschlooGreater()
      case .twoSided:
        min(
          1,
          2
            * min(
              ExactUnconditional(table: self).boschlooGreater(),
              ExactUnconditional(table: exchanged).boschlooGreater()))
      }
    return TestResult(statistic: nil, pValue: p)
  }
}
