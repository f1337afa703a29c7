extension ClusterPlan {
  /// Clusters over all arms with the calls of each.
  struct Size: Hashable {
    var clusters: Int
    var callsPerCluster: Double
    /// Slots of the test; of no account where agents keep their script.
    var slots: Int

    /// Calls spread over clusters, each of which has `least` calls or more: with fewer calls, fewer clusters have any.
    init(calls: Int, clusters: Int, slots: Int, least: Int = 1) {
      self.clusters = min(clusters, calls / least)
      callsPerCluster = self.clusters > 0 ? Double(calls) / Double(self.clusters) : Double(least)
      self.slots = slots
    }
  }
}
