// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A library target of this package, with its test target beside it.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> [Target] {
  [
    .target(name: name, dependencies: dependencies, swiftSettings: settings),
    .testTarget(
      name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies,
      resources: [.copy("Fixtures")], swiftSettings: settings),
  ]
}

let package = Package(
  name: "HookTest",
  products: [
    .library(name: "Statistics", targets: ["Statistics"]),
    .library(name: "Experiment", targets: ["Experiment"]),
    .library(name: "Cost", targets: ["Cost"]),
    .library(name: "Decision", targets: ["Decision"]),
    .library(name: "CallData", targets: ["CallData"]),
    .library(name: "Report", targets: ["Report"]),
    .executable(name: "hooktest", targets: ["hooktest"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: module("Statistics")
    + module("Experiment", ["Statistics"])
    + module("Cost", ["Statistics"])
    + module("Decision", ["Experiment", "Cost", "Statistics"])
    + module("PlanFile", ["Decision", "Experiment", "Cost", "Statistics", .product(name: "Yams", package: "Yams")])
    + module("Record", ["Decision", "Experiment", "Cost", "Statistics", .product(name: "Crypto", package: "swift-crypto")])
    + module("CallData", ["Decision", "Experiment", "Cost", "Statistics", "CZlib"])
    + module("Simulation", ["Decision", "Experiment", "Cost", "Statistics"])
    + module("Report", ["Decision", "Experiment", "Cost", "Statistics"])
    + module("Compute", ["Statistics"])
    + [
      .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
      .executableTarget(
        name: "hooktest",
        dependencies: [
          "Report", "Record", "PlanFile", "CallData", "Simulation", "Compute", "Decision", "Experiment", "Cost",
          "Statistics",
          .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ], swiftSettings: settings),
      .testTarget(
        name: "CommandTests", dependencies: ["hooktest"], swiftSettings: settings),
    ]
)
