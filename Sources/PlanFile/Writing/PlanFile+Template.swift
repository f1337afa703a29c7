public import Experiment

extension PlanFile {
  /// A commented plan, ready to edit, that reads without a fault.
  ///
  /// - Parameters:
  ///   - name: the name of the experiment.
  ///   - starts: the first day of calls; nil leaves the line to be filled in.
  public static func template(name: String, starts: CivilDate? = nil) -> String {
    let quoted = QuotedScalar.of(name)
    let start = starts.map { "starts: \($0)" } ?? "# starts: 2026-03-02"
    return """
      # The plan of a hook test. It is locked by `hooktest start`: from then on only costs, economics, roll-out, targets,
      # waivers and notes may change. Lines that begin with # are examples or remarks.
      name: \(quoted)
      question: Does the new opening line make more opportunities than the current one?

      \(start)                     # the first day of calls
      days: 14                               # calendar days; or `calls: 28000` in its place
      timezone: Europe/Paris

      calling:
        weekdays: [mon, tue, wed, thu, fri]
        windows: {morning: "10:00-13:00", afternoon: "14:00-18:00"}
        # closed: [2026-03-09]               # days without calls
        # rules: fr-consumer                 # legal hours of France; fr-business: calls between businesses
        agents: 10
        calls-per-agent-day: 80

      assignment: {method: hashed, seed: \(QuotedScalar.of("\(name)-1"))}    # recorded: another system draws the variants

      variants:                              # two or more, one of them the control
        - {name: current, role: control, weight: 1}
        - {name: challenger, weight: 1}      # script: challenger.md names the text, beside this file

      goal:
        metric: tco                          # call-to-opportunity conversion rate: opportunities per call
        baseline: 3 %                        # today's rate
        worth-detecting: +20 %               # the smallest change worth having; +0.6 pt is the same here
        within: 14d                          # days until nearly all opportunities of a call are qualified
        alpha: 5 %                           # risk of a false alarm
        power: 80 %                          # chance of detecting the change
        sides: 2                             # 1: look only for a better challenger
        adjust: holm                         # with several challengers

      # How often may results be read?
      # fixed: one conclusion, at the planned end; the fewest calls, no early stop.
      # group-sequential: also at looks planned beforehand, as `looks: daily`; a clear winner may end the test early.
      # anytime: on any day and as often as you like; the strictest reading, so it takes the most calls.
      monitoring: {method: fixed}            # or {method: group-sequential, looks: daily, spending: obrien-fleming}

      guardrails:                            # what a roll-out must not spoil
        - {metric: talk-seconds, worse-by-at-most: 15 %}

      economics:
        currency: EUR
        opportunity-to-sale: 10 %            # share of opportunities that become sales
        sale-value: 1200
        margin-per-sale: 400
        attribution-days: 90

      costs:                                 # or costs: {file: costs.csv}
        - {item: salaries, amount: 2600, split: handling-time}
        - {item: telephony, amount: 0.06, per: call}
        - {item: training, amount: 300, variant: challenger, once: true}

      rollout: {calls-per-month: 60000, months: 6, switching-cost: 0, limit: leads}

      decide: {when: significant, and: [healthy, guardrails]}

      # data:                                # read when no option names files; paths beside this file
      #   calls: calls.csv
      #   opportunities: opportunities.csv
      #   columns: {lead_id: Customer number}    # our name: the file's
      #   keep: {direction: outbound}
      #   sales: {file: sales.csv, delimiter: ";", date-format: dd/MM/yyyy}    # a file written in its own way
      # waive: {sample-ratio: the reason why this check may fail}
      # notes: [a remark that every report repeats]

      """
  }
}
