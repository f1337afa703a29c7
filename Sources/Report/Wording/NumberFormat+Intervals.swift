import Statistics

extension NumberFormat {
  /// `2.5% to 3.6%`, with the decimals of its column.
  func percentRange(_ estimate: Estimate, places: Int) -> String {
    range(estimate) { percent($0, places: places) }
  }

  /// `−0.2 to +1.4 points`.
  func pointRange(_ estimate: Estimate, places: Int) -> String {
    guard estimate.lower.isFinite, estimate.upper.isFinite else { return NumberFormat.absent }
    let lower = percentFigure(estimate.lower, places: visiblePlaces(estimate.lower, places), signed: true)
    return range(lower, points(estimate.upper, places: places))
  }

  /// `€14.60 to €21.30`; `from €14.60` without upper end.
  func moneyRange(_ estimate: Estimate, places: Int? = nil, signed: Bool = false) -> String {
    range(estimate) { money($0, places: places, signed: signed) }
  }

  /// `120% to 190%`, without decimals that matter to nobody.
  func returnRange(_ estimate: Estimate) -> String {
    range(estimate) { percent($0, places: 0) }
  }

  private func range(_ estimate: Estimate, _ format: (Double) -> String) -> String {
    switch (estimate.lower.isFinite, estimate.upper.isFinite) {
    case (true, true): range(format(estimate.lower), format(estimate.upper))
    case (true, false): "\(fromWord) \(format(estimate.lower))"
    case (false, true): "\(upToWord) \(format(estimate.upper))"
    case (false, false): NumberFormat.absent
    }
  }

  private var fromWord: String {
    switch language {
    case .english: "from"
    case .french: "dès"
    }
  }

  private var upToWord: String {
    switch language {
    case .english: "up to"
    case .french: "jusqu’à"
    }
  }
}
