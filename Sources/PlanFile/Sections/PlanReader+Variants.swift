import Experiment

extension PlanReader {
  /// The arms as far as they can be read; rules that concern several of them are checked here, with their lines.
  func variants(_ plan: Section) -> [Variant] {
    let example = "as in `- {name: pitch, role: control, weight: 1, script: pitch.md}`"
    guard plan.node("variants") != nil else {
      plan.missing("variants", expected: "a list of two or more variants, one of them the control", hint: example)
      return []
    }
    guard let sections = plan.sections("variants", hint: example) else { return [] }
    var arms: [Variant] = []
    var controls: [Located<Variant.Role>] = []
    // A role that cannot be read may have been meant as the control: one fault is enough.
    var unreadableRole = false
    var first: [String: Located<String>] = [:]
    for section in sections {
      let name = section.located("name", .text("the variant's name, as in the data", atMost: 80))
      if section.node("name") == nil { section.missing("name", expected: "the variant's name, as in the data") }
      let role = section.located("role", Notation<Variant.Role>.role)
      let weight = section.value("weight", .weight)
      let script = section.value("script", .path("the path of the script's text"))
      let window = section.value("window", .text("the name of a calling window", atMost: 80))
      if let name {
        if let earlier = first[name.value] {
          section.fault(
            .conflict, name, expected: "a name of its own for each variant",
            hint: "line \(earlier.place.line) has it already: rename one of the two")
        } else {
          first[name.value] = name
        }
      }
      if role == nil, section.node("role") != nil { unreadableRole = true }
      if let role, role.value == .control { controls.append(role) }
      arms.append(
        Variant(
          name: name?.value ?? "", role: role?.value ?? .challenger, weight: weight ?? 1, script: script,
          window: window))
    }
    if case .list(let nodes, _) = plan.node("variants"), nodes.count < 2 {
      plan.fault(
        .conflict, "variants", read: nodes.isEmpty ? "an empty list" : "one variant",
        expected: "two or more variants, one of them the control", hint: example)
    } else if sections.count >= 2, controls.isEmpty, !unreadableRole {
      plan.fault(
        .conflict, "variants", read: "no control", expected: "one control",
        hint: "add `role: control` to the variant in use today")
    }
    for control in controls.dropFirst() {
      plan.fault(
        .conflict, control, expected: "one control",
        hint: "line \(controls[0].place.line) names one already: delete `role: control` here or there")
    }
    return arms
  }
}

extension Notation where Value == Variant.Role {
  /// `control` or `challenger`.
  static var role: Notation {
    let words = [Variant.Role.control.rawValue, Variant.Role.challenger.rawValue]
    return Notation(Listing.oneOf(words)) { text throws(Complaint) in
      guard let role = Variant.Role(rawValue: text) else {
        throw Complaint(
          nearMiss: NearMiss.of(text, among: words)
            ?? (["variant", "test", "treatment"].contains(text) ? "challenger" : nil))
      }
      return role
    }
  }
}
