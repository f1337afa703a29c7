/// A table of totals by key; tables of disjoint data add up cell by cell.
public struct Margin<Key: Hashable & Comparable & Sendable>: Hashable, Sendable {
  /// The totals by key; keys without data are absent.
  public private(set) var cells: [Key: CallCell]

  /// A table of given totals.
  public init(_ cells: [Key: CallCell] = [:]) {
    self.cells = cells
  }

  /// The totals of a key; an empty cell where there are no data. Setting replaces.
  public subscript(key: Key) -> CallCell {
    get { cells[key] ?? CallCell() }
    set { cells[key] = newValue }
  }

  /// Adds totals to a key.
  public mutating func add(_ cell: CallCell, to key: Key) {
    cells[key, default: CallCell()] += cell
  }

  /// Adds totals to a key in place.
  public mutating func update(_ key: Key, _ body: (inout CallCell) -> Void) {
    body(&cells[key, default: CallCell()])
  }

  /// Keys and totals in key order: the only order to print in.
  public var sorted: [(key: Key, cell: CallCell)] {
    cells.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The total over the keys that satisfy a condition.
  public func total(where condition: (Key) -> Bool = { _ in true }) -> CallCell {
    cells.reduce(into: CallCell()) { sum, entry in
      if condition(entry.key) { sum += entry.value }
    }
  }

  /// The table summed over everything that a coarser key forgets; keys mapped to nil are left out.
  public func grouped<Coarser>(by coarser: (Key) -> Coarser?) -> Margin<Coarser> {
    var margin = Margin<Coarser>()
    for (key, cell) in cells {
      if let group = coarser(key) { margin.add(cell, to: group) }
    }
    return margin
  }

  /// The cell-by-cell sum of two tables.
  public static func + (left: Margin, right: Margin) -> Margin {
    var sum = left
    for (key, cell) in right.cells { sum.add(cell, to: key) }
    return sum
  }
}

extension Margin: Codable where Key: Codable {
  private struct Entry: Codable {
    let key: Key
    let cell: CallCell
  }

  /// Reads a list of keys and totals.
  public init(from decoder: any Decoder) throws {
    let entries = try [Entry](from: decoder)
    self.init(Dictionary(entries.map { ($0.key, $0.cell) }, uniquingKeysWith: +))
  }

  /// Writes keys and totals in key order, so that equal tables are equal to the byte.
  public func encode(to encoder: any Encoder) throws {
    try sorted.map { Entry(key: $0.key, cell: $0.cell) }.encode(to: encoder)
  }
}
