import Decision

extension English {
  func interaction(
    _ effects: SegmentEffects, control: String, isComplete: Bool, parts: (String) -> String
  ) -> String {
    let p = numbers.pEquation(effects.pAdjusted)
    guard let difference = effects.difference else {
      if !isComplete {
        return
          "Whether the effect of \(script(effects.variant)) differs between these parts is concluded once the test is over."
      }
      return
        "Nothing shows that the effect of \(script(effects.variant)) differs between these parts (\(p), adjusted): one script "
        + "for all of them."
    }
    func named(_ advice: SegmentEffects.Advice) -> [String] {
      difference.parts.filter { $0.advice == advice }.map { parts($0.name) }
    }
    let clauses = [
      (named(.challenger), "roll out \(script(effects.variant)) for "),
      (named(.control), "keep \(script(control)) for "),
      (named(.open), "nothing is shown for "),
    ].filter { !$0.0.isEmpty }.map { $0.1 + list($0.0) }
    return "The effect of \(script(effects.variant)) differs between these parts (\(p), adjusted): "
      + clauses.joined(separator: "; ") + "."
  }

  func advice(_ advice: SegmentEffects.Advice, challenger: String, control: String) -> String {
    switch advice {
    case .challenger: "roll out \(script(challenger))"
    case .control: "keep \(script(control))"
    case .open: "not shown"
    }
  }

  var pooledDifference: String { "Difference, pooled" }
  var adviceColumn: String { "By part" }
  var poolingNote: String {
    "Pooled: each part's difference is drawn towards the common one as far as chance explains its distance (normal "
      + "hierarchical model, Gelman 2006), with ranges that allow for the number of parts. One script by part is advised "
      + "only where a test of interaction (score Q, adjusted by Holm over all divisions) shows that parts differ."
  }
}
