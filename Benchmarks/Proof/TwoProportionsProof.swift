import Foundation
import Statistics

/// `two-proportions-proof FILE` enumerates the error rates of the two-proportion methods and writes them as a page.
@main
enum TwoProportionsProof {
  static func main() async throws {
    guard CommandLine.arguments.count == 2 else {
      print("usage: two-proportions-proof FILE")
      return
    }
    let start = ContinuousClock.now
    let study = try await Study.run()
    let file = URL(filePath: CommandLine.arguments[1])
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(Page(study: study).markdown.utf8).write(to: file)
    print("\(CommandLine.arguments[1]), in \((ContinuousClock.now - start).components.seconds) s")
  }
}
