/// The `count` names nearest to `name`: those that contain it first, then by the Levenshtein distance from the whole name
/// or from its last part, whichever is less; of ties the shortest.
func nearest(to name: String, among names: [String], count: Int) -> [String] {
  let wanted = name.prefix(80).lowercased()
  let target = Array(wanted.utf8)
  func distanceFrom(_ candidate: String) -> Int {
    if !wanted.isEmpty, candidate.contains(wanted) { return candidate.hasSuffix("." + wanted) ? 0 : 1 }
    let whole = 1 + distance(target, Array(candidate.utf8))
    guard let dot = candidate.lastIndex(of: "."), !wanted.contains(".") else { return whole }
    return min(whole, 1 + distance(target, Array(candidate[candidate.index(after: dot)...].utf8)))
  }
  return names.map { (distanceFrom($0), $0) }
    .sorted { ($0.0, $0.1.count, $0.1) < ($1.0, $1.1.count, $1.1) }
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
