import Foundation

/// `real-tests-proof LOOKS FILE` reads real A/B tests look by look under every method and writes what they did as a page.
@main
enum RealTestsProof {
  static func main() async throws {
    guard CommandLine.arguments.count == 3 else {
      print("usage: real-tests-proof LOOKS FILE")
      return
    }
    let start = ContinuousClock.now
    let study = try await Study.run(Checkpoints.read(path: CommandLine.arguments[1]))
    let file = URL(filePath: CommandLine.arguments[2])
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(Page(study: study).markdown().utf8).write(to: file)
    print("\(CommandLine.arguments[2]), in \((ContinuousClock.now - start).components.seconds) s")
  }
}
