import Foundation
import Testing

@Suite struct OutsidePackageTests {
  /// The engine can be taken without anything else: a package that imports only Decision resolves no other package.
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
          .executableTarget(name: "Outside", dependencies: [.product(name: "Decision", package: "\(identity)")])
        ])
      """.write(to: folder.appending(path: "Package.swift"))
      try """
      import Decision

      print(DecisionRule().and.count)
      """.write(to: sources.appending(path: "main.swift"))
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

  private static var swift: URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").map { URL(filePath: String($0)).appending(path: "swift") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}
