import Foundation
import Testing

@Suite struct CalculatorCommandTests {
  static let campaign = ["indicators", "--cost", "4000", "--calls", "10000", "--opportunities", "80"]

  @Test func `4,000 EUR, 10,000 calls and 80 opportunities give the worked figures`() throws {
    let json = try Program.run(
      Self.campaign + ["--opportunity-to-sale", "12.5%", "--sale-value", "1200", "--format", "json"]
    ).json()
    #expect(json["cpq"] as? Double == 50)
    #expect(json["tco"] as? Double == 0.008)
    #expect(json["roi"] as? Double == 2)
    #expect(json["ratio"] as? Double == 3)
    #expect(json["marginRoi"] is NSNull)
  }

  @Test func `a margin of 400 makes it break even`() throws {
    let options = ["--opportunity-to-sale", "12.5%", "--sale-value", "1200", "--margin-per-sale", "400"]
    let json = try Program.run(Self.campaign + options + ["--format", "json"]).json()
    #expect(json["marginRoi"] as? Double == 0)
    #expect(json["balance"] as? String == "break-even")
    #expect(try Program.run(Self.campaign + options).output.contains("break-even"))
  }

  @Test func `10 % sold at a margin of 400 allows 40 EUR an opportunity`() throws {
    let json = try Program.run(
      Self.campaign + ["--opportunity-to-sale", "10%", "--margin-per-sale", "400", "--format", "json"]
    ).json()
    #expect(json["cpqThreshold"] as? Double == 40)
  }

  @Test func `no opportunity is an infinite cost per opportunity, said in words`() throws {
    let outcome = try Program.run(["indicators", "--cost", "100", "--calls", "10", "--opportunities", "0"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("no opportunity came of it"))
  }

  @Test func `size gives the published calls per script`() throws {
    let json = try Program.run(["size", "--baseline", "3%", "--lift", "20%", "--format", "json"]).json()
    let sizes = try #require(json["sizes"] as? [[String: Any]])
    #expect(sizes.first { $0["formula"] as? String == "normal" }?["control"] as? Int == 13_914)
  }

  @Test func `a fall is a change too`() throws {
    let outcome = try Program.run(["size", "--baseline", "3%", "--lift", "-20%"])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(arguments: [
    ["0/1000", "20/1000"], ["1/3", "2/3"], ["3/10000000", "9/10000000"], ["0/10", "0/20"], ["10/10", "20/20"],
    ["300/10000", "360/10000", "390/10000"],
  ])
  func `any counts compare without a NaN`(counts: [String]) throws {
    for format in ["text", "json", "markdown", "html"] {
      let outcome = try Program.run(["compare"] + counts + ["--format", format])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(!outcome.output.lowercased().contains("nan,") && !outcome.output.contains(" nan"))
    }
  }

  @Test(arguments: [
    (["compare", "300/10000"], "two counts"), (["compare", "30/20", "1/2"], "30 of 20"),
    (["compare", "a/b", "1/2"], "“a/b” is not a count"), (["size", "--baseline", "3", "--lift", "20%"], "--baseline"),
    (["size", "--baseline", "3%", "--lift", "20"], "20 %"), (["size", "--baseline", "60%", "--lift", "80%"], "1.08"),
    (["indicators", "--cost", "-5", "--opportunities", "1"], "--cost"), (["nonsense"], "nonsense"),
    (["compare", "1/2", "1/2", "--confidence", "95"], "95 %"),
  ])
  func `a slip of the pen is answered with what was read`(arguments: [String], hint: String) throws {
    let outcome = try Program.run(arguments)
    #expect(outcome.status == 64 || outcome.status == 65)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(hint), "\(outcome.errors)")
  }
}

@Suite struct StandardOutputTests {
  @Test func `an output that cannot be written is said in a sentence`() throws {
    let shell = URL(filePath: "/bin/sh")
    let outcome = try Program.run(
      shell, ["-c", "'\(Program.executable.path)' size --baseline 3% --lift 20% > /dev/full"], in: Program.root)
    #expect(outcome.status == 70)
    #expect(outcome.errors.contains("Standard output cannot be written"))
  }

  @Test func `a reader that stops listening hears no complaint`() throws {
    let shell = URL(filePath: "/bin/sh")
    let outcome = try Program.run(
      shell, ["-c", "'\(Program.executable.path)' compute --list | head -n 1"], in: Program.root)
    #expect(outcome.status == 0)
    #expect(outcome.output.split(separator: "\n").count == 1)
    #expect(outcome.errors.isEmpty, "\(outcome.errors)")
  }

  @Test func `a change too small to count is refused, not a crash`() throws {
    let outcome = try Program.run(["size", "--baseline", "0.00001%", "--lift", "0.0001%"])
    #expect(outcome.status == 65, "\(outcome.errors)")
    #expect(outcome.errors.contains("larger change"))
  }

  @Test func `counts beyond the reach of exact methods are compared by the others`() throws {
    let json = try Program.run(["compare", "1000000000/1000000000", "1/1000000000", "--format", "json"]).json()
    let pair = try #require((json["comparisons"] as? [[String: Any]])?.first)
    #expect((pair["leftOut"] as? [String])?.contains("fisher") == true)
  }
}
