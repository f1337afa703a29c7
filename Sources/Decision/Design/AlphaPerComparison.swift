import Experiment
import Statistics

extension TestProtocol {
  /// The alpha at which each challenger is planned, so that all of them together keep the plan's: a share of it for each, or
  /// Dunnett's where the plan says so, at the planned shares. Holm's and Hochberg's procedures reject at least as much.
  var alphaPerComparison: Double {
    get throws(StatisticsError) {
      let challengers = variants.challengers
      switch goal.adjustment {
      case .none: return goal.alpha
      case .holm, .hochberg: return goal.alpha / Double(challengers.count)
      case .dunnett:
        // Shares as whole numbers of a million calls: only their ratios count.
        func size(_ name: String) -> Int { max(1, Int(((variants.share(of: name) ?? 0) * 1_000_000).rounded())) }
        let law = try Dunnett(control: size(variants.control.name), variants: challengers.map { size($0.name) })
        let tail = Normal.survival(try law.critical(alpha: goal.alpha, sides: goal.sides == 2 ? .two : .one))
        return goal.sides == 2 ? 2 * tail : tail
      }
    }
  }
}
