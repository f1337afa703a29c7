/// Ids with doubled quotes, kept where the next row does not overwrite them.
struct KeptIDs: ~Copyable {
  private var copies: [UnsafeMutablePointer<UInt8>] = []

  deinit {
    for copy in copies { copy.deallocate() }
  }

  mutating func kept(_ field: Field) -> Field {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: field.count)
    copy.initialize(from: field.start, count: field.count)
    copies.append(copy)
    return Field(copy, field.count)
  }
}
