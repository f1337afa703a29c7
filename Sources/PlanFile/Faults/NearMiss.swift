/// The known word nearest to a mistyped one.
enum NearMiss {
  /// The nearest of `known` within a third of the word's length (at least one edit, but not all of a word), or nil.
  ///
  /// Case, hyphens and underscores do not count. Of two words equally near, the first in alphabetical order is taken.
  static func of(_ word: String, among known: some Sequence<String>) -> String? {
    let read = folded(word)
    guard !read.isEmpty, read.count <= 64 else { return nil }
    let limit = min(max(1, read.count / 3), read.count - 1)
    let nearest = known.map { (distance: distance(read, folded($0)), word: $0) }.min {
      ($0.distance, $0.word) < ($1.distance, $1.word)
    }
    guard let nearest, nearest.distance <= limit, nearest.word != word else { return nil }
    return nearest.word
  }

  private static func folded(_ word: String) -> [Character] {
    word.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
  }

  /// Edits between two words, a swap of neighbours counting once (optimal string alignment).
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        var best = min(last[column + 1] + 1, current[column] + 1, last[column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
