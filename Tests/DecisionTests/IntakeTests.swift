import Decision
import Foundation
import Testing

@Suite struct `What was read` {
  private static func intake(_ rows: [(Int, String)]) -> Intake {
    var intake = Intake()
    for (line, id) in rows {
      intake.note(.likeSale, example: Intake.Example(file: "sales.csv", line: line, id: id))
    }
    intake.note(.refund, 2)
    return intake
  }

  @Test func `adds up in any order, and keeps the first row of each finding`() {
    let (one, other) = (Self.intake([(12, "b"), (7, "a")]), Self.intake([(9, "c")]))
    #expect(one + other == other + one)
    #expect((other + one).examples == [.likeSale: Intake.Example(file: "sales.csv", line: 7, id: "a")])
    #expect((one + other)[.likeSale] == 3 && (one + other)[.refund] == 4)
  }

  @Test func `survives being written down`() throws {
    let intake = Self.intake([(12, "b")])
    #expect(try JSONDecoder().decode(Intake.self, from: JSONEncoder().encode(intake)) == intake)
  }
}
