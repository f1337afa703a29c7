import Cost
import Experiment

/// What opportunities and sales ask about leads: which of their calls they belong to.
struct LeadQuestions {
  /// An opportunity on its way to its call.
  struct OpportunityQuestion {
    let index: Int
    let lead: IdentifierKey
    /// Address of the call's row where the opportunity names its call.
    let row: UInt?
    let qualifiedAt: LocalMoment
  }

  /// A sale on its way to its call.
  struct SaleQuestion {
    let index: Int
    let lead: IdentifierKey
    /// Index of the sale's opportunity, where it names a known one.
    let opportunity: Int?
    let closedAt: LocalMoment
  }

  /// A lead that other channels touched.
  struct TouchQuestion {
    let lead: IdentifierKey
    let touches: Int
  }

  /// Opportunities by partition of their lead, earliest first.
  var opportunities = [[OpportunityQuestion]](repeating: [], count: Partition.count)
  /// Sales by partition of their lead.
  var sales = [[SaleQuestion]](repeating: [], count: Partition.count)

  /// Touched leads by partition.
  var touches = [[TouchQuestion]](repeating: [], count: Partition.count)

  mutating func add(_ question: TouchQuestion) {
    touches[Partition.index(question.lead.hash)].append(question)
  }

  mutating func add(_ question: OpportunityQuestion) {
    opportunities[Partition.index(question.lead.hash)].append(question)
  }

  mutating func add(_ question: SaleQuestion) {
    sales[Partition.index(question.lead.hash)].append(question)
  }

  /// Earliest opportunities first: a call's first opportunity is the one that counts.
  mutating func sortOpportunities() {
    for index in opportunities.indices {
      opportunities[index].sort { left, right in
        let (first, second) = (left.qualifiedAt.lastInstant, right.qualifiedAt.lastInstant)
        return first != second ? first < second : left.index < right.index
      }
    }
  }
}

extension LocalMoment {
  /// The latest instant the moment can mean: a mere date may mean any time of its day.
  var lastInstant: Int { isDateOnly ? instant + 86_399 : instant }

  /// Whether the moment is not before a call. A mere date counts as the end of its day; a call without a time counts
  /// as the beginning of its day.
  func isAtOrAfter(_ call: LocalMoment) -> Bool {
    isDateOnly || call.isDateOnly ? day >= call.day : instant >= call.instant
  }

  /// Whether the moment lies within `days` of a call: within as many times 24 hours, or, where one of the two is a mere
  /// date, within as many calendar days.
  func isWithin(_ days: Int, of call: LocalMoment) -> Bool {
    isDateOnly || call.isDateOnly ? day - call.day <= days : instant - call.instant <= days * 86_400
  }
}

/// An opportunity that found its call.
struct JoinedOpportunity: @unchecked Sendable {
  let index: Int
  let row: UnsafePointer<UInt8>
  let moment: LocalMoment
  let variant: Int
  /// Where the lead stands, where its calls differ.
  let lead: LeadPlace?
  let isLate: Bool
}

/// A call whose place in the margins changes.
struct MovedCall: @unchecked Sendable {
  let row: UnsafePointer<UInt8>
  /// Where its lead stands; nil where the call is left out.
  let lead: LeadPlace?
}

/// What the leads of some partitions amount to.
struct LeadSummary: @unchecked Sendable {
  /// Key of the lead table and of the units, by numbers.
  struct RowKey: Hashable {
    var variant: Int
    var stratum: Int
    var calls: Int
    var opportunities: Int
    var heardChallenger: Int
  }

  var table: [RowKey: LeadTable.Row] = [:]
  /// Leads by variant and stratum of their first call; calls and opportunities of the key are 0.
  var units: [RowKey: Int] = [:]
  var changingVariants = 0
  var sharedLeads = 0
  var mixedCompanies = 0
  /// Calls of leads whose company is unknown.
  var unknownCompanyCalls = 0
  var companies: [CompanyShares] = []
  /// Calls left out with the first call of their lead, which was in the wash-out.
  var washedOut = 0
  /// Rows that may not stand where their lead does.
  var moved: [MovedCall] = []
  var joined: [JoinedOpportunity] = []
  var findings: [(finding: OpportunityFate, count: Int)] = []
  /// Leads of opportunities that have no call in the test.
  var unmatched: [IdentifierKey] = []
  /// Sales by index with variant and days since the call, and the opportunity they came through.
  var attributed: [AttributedSale] = []
  /// Sales of leads that were called only afterwards, by index.
  var salesBeforeCall: [Int] = []
  /// The calls before each sale, where touches are divided.
  var callsBeforeSales: [CallsBeforeSale] = []
  /// Touches of leads without a call.
  var touchesWithoutCall = 0
  /// Leads called more often than the law allows, and those called during the rest after a refusal.
  var tooMany = CallConduct.Breaches()
  var inRest = CallConduct.Breaches()

  /// Adds the summary of other leads.
  mutating func merge(_ other: LeadSummary) {
    for (key, row) in other.table { table[key, default: LeadTable.Row()] += row }
    units.merge(other.units, uniquingKeysWith: +)
    changingVariants += other.changingVariants
    sharedLeads += other.sharedLeads
    mixedCompanies += other.mixedCompanies
    unknownCompanyCalls += other.unknownCompanyCalls
    companies += other.companies
    washedOut += other.washedOut
    moved += other.moved
    joined += other.joined
    findings += other.findings
    unmatched += other.unmatched
    attributed += other.attributed
    salesBeforeCall += other.salesBeforeCall
    callsBeforeSales += other.callsBeforeSales
    touchesWithoutCall += other.touchesWithoutCall
    tooMany = tooMany + other.tooMany
    inRest = inRest + other.inRest
  }
}

/// Why an opportunity of a known lead belongs to no call, or to one that has one already.
enum OpportunityFate: Hashable, Sendable {
  case beforeCall, repeated, inWashOut
}

/// A sale that found its call.
struct AttributedSale: Sendable {
  let index: Int
  let variant: Int
  let daysSinceCall: Int
  /// Local day of the call.
  let day: Int
  /// Address of the call's row: sales of one call share it.
  let call: UInt
  /// The opportunity of the call, where one was joined.
  let opportunity: Int?
}
