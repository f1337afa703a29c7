/// Every method, family by family.
enum MethodCatalogue {
  static let all: [any ComputeMethod] =
    ProportionMethods.all + DifferenceMethods.all + RatioMethods.all + TestMethods.all + MarginMethods.all
    + StratifiedMethods.all + ClusterMethods.all + RandomisationMethods.all + AdjustmentMethods.all + BayesMethods.all
    + PowerMethods.all + ExactPowerMethods.all + RolloutValueMethods.all + GroupSequentialMethods.all
    + AnyTimeMethods.all + SpecialMethods.all + BlockedClusterMethods.all + ComplianceMethods.all
    + AllocationMethods.all + FactorialMethods.all + BalanceMethods.all + ClusterPowerMethods.all
    + DelayMethods.all + RolloutPayoffMethods.all
}
