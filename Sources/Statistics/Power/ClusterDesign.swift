/// How clusters and scripts go together in a plan.
public enum ClusterDesign: Hashable, Sendable {
  /// Every cluster has one script: agents drawn in two arms, or the slots of a switchback that the whole team goes through.
  ///
  /// `perBlock` clusters are drawn inside each block (the agents of a team, the two half-days of a day), nil without
  /// blocks. The intraclass correlation is then what is left of it inside blocks.
  case parallel(perBlock: Int?)
  /// Every cluster has one script, and clusters come round: the half-days of a switchback, which are those of so many
  /// weekdays and parts of the day. Each of these strata has both scripts equally often once it has come twice; before, it
  /// is compared with the others. The intraclass correlation is what is left of it inside strata.
  case recurring(strata: Int)
  /// Every cluster is an agent who uses both scripts, changing by slot; the comparison is made inside the agent.
  ///
  /// `slots` per agent, at least 2. `betweenSlots` is the correlation of two calls of one agent in different slots, from 0
  /// to the intraclass correlation, which is that of two calls in the same slot: their difference is what an agent's good
  /// and bad half-days (agent × period) add. `effectDeviation` is the standard deviation of the script's effect over
  /// agents, in points of rate.
  case crossOver(slots: Int, betweenSlots: Double, effectDeviation: Double)
}
