/// The `count` names that differ least from `name` (Levenshtein distance), nearest first; ties in alphabetical order.
func nearest(to name: String, among names: [String], count: Int) -> [String] {
  let target = Array(name.prefix(80).utf8)
  return names.map { (distance(target, Array($0.utf8)), $0) }
    .sorted { $0.0 != $1.0 ? $0.0 < $1.0 : $0.1 < $1.1 }
    .prefix(count).map(\.1)
}

private func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let substituted = diagonal + (x == y ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}
