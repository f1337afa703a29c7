import Foundation
import PlanFile
import Testing

@Suite("A faulty plan says what is wrong, where, and what to type instead")
struct FaultTests {
  /// A text, and the path, line and a part of the description of its only fault. Texts below `Text.plan` begin on line 6.
  static let single: [(text: String, path: String, line: Int, says: String)] = [
    ("goal: {aplha: 5 %}", "goal.aplha", 6, "did you mean alpha?"),
    ("gaol: {alpha: 5 %}", "gaol", 6, "did you mean goal?"),
    ("alpha: 5 %", "alpha", 6, "alpha belongs under goal"),
    ("ends: 2026-03-16", "ends", 6, "write the length as `days: 14`"),
    ("goal: {}\ngoal: {}", "goal", 7, "it stands on line 6 already"),
    ("goal: {alpha: 5 %, alpha: 1 %}", "goal.alpha", 6, "each key once"),
    ("goal: [alpha]", "goal", 6, "read a list of 1 entry, expected a mapping of keys"),
    ("goal:", "goal", 6, "fill it in, or delete the key"),
    ("goal: {alpha: 5}", "goal.alpha", 6, "write 5 % or 0.05"),
    ("goal: {alpha: 0 %}", "goal.alpha", 6, "strictly between 0 and 1"),
    ("goal: {alpha: 100 %}", "goal.alpha", 6, "strictly between 0 and 1"),
    ("goal: {power: 120 %}", "goal.power", 6, "strictly between 0 and 1"),
    ("goal: {power: .nan}", "goal.power", 6, "write 3 % or 0.03"),
    ("goal: {baseline: 3}", "goal.baseline", 6, "write 3 % or 0.03"),
    ("goal: {baseline: 3 percent}", "goal.baseline", 6, "write 3 %"),
    ("goal: {baseline: -3 %}", "goal.baseline", 6, "read \"-3 %\""),
    ("goal: {baseline: 60 %, worth-detecting: +80 %}", "goal.worth-detecting", 6, "leaves the rate between 0 and 1"),
    ("goal: {baseline: 3 %, worth-detecting: -3 pt}", "goal.worth-detecting", 6, "leaves the rate between 0 and 1"),
    ("goal: {worth-detecting: 20}", "goal.worth-detecting", 6, "write 20 % if relative, 20 pt if in points"),
    ("goal: {worth-detecting: 0 %}", "goal.worth-detecting", 6, "cannot be detected"),
    ("goal: {worth-detecting: -20 %, sides: 1}", "goal.worth-detecting", 6, "write `sides: 2`"),
    ("goal: {within: 7}", "goal.within", 6, "7d for days, 7w for weeks"),
    ("goal: {within: 7 months}", "goal.within", 6, "the unit is d (days) or w (weeks)"),
    ("goal: {sides: 3}", "goal.sides", 6, "1 (only better) or 2"),
    ("days: 0", "days", 6, "from 1 to 3650"),
    ("days: 3651", "days", 6, "from 1 to 3650"),
    ("days: 14.5", "days", 6, "digits only"),
    ("days: two weeks", "days", 6, "as in 14"),
    ("days: 99999999999999999999", "days", 6, "from 1 to 3650"),
    ("days: 14\ncalls: 28000", "calls", 7, "delete `days` or `calls`"),
    ("days: 1.000", "days", 6, "digits only, as in 14"),
    ("calls: 1,000", "calls", 6, "as in 1000"),
    ("starts: 2026-02-30", "starts", 6, "2026-02 ends on 2026-02-28"),
    ("starts: 2026-13-01", "starts", 6, "months go from 01 to 12"),
    ("starts: 02/03/2026", "starts", 6, "as in 2026-03-02"),
    ("starts: 2026-03-02T09:00:00Z", "starts", 6, "without a time"),
    ("starts: 2026-03-07\ndays: 2", "starts", 6, "at least one calling day"),
    ("timezone: Europe/Pari", "timezone", 6, "did you mean Europe/Paris?"),
    ("timezone: Paris", "timezone", 6, "did you mean Europe/Paris?"),
    ("timezone: GMT+2", "timezone", 6, "an IANA time zone"),
    ("calling: {weekdays: [monday]}", "calling.weekdays[0]", 6, "did you mean mon?"),
    ("calling: {weekdays: mon}", "calling.weekdays", 6, "write [mon]"),
    ("calling: {weekdays: [mon, mon]}", "calling.weekdays[1]", 6, "each entry once"),
    ("calling: {weekdays: []}", "calling.weekdays", 6, "at least one weekday"),
    ("calling: {closed: 2026-03-09}", "calling.closed", 6, "write [2026-03-09]"),
    ("calling: {agents: 0}", "calling.agents", 6, "from 1 to 100000"),
    ("calling:\n  windows:\n    late: 18:00-25:00", "calling.windows.late", 8, "\"25:00\" is not a time of the day"),
    ("calling: {windows: {late: 18:00-09:00}}", "calling.windows.late", 6, "ends before it starts"),
    ("calling: {windows: {a: 9:00-12:00, b: 11:59-13:00}}", "calling.windows.b", 6, "a is 09:00-12:00, on line 6"),
    ("calling: {windows: {a: [mon, tue], b: [tue]}}", "calling.windows.b", 6, "windows that do not overlap"),
    ("calling: {windows: {a: 9:00-12:00, b: [tue]}}", "calling.windows.b", 6, "all hours or all weekdays"),
    ("calling: {windows: {weekend: [sat]}}", "calling.windows.weekend[0]", 6, "add sat to calling.weekdays"),
    (
      "guardrails: [{metric: talk-second, worse-by-at-most: 15 %}]", "guardrails[0].metric", 6,
      "did you mean talk-seconds?"
    ),
    ("guardrails: [{metric: talk-seconds}]", "guardrails[0].worse-by-at-most", 6, "expected a worsening above 0 %"),
    ("guardrails: {metric: talk-seconds}", "guardrails", 6, "expected a list"),
    (
      "guardrails: [{metric: complaint-share, worse-by-at-most: 50 %}]", "guardrails[0].dispositions", 6,
      "as in `dispositions: [complaint]`"
    ),
    (
      "guardrails: [{metric: complaint-share, worse-by-at-most: 50 %, dispositions: []}]",
      "guardrails[0].dispositions", 6, "at least one value"
    ),
    (
      "guardrails: [{metric: talk-seconds, worse-by-at-most: 15 %, dispositions: [a]}]", "guardrails[0].dispositions",
      6, "delete `dispositions`"
    ),
    ("rollout: {calls-per-month: 9, script: b}", "rollout.starts", 6, "script, starts and hold-out together"),
    (
      "rollout: {calls-per-month: 9, script: a, starts: 2027-04-01, hold-out: 10 %}", "rollout.script", 6,
      "expected a challenger of this test: b"
    ),
    (
      "rollout: {calls-per-month: 9, script: b, starts: 2027-04-01, hold-out: 60 %}", "rollout.hold-out", 6,
      "at most 50 %"
    ),
    ("targets: {roi: 150}", "targets.roi", 6, "write 150 % if per cent is meant"),
    ("targets: {cpq: 0}", "targets.cpq", 6, "above 0"),
    ("costs: [{item: a, amount: -5}]", "costs[0].amount", 6, "without a minus sign"),
    ("costs: [{item: a, amount: 10000000001}]", "costs[0].amount", 6, "at most ten billion"),
    ("costs: [{item: a, amount: 99999999999999999999}]", "costs[0].amount", 6, "at most ten billion"),
    ("costs: [{item: a, amount: 0.0000001}]", "costs[0].amount", 6, "at most six decimals"),
    ("costs: [{item: a, amount: 2600 €}]", "costs[0].amount", 6, "write the amount alone, 2600"),
    ("costs: [{item: a, amount: '0,40 €'}]", "costs[0].amount", 6, "write the amount alone, 0.40,"),
    ("costs: [{item: a, amount: 'EUR 12,5'}]", "costs[0].amount", 6, "write the amount alone, 12.5,"),
    ("costs: [{item: a, amount: '1,900 €'}]", "costs[0].amount", 6, "write the amount alone, as in 2600.50,"),
    ("costs: [{item: a, amount: 9e99}]", "costs[0].amount", 6, "write the amount alone, as in 2600.50,"),
    ("costs: [{item: a, amount: '2 600'}]", "costs[0].amount", 6, "without separators"),
    (
      "costs: [{item: a, amount: 5, currency: USD}]", "costs[0].currency", 6,
      "as in `economics: {rates: {USD: 0.92}}`"
    ),
    (
      "costs: [{item: a, amount: 5, currency: USD}]\neconomics: {rates: {USD: 0}}", "economics.rates.USD", 7,
      "what one unit is worth, above 0"
    ),
    (
      "costs: [{item: a, amount: 5, currency: USD}]\neconomics: {rates: {USD: '1,087'}}", "economics.rates.USD", 7,
      "a point before decimals"
    ),
    ("costs: [{item: a, amount: '5,50'}]", "costs[0].amount", 6, "as in 2600.50"),
    ("costs: [{item: a}]", "costs[0].amount", 6, "no key amount"),
    ("costs: [{item: a, amount: 1, variant: c}]", "costs[0].variant", 6, "the unknown variant \"c\""),
    ("costs: [{item: a, amount: 1, variant: b, split: calls}]", "costs[0].split", 6, "delete `split` or `variant`"),
    ("costs: [{item: a, amount: 1, from: 2026-03-09, to: 2026-03-08}]", "costs[0].to", 6, "swap from and to"),
    ("costs: [{item: a, amount: 1, once: yes}]", "costs[0].once", 6, "write true"),
    ("costs: [{item: a, amount: 1, share: 0 %}]", "costs[0].share", 6, "above 0 %"),
    ("costs: {}", "costs.file", 6, "no key file"),
    ("economics: {currency: eur}", "economics.currency", 6, "did you mean EUR?"),
    ("economics: {currency: €}", "economics.currency", 6, "write EUR"),
    ("economics: {opportunity-to-sale: 110 %}", "economics.opportunity-to-sale", 6, "from 0 % to 100 %"),
    (
      "economics: {sale-value: 400, margin-per-sale: 1200}", "economics.margin-per-sale", 6,
      "a margin of at most the sale-value, 400"
    ),
    ("economics: {sources: phone}", "economics.sources", 6, "write [phone]"),
    ("rollout: {months: 6}", "rollout.calls-per-month", 6, "no key calls-per-month"),
    ("rollout: {calls-per-month: 5, limit: lead}", "rollout.limit", 6, "did you mean leads?"),
    ("waive: {sample-ration: why}", "waive.sample-ration", 6, "did you mean sample-ratio?"),
    ("waive: {sample-ratio: }", "waive.sample-ratio", 6, "fill it in"),
    ("data: {calls: calls.csv}", "starts", 1, "the first day of the test"),
    ("data: {calls: a, counts: b}\nstarts: 2026-03-02", "data.counts", 6, "one source of calls"),
    ("data: {call: calls.csv}", "data.call", 6, "did you mean calls?"),
    ("data: {columns: {lead-id: N}}", "data.columns.lead-id", 6, "did you mean lead_id?"),
    ("data: {encoding: latin1}", "data.encoding", 6, "did you mean windows-1252?"),
    ("data: {delimiter: '|'}", "data.delimiter", 6, "(semicolon)"),
    ("data: {date-format: DD/MM/YYYY}", "data.date-format", 6, "d day, M month, y year"),
    ("data: {keep: {campaign: []}}", "data.keep.campaign", 6, "at least one value"),
    ("notes: a remark", "notes", 6, "write [a remark]"),
  ]

