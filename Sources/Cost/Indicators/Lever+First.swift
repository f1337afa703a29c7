extension Lever {
  /// The lever to pull first: TCO before CPQ before ROI, since a better rate mends all three.
  ///
  /// An indicator is bad when it misses the plan's wish; without a wish, when the TCO is under 1 %, the CPQ above what an
  /// opportunity may cost, or the margin (else the revenue) not above the cost. Nil when nothing is bad.
  public static func first(for indicators: Indicators, targets: Targets = Targets()) -> Lever? {
    if let tco = indicators.tco {
      let reference = targets.tco ?? 0.01
      if tco < reference { return Lever(cause: .tco, figure: tco, reference: reference) }
    }
    if let cpq = indicators.cpq, let reference = targets.cpq?.units ?? indicators.cpqThreshold, cpq > reference {
      return Lever(cause: .cpq, figure: cpq, reference: reference)
    }
    if let wish = targets.roi, let roi = indicators.roi, roi < wish {
      return Lever(cause: .roi, figure: roi, reference: wish)
    }
    if indicators.balance == .breakEven { return Lever(cause: .roi, figure: 0, reference: 0) }
    if let returned = indicators.marginRoi ?? indicators.roi, returned < 0 {
      return Lever(cause: .roi, figure: returned, reference: 0)
    }
    return nil
  }
}
