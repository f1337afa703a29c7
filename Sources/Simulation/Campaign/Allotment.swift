import Experiment
import Statistics

/// How the leads of a simulated campaign come to their variant, and what follows for their calls.
///
/// Every answer depends on the seed and the lead's number alone, so that a retry years of calls later hears the same
/// script and nothing has to be remembered.
struct Allotment: Sendable {
  enum Rule: Hashable, Sendable {
    /// The published hash of the lead's id.
    case hashedLeads
    /// The published hash of the company's id.
    case hashedCompanies
    /// Permuted blocks of this many consecutive units, each block from one list.
    case blocks([Int])
    /// Independent draws with the shares of the lead's list.
    case drawn
    /// By agent.
    case agents([Int])
    /// By slot, the same for the whole team.
    case slots([Int])
    /// By agent and slot: every agent goes through the same balanced order from a place of its own.
    case agentSlots(order: [Int], places: [Int])
  }

  /// Leads of one company.
  static let companySize = 3

  let rule: Rule
  let hasCompanies: Bool
  /// Cumulative shares of the variants by list.
  private let cumulative: [[Double]]
  private let assigner: HashedAssigner
  private let source: RandomSource

  init(test: TestProtocol, lists: [ListTruth], team: Team, slots: Int, source: RandomSource) {
    let shares = test.variants.shares
    let order = Allotment.block(shares)
    let method = test.assignment.method
    var draw = source.split(1)
    hasCompanies = test.unit == .company
    if test.unit == .slot || method == .switchback {
      rule = .slots(Allotment.sequence(of: order, count: slots, source: &draw))
    } else if method == .agentsCrossOver {
      let places = team.skills.map { _ in Int.random(in: 0..<order.count, using: &draw) }
      rule = .agentSlots(order: order.shuffled(using: &draw), places: places)
    } else if test.unit == .agent || method == .agents {
      rule = .agents(Allotment.sequence(of: order, count: team.skills.count, source: &draw))
    } else if test.assignment.plannedShares != nil || method == .recorded || method == .waves {
      rule = .drawn
    } else if method == .blocked {
      rule = .blocks(order)
    } else {
      rule = hasCompanies ? .hashedCompanies : .hashedLeads
    }
    cumulative = lists.map { list in
      let own = test.assignment.plannedShares?.byStratum[list.name]
      let weights = own.map { own in test.variants.names.map { own[$0] ?? 0 } } ?? shares
      let total = weights.reduce(0, +)
      var sum = 0.0
      return (total > 0 ? weights : shares).map { weight in
        sum += weight / (total > 0 ? total : 1)
        return sum
      }
    }
    assigner = HashedAssigner(test)
    self.source = source
  }

  /// Whether a retry would come under another script: then each lead is called once.
  var forbidsRetries: Bool {
    switch rule {
    case .slots, .agentSlots: true
    default: false
    }
  }

  /// Whether a reader of the data needs a file of assignments: the variant neither stands in the calls nor follows from
  /// the lead's id.
  func needsAssignments(_ test: TestProtocol) -> Bool {
    switch rule {
    case .hashedLeads: false
    case .drawn: test.assignment.method != .recorded
    default: true
    }
  }

  /// Whether all leads of a block come from one list.
  var listsGoByBlock: Bool {
    if case .blocks = rule { true } else { false }
  }

  /// The draw, uniform in 0..<1, that decides the list of a lead's block.
  func listPlace(of lead: Int) -> Double {
    guard case .blocks(let order) = rule else { return 0 }
    var draw = source.split(2).split(UInt64(unit(of: lead) / order.count))
    return draw.uniform()
  }

  /// The assigned variant of a lead, as its place in the plan.
  func variant(of lead: Int, list: Int, agent: Int, slot: Int, id: UnsafeRawBufferPointer) -> Int {
    switch rule {
    case .hashedLeads:
      return assigner.variantIndex(unit: id)
    case .hashedCompanies:
      var company = LeadID(company: unit(of: lead))
      return company.withBytes { assigner.variantIndex(unit: $0) }
    case .blocks(let order):
      let unit = unit(of: lead)
      var draw = source.split(3).split(UInt64(unit / order.count))
      return order.shuffled(using: &draw)[unit % order.count]
    case .drawn:
      var draw = source.split(4).split(UInt64(unit(of: lead)))
      let u = draw.uniform()
      let ends = cumulative[list]
      return ends.firstIndex { u < $0 } ?? ends.count - 1
    case .agents(let variants): return variants[agent]
    case .slots(let variants): return variants[slot]
    case .agentSlots(let order, let places): return order[(places[agent] + slot) % order.count]
    }
  }

  func unit(of lead: Int) -> Int { hasCompanies ? lead / Allotment.companySize : lead }

  /// The smallest block that holds every variant in proportion to its share, or one of a hundred that comes near.
  static func block(_ shares: [Double]) -> [Int] {
    let size =
      (shares.count...100).first { size in
        shares.allSatisfy { share in
          let count = share * Double(size)
          return count > 0.5 && (count - count.rounded()).magnitude < 1e-9
        }
      } ?? 100
    var block: [Int] = []
    var sum = 0.0
    for (variant, share) in shares.enumerated() {
      sum += share
      while block.count < min(size, Int((sum * Double(size)).rounded())) { block.append(variant) }
    }
    while block.count < size { block.append(shares.count - 1) }
    return block
  }

  /// Permuted blocks, one after the other.
  private static func sequence(of block: [Int], count: Int, source: inout RandomSource) -> [Int] {
    var sequence: [Int] = []
    while sequence.count < count { sequence += block.shuffled(using: &source) }
    return Array(sequence.prefix(count))
  }
}

/// The id of a lead or company: a letter and nine digits.
struct LeadID {
  private var bytes: (UInt64, UInt16) = (0, 0)

  init(lead: Int) { self.init(letter: UInt8(ascii: "L"), number: lead + 1) }

  init(company: Int) { self.init(letter: UInt8(ascii: "K"), number: company + 1) }

  private init(letter: UInt8, number: Int) {
    Swift.withUnsafeMutableBytes(of: &bytes) { target in
      target[0] = letter
      var rest = number
      for place in stride(from: 9, through: 1, by: -1) {
        target[place] = 48 + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
    }
  }

  mutating func withBytes<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
    withUnsafeBytes(of: &bytes) { body(UnsafeRawBufferPointer(rebasing: $0[0..<10])) }
  }
}
