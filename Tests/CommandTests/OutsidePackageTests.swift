import Foundation
import Testing

@Suite struct OutsidePackageTests {
  /// The engine can be taken without anything else: a package that imports only Decision, and the modules below it, resolves
  /// no other package. What it runs is what the guide to the engine prints.
  @Test func `a package outside that imports only Decision resolves no other package`() throws {
    try Program.temporaryFolder { folder in
      let sources = folder.appending(path: "Sources/Outside")
      try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
      let identity = Program.root.lastPathComponent
      try """
      // swift-tools-version: 6.1
      import PackageDescription

      let package = Package(
        name: "Outside",
        dependencies: [.package(path: "\(Program.root.path)", traits: [])],
        targets: [
          .executableTarget(
            name: "Outside",
            dependencies: ["Decision", "Experiment", "Statistics"].map { .product(name: $0, package: "\(identity)") })
        ])
      """.write(to: folder.appending(path: "Package.swift"))
      try (Self.guide() + "print(DecisionRule().and.count)\n").write(to: sources.appending(path: "main.swift"))
      let swift = try #require(Self.swift)
      let build = try Program.run(swift, ["run", "--quiet"], in: folder)
      #expect(build.status == 0, "\(build.output)\n\(build.errors)")
      #expect(build.output.hasSuffix("2\n"))
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "Package.resolved").path))
      let checkouts = folder.appending(path: ".build/checkouts").path
      let others =
        FileManager.default.fileExists(atPath: checkouts)
        ? try FileManager.default.contentsOfDirectory(atPath: checkouts) : []
      #expect(others.isEmpty)
    }
  }

  /// The code of the guide, apart from what belongs into a manifest.
  private static func guide() throws -> String {
    let text = try Program.root.appending(path: "Sources/Decision/Decision.docc/UsingTheEngine.md").text()
    return text.components(separatedBy: "```swift\n").compactMap { $0.components(separatedBy: "```").first }
      .filter { $0.hasPrefix("import ") }.joined()
  }

  private static var swift: URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").map { URL(filePath: String($0)).appending(path: "swift") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}