  @Test(arguments: single)
  func `one fault is one fault, at its path and line`(text: String, path: String, line: Int, says: String) throws {
    let fault = try fault(of: Text.plan(text))
    #expect(fault.path == path)
    #expect(fault.line == line)
    #expect(fault.description.contains(says), "\(fault)")
    #expect(!fault.description.contains("\n"))
  }

  @Test(arguments: [
    ("  - {name: a, role: control}", "variants", "read one variant"),
    ("  - {name: a}\n  - {name: b}", "variants", "add `role: control`"),
    ("  - {name: a, role: control}\n  - {name: b, role: control}", "variants[1].role", "line 4 names one already"),
    ("  - {name: a, role: control}\n  - {name: a}", "variants[1].name", "line 4 has it already"),
    ("  - {name: a, role: control}\n  - {name: b, weight: 0}", "variants[1].weight", "a number above 0"),
    ("  - {name: a, role: control}\n  - {name: b, weight: -1}", "variants[1].weight", "a number above 0"),
    ("  - {name: a, role: control}\n  - {name: b, weight: .nan}", "variants[1].weight", "write digits"),
    ("  - {name: a, role: control}\n  - {name: b, weight: .inf}", "variants[1].weight", "write digits"),
    ("  - {name: a, role: control}\n  - {weight: 1}", "variants[1].name", "no key name"),
    ("  - {name: a, role: control}\n  - {name: b, role: variant}", "variants[1].role", "did you mean challenger?"),
    ("  - {name: a, role: control}\n  - b", "variants[1]", "expected a mapping of keys"),
    ("  a: b", "variants", "expected a list"),
    ("  - {name: a, role: contrl}\n  - {name: b}", "variants[0].role", "did you mean control?"),
  ])
  func `arms that make no test are named`(variants: String, path: String, says: String) throws {
    let fault = try fault(of: Text.plan(variants: variants))
    #expect(fault.path == path)
    #expect(fault.description.contains(says), "\(fault)")
  }

