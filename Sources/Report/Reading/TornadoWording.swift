import Decision

extension Wording {
  /// That an assumption moves nothing, and why where that is known; one switch over the languages.
  func withoutInfluence(_ assumption: TornadoBar.Assumption) -> String {
    switch (numbers.language, assumption) {
    case (.english, .costPerCall): "no effect: both cost the same"
    case (.french, .costPerCall): fr("sans effet : les deux coûtent autant")
    case (.english, .difference), (.english, .marginPerOpportunity), (.english, .callsPerMonth): "no effect"
    case (.french, .difference), (.french, .marginPerOpportunity), (.french, .callsPerMonth): "sans effet"
    }
  }
}
