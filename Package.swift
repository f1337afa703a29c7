// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Tests are not worth optimising, even where what they test is: that takes longer than they run.
let testSettings = settings + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// A library target of this package, with its test target beside it.
///
/// Files that are `embedded` become bytes in the code: an installed program needs nothing beside it.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], schemas: [String] = [], embedded: [String] = []
) -> [Target] {
  [
    .target(
      name: name, dependencies: dependencies, exclude: schemas,
      resources: embedded.map { .embedInCode($0) }, swiftSettings: settings),
    .testTarget(
      name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies,
      resources: [.copy("Fixtures")], swiftSettings: testSettings),
  ]
}

/// A product of another package, which the program and its edges need and the engine does not: a package that depends on
/// HookTest with `traits: []` resolves none of them.
func edge(_ product: String, _ package: String) -> Target.Dependency {
  .product(name: product, package: package, condition: .when(traits: ["Program"]))
}

/// The library that writes spreadsheets, wanted where the trait says so.
let xlsxWriter = Target.Dependency.target(name: "CXlsxWriter", condition: .when(traits: ["Spreadsheet"]))

/// The plugin that builds the documentation, wanted by `make docs` only.
let documentation: [Package.Dependency] =
  Context.environment["HOOKTEST_DOCS"] == nil
  ? [] : [.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0")]

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
  traits: [
    .trait(name: "Program", description: "The program hooktest and the modules at its edge: plan files, records."),
    .trait(
      name: "Spreadsheet", description: "Reports as .xlsx files, by Debian's libxlsxwriter-dev. Off by default."),
    .default(enabledTraits: ["Program"]),
  ],
  dependencies: documentation + [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: module("Statistics")
    + module(
      "Experiment", ["Statistics"],
      embedded: ["LegalHours/Presets/fr-business.json", "LegalHours/Presets/fr-consumer.json"])
    + module("Cost", ["Statistics"])
    + module("Decision", ["Experiment", "Cost", "Statistics"])
    + module(
      "PlanFile", ["Decision", "Experiment", "Cost", "Statistics", edge("Yams", "Yams")], schemas: ["plan.schema.json"])
    + module(
      "Record", ["Decision", "Experiment", "Cost", "Statistics", edge("Crypto", "swift-crypto")],
      schemas: ["lock.schema.json", "look.schema.json"])
    + module("CallData", ["Decision", "Experiment", "Cost", "Statistics", "CZlib"])
    + module("Simulation", ["Decision", "Experiment", "Cost", "Statistics"])
    + module(
      "Report", ["Decision", "Experiment", "Cost", "Statistics"],
      schemas: ["reading.schema.json", "review.schema.json"])
    + module("Compute", ["Statistics"])
    + [
      .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),
      .target(
        name: "Spreadsheet", dependencies: ["Report", "Experiment", xlsxWriter], swiftSettings: settings),
      .testTarget(
        name: "SpreadsheetTests", dependencies: ["Spreadsheet", "Report", "Decision", "Experiment", "CZlib"],
        swiftSettings: testSettings),
      .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
      .executableTarget(
        name: "hooktest",
        dependencies: [
          "Report", "Spreadsheet", "Record", "PlanFile", "CallData", "Simulation", "Compute", "Decision", "Experiment",
          "Cost", "Statistics",
          edge("ArgumentParser", "swift-argument-parser"),
        ], swiftSettings: settings),
      .executableTarget(
        name: "scan-benchmark", dependencies: ["CallData", "Decision", "Experiment"], path: "Benchmarks/Scan",
        exclude: ["compare.py"], swiftSettings: settings),
      .executableTarget(
        name: "assign-benchmark", dependencies: ["CallData", "Decision", "Experiment"], path: "Benchmarks/Assign",
        exclude: ["compare.sh"], swiftSettings: settings),
      .executableTarget(
        name: "statistics-benchmark", dependencies: ["Statistics"], path: "Benchmarks/Statistics",
        exclude: ["compare.py"], swiftSettings: settings),
      .executableTarget(
        name: "two-proportions-proof", dependencies: ["Statistics"], path: "Benchmarks/Proof", swiftSettings: settings),
      .target(
        name: "ProofKit", dependencies: ["Statistics"], path: "Benchmarks/ProofKit", swiftSettings: settings),
      .executableTarget(
        name: "designs-proof", dependencies: ["ProofKit", "Simulation", "Decision", "Experiment", "Statistics"],
        path: "Benchmarks/Designs", swiftSettings: settings),
      .executableTarget(
        name: "decisions-proof", dependencies: ["ProofKit", "Decision", "Experiment", "Cost", "Statistics"],
        path: "Benchmarks/Decisions", swiftSettings: settings),
      .executableTarget(
        name: "decide-benchmark", dependencies: ["Report", "Decision", "Experiment", "Cost", "Statistics"],
        path: "Benchmarks/Decide", swiftSettings: settings),
      .executableTarget(
        name: "page-benchmark", dependencies: ["Report", "Decision", "Experiment", "Cost", "Statistics"],
        path: "Benchmarks/Pages", exclude: ["check.py"], swiftSettings: settings),
      .executableTarget(
        name: "delays-proof", dependencies: ["ProofKit", "Statistics"], path: "Benchmarks/Delays",
        swiftSettings: settings),
      .executableTarget(
        name: "looking-early-proof", dependencies: ["ProofKit", "Simulation", "Decision", "Experiment", "Statistics"],
        path: "Benchmarks/LookingEarly", swiftSettings: settings),
      .executableTarget(
        name: "real-tests-proof", dependencies: ["Statistics", "CZlib"], path: "Benchmarks/RealTests",
        exclude: ["Data"], swiftSettings: settings),
      .testTarget(
        name: "CommandTests", dependencies: ["hooktest"], swiftSettings: testSettings),
      .testTarget(
        name: "ProofTests",
        dependencies: [
          "looking-early-proof", "designs-proof", "delays-proof", "decisions-proof", "ProofKit", "Simulation",
          "Decision", "Experiment", "Cost",
          "Statistics",
        ],
        swiftSettings: testSettings),
      .testTarget(
        name: "SimulatedFilesTests", dependencies: ["Simulation", "CallData", "Decision", "Experiment"],
        swiftSettings: testSettings),
      .testTarget(
        name: "RealTestsTests", dependencies: ["real-tests-proof", "Statistics"], swiftSettings: testSettings),
    ]
)