  @Test(arguments: [
    ("{}", "assignment.seed"), ("{method: hashed}", "assignment.seed"),
    ("{method: hash, seed: s}", "assignment.method"),
    ("{seed: s, shares: x.csv}", "assignment.by"),
    ("{seed: s, by: [w], shares: {w1: {a: 1}}}", "assignment.shares.w1.b"),
    ("{seed: s, by: [w], shares: {w1: {a: 0.5, b: 0.6}}}", "assignment.shares.w1"),
    ("{seed: s, by: [w], shares: {w1: {a: 0.5, b: 0.5, c: 0}}}", "assignment.shares.w1.c"),
    ("{seed: s, by: [w], shares: {w1: {a: -0.5, b: 1.5}, w2: 3}}", nil),
  ])
  func `an assignment that cannot be carried out is refused`(assignment: String, path: String?) throws {
    let found = faults(of: Text.plan(assignment: assignment))
    if let path {
      #expect(found.map(\.path) == [path])
    } else {
      #expect(Set(found.map(\.path)) == ["assignment.shares.w1.a", "assignment.shares.w1.b", "assignment.shares.w2"])
    }
  }

  @Test func `all faults are reported at once, in line order`() throws {
    let text = """
      name: hook
      strats: 2026-03-02
      variants:
        - {name: a, weight: -1}
        - {name: a}
      goal: {alpha: 5, alpha: 6, power: 2}
      timezone: Nowhere/Land
      """
    do {
      _ = try PlanFile.parse(text, file: "experiments/hook/plan.yaml")
      Issue.record("the plan has faults")
    } catch {
      #expect(
        error.faults.map(\.path) == [
          "assignment", "strats", "variants", "variants[0].weight", "variants[1].name", "goal.alpha", "goal.alpha",
          "goal.power", "timezone",
        ])
      #expect(error.faults.map(\.line) == [1, 2, 4, 4, 5, 6, 6, 6, 7])
      #expect(error.description.hasPrefix("experiments/hook/plan.yaml: 9 faults\n  line 1, column 1, assignment: "))
      #expect(error.description.split(separator: "\n").count == 10)
    }
  }

  @Test func `duplicates in several mappings are all found, with both lines`() {
    let text = Text.plan("goal:\n  alpha: 5 %\n  \"alpha\": 1 %\n  power: 0.8\n  power: 0.9\ndays: 3\ndays: 4\ndays: 5")
    let found = faults(of: text)
    #expect(found.map(\.kind) == [.duplicateKey, .duplicateKey, .duplicateKey, .duplicateKey])
    #expect(found.map(\.line) == [8, 10, 12, 13])
    #expect(
      found.compactMap(\.hint).map { String($0.prefix(20)) } == [
        "it stands on line 7 ", "it stands on line 9 ", "it stands on line 11", "it stands on line 11",
      ])
  }

  @Test func `a decimal comma between braces is explained`() {
    let found = faults(of: Text.plan("targets: {tco: 3,5 %}"))
    #expect(found.map(\.path) == ["targets.tco", "targets.5 %"])
    #expect(found.last?.hint == "a comma splits values here: write 3.6 % or \"3,6 %\"")
  }

  @Test func `both required keys are asked for`() {
    #expect(faults(of: "days: 3").map(\.path) == ["assignment", "name", "variants"])
  }
}
