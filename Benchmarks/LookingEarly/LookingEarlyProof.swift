import Foundation

/// `looking-early-proof FILE` simulates tests that are read early, and writes how often they err as a page.
@main
enum LookingEarlyProof {
  static func main() async throws {
    guard CommandLine.arguments.count == 2 else {
      print("usage: looking-early-proof FILE")
      return
    }
    let start = ContinuousClock.now
    let file = URL(filePath: CommandLine.arguments[1])
    let page = try await Page.markdown()
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(page.utf8).write(to: file)
    print("\(CommandLine.arguments[1]), in \((ContinuousClock.now - start).components.seconds) s")
  }
}
