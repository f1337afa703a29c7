/// The known name that a misspelt one most resembles.
enum NearMiss {
  /// The candidate within a third of its length (at least one edit but not all of it, ignoring case and separators), or
  /// nil.
  static func nearest(to name: String, among candidates: [String]) -> String? {
    let wanted = folded(name)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let other = folded(candidate)
      guard !other.isEmpty else { continue }
      let distance = edits(wanted, other)
      let length = max(wanted.count, other.count)
      guard distance <= max(1, length / 3), distance < length else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.candidate
  }

  private static func folded(_ name: String) -> [Character] {
    name.lowercased().filter { $0.isLetter || $0.isNumber }.prefix(80).map { $0 }
  }

  /// Levenshtein distance.
  private static func edits(_ left: [Character], _ right: [Character]) -> Int {
    var previous = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        current.append(
          min(previous[column + 1] + 1, current[column] + 1, previous[column] + (character == other ? 0 : 1)))
      }
      previous = current
    }
    return previous[right.count]
  }
}
