/// Every method, family by family.
enum MethodCatalogue {
  static let all: [any ComputeMethod] =
    ProportionMethods.all + DifferenceMethods.all + RatioMethods.all + TestMethods.all + MarginMethods.all
    + StratifiedMethods.all
    + ClusterMethods.all + AdjustmentMethods.all + BayesMethods.all + PowerMethods.all + SpecialMethods.all
    + AnyTimeMethods.all
    + GroupSequentialMethods.all
    + ClusterMethods.all + AdjustmentMethods.all + BayesMethods.all + PowerMethods.all + ExactPowerMethods.all
    + ClusterMethods.all + RandomisationMethods.all + AdjustmentMethods.all + BayesMethods.all + PowerMethods.all + ExactPowerMethods.all
    + ClusterMethods.all + RandomisationMethods.all + AdjustmentMethods.all + BayesMethods.all + PowerMethods.all
    + ExactPowerMethods.all
    + RolloutValueMethods.all + SpecialMethods.all
}
