/// A growing array of plain values: no bounds checks, no copies on write, freed with its owner.
struct Buffer<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int
  /// Whether the memory is this buffer's own; a region that several share is freed by its owner.
  private var isOwned = true

  /// Room in a region that outlives the buffer; memory of its own once that is full.
  init(sharing region: UnsafeMutablePointer<Element>, capacity: Int) {
    base = region
    self.capacity = capacity
    isOwned = false
  }

  init(capacity: Int = 0) {
    base = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  /// As many equal elements.
  init(repeating element: Element, count: Int) {
    base = .allocate(capacity: count)
    base.initialize(repeating: element, count: count)
    self.count = count
    capacity = count
  }

  deinit {
    if isOwned { base.deallocate() }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count &+= 1
  }

  private mutating func grow() {
    let larger = capacity == 0 ? 64 : capacity < 4096 ? capacity * 2 : capacity + capacity / 2
    let next = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    next.moveInitialize(from: base, count: count)
    if isOwned { base.deallocate() }
    isOwned = true
    base = next
    capacity = larger
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    get { base[index] }
    nonmutating set { base[index] = newValue }
  }

  /// Frees the memory.
  mutating func removeAll() {
    if isOwned { base.deallocate() }
    isOwned = true
    base = .allocate(capacity: 0)
    count = 0
    capacity = 0
  }

  /// Keeps the elements that satisfy a condition, in order.
  mutating func keep(where condition: (Element) -> Bool) {
    var kept = 0
    for index in 0..<count where condition(base[index]) {
      base[kept] = base[index]
      kept += 1
    }
    count = kept
  }

  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }
}
