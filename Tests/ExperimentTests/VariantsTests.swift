import Experiment
import Testing

@Suite struct VariantsTests {
  @Test func `shares are weights divided by their sum`() throws {
    let variants = try Variants([
      Variant(name: "pitch", role: .control, weight: 1), Variant(name: "question", weight: 3),
    ])
    #expect(variants.shares == [0.25, 0.75])
    #expect(variants.share(of: "question") == 0.75)
    #expect(variants.share(of: "unknown") == nil)
    #expect(variants.control.name == "pitch")
    #expect(variants.challengers.map(\.name) == ["question"])
  }

  @Test func `a list that is no test is refused with the reason`() {
    let pitch = Variant(name: "pitch", role: .control)
    #expect(throws: Variants.Fault.tooFew(1)) { try Variants([pitch]) }
    #expect(throws: Variants.Fault.controls([])) { try Variants([Variant(name: "a"), Variant(name: "b")]) }
    #expect(throws: Variants.Fault.controls(["pitch", "b"])) {
      try Variants([pitch, Variant(name: "b", role: .control)])
    }
    #expect(throws: Variants.Fault.duplicateName("pitch")) { try Variants([pitch, Variant(name: "pitch")]) }
    #expect(throws: Variants.Fault.emptyName) { try Variants([pitch, Variant(name: "")]) }
    for weight in [0, -1, Double.infinity] {
      #expect(throws: Variants.Fault.weight("b", weight)) { try Variants([pitch, Variant(name: "b", weight: weight)]) }
    }
    #expect(throws: Variants.Fault.self) { try Variants([pitch, Variant(name: "b", weight: .nan)]) }
  }
}
