import Foundation

extension Program {
  /// Copies the experiments of the project into a folder, as if none of them had been started.
  static func copyExperiments(into folder: URL) throws {
    let copy = folder.appending(path: "experiments")
    let files = FileManager.default
    try files.copyItem(at: root.appending(path: "experiments"), to: copy)
    for file in try files.subpathsOfDirectory(atPath: copy.path) {
      let url = copy.appending(path: file)
      if ["lock.json", "looks.jsonl"].contains(url.lastPathComponent) { try files.removeItem(at: url) }
    }
  }
}
