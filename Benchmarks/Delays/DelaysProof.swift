import Foundation

/// `delays-proof FILE` simulates calls whose sales come late, and writes how often forecasts of them hold as a page.
@main
enum DelaysProof {
  static func main() async throws {
    guard CommandLine.arguments.count == 2 else {
      print("usage: delays-proof FILE")
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
