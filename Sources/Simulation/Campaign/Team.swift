import Foundation
import Statistics

/// The agents of a campaign and what each is worth.
struct Team: Sendable {
  /// Conversion factor of each agent; the mean over agents is exactly 1.
  let skills: [Double]
  /// The agent of the first lead; the others follow in turn. Drawn, so that each agent is as likely for every lead.
  let first: Int

  init(agents: Int, spread: Double, source: RandomSource) {
    var source = source
    first = Int.random(in: 0..<agents, using: &source)
    guard spread > 0 else {
      skills = [Double](repeating: 1, count: agents)
      return
    }
    let shape = 1 / (spread * spread)
    let drawn = (0..<agents).map { _ in source.gamma(shape: shape) }
    let mean = drawn.reduce(0, +) / Double(agents)
    skills = mean > 0 ? drawn.map { $0 / mean } : [Double](repeating: 1, count: agents)
  }

  /// The agent who calls a lead: leads are dealt in turn, and an agent keeps the leads he or she was dealt.
  func agent(of lead: Int) -> Int { (first + lead) % skills.count }
}
