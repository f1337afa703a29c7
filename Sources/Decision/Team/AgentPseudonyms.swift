import Experiment

/// Names for agents that tell no one who they are at a glance, and stay the same as long as agents do.
///
/// Letters and digits of a keyed hash of the agent's id, which says nothing about pace or place in the data. Whoever knows the
/// ids and the plan's seed can find out who is who: this keeps names off a wall, it is not anonymity.
struct AgentPseudonyms {
  private let names: [String: String]

  /// Names of agents, listed in a fixed order; of two whose hashes agree the later one gets a number.
  init(of agents: [String], seed: String) {
    var taken: [String: Int] = [:]
    var names: [String: String] = [:]
    for agent in agents {
      let bucket = BucketHash.version2.bucket(of: agent, seed: "pseudonym-" + seed)
      let name = AgentPseudonyms.name(bucket)
      let place = taken[name, default: 0]
      taken[name] = place + 1
      names[agent] = place == 0 ? name : "\(name)-\(place + 1)"
    }
    self.names = names
  }

  subscript(agent: String) -> String { names[agent] ?? "" }

  /// Two consonants with a vowel between, and two digits: `KAR-42`.
  private static func name(_ bucket: Int) -> String {
    let (consonants, vowels) = (Array("BDFGKLMNPRSTVZ"), Array("AEIOU"))
    var rest = bucket / 100
    let first = consonants[rest % consonants.count]
    rest /= consonants.count
    let vowel = vowels[rest % vowels.count]
    let last = consonants[(bucket / 7) % consonants.count]
    let digits = bucket % 100
    return "\(first)\(vowel)\(last)-\(digits < 10 ? "0" : "")\(digits)"
  }
}
