import Cost
import Decision
import Experiment
import Statistics

/// A campaign of two scripts with a known truth.
struct Campaign: Sendable {
  static let callsPerArm = 13_914
  static let margin = 40.0
  /// Mean revenue of a sale in EUR: at least half of it, the rest exponential.
  static let saleValue = 1200.0

  /// What is true of a script.
  struct Script: Hashable, Sendable {
    var rate: Double
    /// Cost of a call in EUR that does not depend on its time.
    var cost: Double
    /// Share of opportunities that sales accept; nil: nobody says.
    var accepted: Double?
    /// Mean talk time of a call without and with an opportunity, in seconds; nil: times are unknown and cost nothing.
    var seconds: (without: Double, with: Double)?
    /// Share of opportunities that are sold; nil: no sales are read.
    var sold: Double?

    static func == (left: Script, right: Script) -> Bool {
      left.rate == right.rate && left.cost == right.cost && left.accepted == right.accepted
        && left.seconds?.without == right.seconds?.without && left.seconds?.with == right.seconds?.with
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(rate)
      hasher.combine(cost)
    }
  }

  var control: Script
  var variant: Script
  var limit = Rollout.Limit.leads
  var when = DecisionRule.Evidence.significant
  var calls = Campaign.callsPerArm

  /// EUR an hour of talk.
  static let hour = 18.0

  var scripts: [Script] { [control, variant] }

  func plan() throws -> Plan {
    let names = ["a", "b"]
    let test = TestProtocol(
      name: "campaign", assignment: AssignmentRule(method: .recorded, seed: ""),
      variants: try Variants(zip(names, [Variant.Role.control, .challenger]).map { Variant(name: $0, role: $1) }))
    var items = zip(names, scripts).map { name, script in
      CostItem(item: "calls with \(name)", amount: Money(nearest: script.cost) ?? .zero, basis: .call, variant: name)
    }
    if scripts.contains(where: { $0.seconds != nil }) {
      // By handling time, so that each script bears the hours it takes; by calls both would bear half.
      items.append(
        CostItem(
          item: "talk", amount: Money(nearest: Self.hour) ?? .zero, basis: .talkHour, split: .handlingTime))
    }
    return Plan(
      test: test,
      economics: Economics(
        opportunityToSale: 0.1, saleValue: Money(nearest: Self.saleValue), marginPerSale: Money(400),
        worth: control.accepted == nil ? .opportunities : .accepted), ledger: Ledger(items: items),
      rollout: Rollout(callsPerMonth: 10_000, months: 1, limit: limit),
      rule: DecisionRule(when: when, and: [.profit]))
  }

  /// The counts of one campaign.
  ///
  /// - Parameter noting: told each sale: its script and revenue in EUR.
  func evidence(
    _ random: inout RandomSource, noting: (_ script: String, _ revenue: Double) -> Void = { _, _ in }
  ) -> Evidence {
    var tally = Tally()
    var receipts = Receipts(isObserved: scripts.contains { $0.sold != nil })
    var dated = DatedReceipts()
    for (name, script) in zip(["a", "b"], scripts) {
      let opportunities = random.binomial(calls, script.rate)
      var cell = CallCell(calls: calls, opportunities: opportunities)
      if let accepted = script.accepted {
        cell.judgedOpportunities = opportunities
        cell.acceptedOpportunities = random.binomial(opportunities, accepted)
      }
      var leads = LeadTable()
      if let seconds = script.seconds {
        for (count, mean, won) in [
          (calls - opportunities, seconds.without, 0), (opportunities, seconds.with, 1),
        ] {
          var row = LeadTable.Row(leads: count)
          for _ in 0..<count {
            let time = Int(random.exponential(mean: mean).rounded())
            row.talkSeconds += time
            row.talkSecondsSquared += time * time
          }
          leads.add(row, to: LeadTable.Key(variant: name, calls: 1, opportunities: won))
          cell.talkSeconds += row.talkSeconds
          cell.talkSecondsSquared += row.talkSecondsSquared
        }
        cell.timedCalls = calls
        for (key, row) in leads.sorted { tally.leads.add(row, to: key) }
      }
      for _ in 0..<(script.sold.map { random.binomial(opportunities, $0) } ?? 0) {
        let value = Self.saleValue / 2 + random.exponential(mean: Self.saleValue / 2)
        noting(name, value)
        let sale = Receipts.Row(sales: 1, revenue: Money(nearest: value) ?? .zero)
        receipts.add(sale, to: Receipts.Key(variant: name, attribution: .assignedLeads, daysSinceCall: 0))
        dated.add(
          DatedReceipts.Row(sale: sale), to: DatedReceipts.Key(variant: name, day: 0, daysSinceCall: 0))
      }
      tally.byDay.add(cell, to: DayKey(variant: name, date: nil))
      tally.units.counts[UnitKey(variant: name), default: 0] += calls
    }
    tally.units.source = .counts
    return Evidence(tally: tally, receipts: receipts, datedReceipts: receipts.isObserved ? dated : nil)
  }
}

/// What is true at roll-out.
extension Campaign {
  func costPerCall(_ script: Script) -> Double {
    let seconds = script.seconds.map { (1 - script.rate) * $0.without + script.rate * $0.with } ?? 0
    return script.cost + Self.hour * seconds / 3600
  }

  func cpq(_ script: Script) -> Double { costPerCall(script) / script.rate }

  /// Return on revenue.
  func roi(_ script: Script) -> Double {
    script.rate * (script.sold ?? 0.1) * Self.saleValue / costPerCall(script) - 1
  }

  func profitPerCall(_ script: Script) -> Double {
    script.rate * (script.accepted ?? 1) * Self.margin - costPerCall(script)
  }

  /// Calls of the variant for 10,000 of the control.
  var variantCalls: Double {
    switch limit {
    case .leads, .agentHours: 10_000
    case .budget: 10_000 * costPerCall(control) / costPerCall(variant)
    }
  }

  /// Profit of the variant minus the control's in a month.
  var gain: Double { variantCalls * profitPerCall(variant) - 10_000 * profitPerCall(control) }
}
