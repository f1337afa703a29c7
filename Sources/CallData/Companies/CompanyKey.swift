/// To which company a lead belongs.
struct CompanyKey: BitwiseCopyable {
  /// How the company is known.
  enum Kind: UInt8, BitwiseCopyable {
    /// By its id, or the domain of an e-mail address.
    case named
    /// The lead is a company of its own: its address is with a provider for everybody.
    case own
    /// Nothing says; the lead stands for a company of its own.
    case unknown
  }

  /// The company's id, or the lead's where it is a company of its own.
  let key: IdentifierKey
  let kind: Kind

  /// Whether the two are one company; a lead's id is never a company's.
  static func == (left: CompanyKey, right: CompanyKey) -> Bool {
    (left.kind == .named) == (right.kind == .named) && left.key == right.key
  }
}

/// Companies by number, as a file of leads names them.
struct CompanyNumbers: ~Copyable {
  /// The number of a lead that is a company of its own; 0 stands for an unknown company.
  static let own = UInt32.max

  private var table = KeyedTable<UInt32>()
  private var copies = KeptIDs()

  /// Companies with a number.
  var count: Int { table.count }

  /// The number of a company whose id stands in a field; `isKept` says that the bytes stay where they are.
  mutating func number(of field: Field, isKept: Bool) -> UInt32 {
    let key = IdentifierKey(field)
    if let index = table.index(of: key) { return table[index] }
    let number = UInt32(table.count + 1)
    table.add(key.isLong && !isKept ? IdentifierKey(copies.kept(field)) : key, number)
    return number
  }

  /// The company behind a number.
  func company(_ number: UInt32, of lead: IdentifierKey) -> CompanyKey {
    switch number {
    case 0: CompanyKey(key: lead, kind: .unknown)
    case CompanyNumbers.own: CompanyKey(key: lead, kind: .own)
    default: CompanyKey(key: table.key(at: Int(number) - 1), kind: .named)
    }
  }
}
