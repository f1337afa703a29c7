import Foundation
import Statistics
import Testing

@Suite("classical bounds")
struct ClassicalBoundsTests {
  @Test(
    "the constants of Jennison & Turnbull 2000, tables 2.1, 2.3 and 2.9, two-sided 5 %",
    arguments: [
      (ClassicalBounds.pocock, 2, 2.178), (.pocock, 5, 2.413), (.pocock, 10, 2.555), (.pocock, 20, 2.672),
      (.obrienFleming, 2, 1.977), (.obrienFleming, 5, 2.040), (.obrienFleming, 10, 2.087),
      (.obrienFleming, 20, 2.126), (.wangTsiatis(delta: 0.25), 5, 2.136),
    ])
  func tables(shape: ClassicalBounds, looks: Int, constant: Double) throws {
    let bounds = try shape.bounds(
      information: StoppingBounds.equalInformation(looks: looks), alpha: 0.05, sides: .two)
    #expect(((bounds.upper[looks - 1] * 1000).rounded() / 1000) == constant)
  }

  @Test("bounds of recursive integration elsewhere, and of R rpact 3.3.4")
  func figures() throws {
    let four = try ClassicalBounds.obrienFleming.bounds(
      information: [0.25, 0.5, 0.75, 1], alpha: 0.05, sides: .two)
    for (got, want) in zip(
      four.upper, [4.048590999238721, 2.8627861498125204, 2.3374551032491713, 2.0242954996193605])
    {
      #expect(agrees(got, want, within: 1e-12))
    }
    let peto = try ClassicalBounds.haybittlePeto(interim: 3).bounds(information: [0.5, 1], alpha: 0.025, sides: .one)
    #expect(peto.upper[0] == 3)
    #expect(agrees(peto.upper[1], 1.96729423547207, within: 1e-9))
  }

  @Test("all looks together have the error asked for, at any times and on either number of sides")
  func error() throws {
    let shapes: [ClassicalBounds] = [
      .obrienFleming, .pocock, .wangTsiatis(delta: 0.1), .wangTsiatis(delta: -0.5), .haybittlePeto(interim: 3.5),
    ]
    for shape in shapes {
      for sides in Sides.allCases {
        for alpha in [0.01, 0.2] {
          let bounds = try shape.bounds(information: [0.03, 0.3, 0.31, 0.8], alpha: alpha, sides: sides)
          let crossing = try bounds.crossing(drift: 0)
          #expect(agrees(crossing.totalUpper + crossing.totalLower, alpha, within: 1e-11))
        }
      }
    }
  }

  @Test("error above one half is met too, on one side", arguments: [0.6, 0.9, 0.999])
  func largeError(alpha: Double) throws {
    for shape in [ClassicalBounds.obrienFleming, .pocock, .wangTsiatis(delta: 0.8)] {
      let bounds = try shape.bounds(information: [0.2, 0.5, 1], alpha: alpha, sides: .one)
      #expect(agrees(try bounds.crossing(drift: 0).totalUpper, alpha, within: 1e-11))
    }
  }

  @Test("one look is the fixed test")
  func oneLook() throws {
    for shape in [ClassicalBounds.obrienFleming, .pocock, .haybittlePeto(interim: 3)] {
      let bounds = try shape.bounds(information: [1], alpha: 0.05, sides: .two)
      #expect(agrees(bounds.upper[0], 1.959963984540054, within: 1e-13))
    }
  }

  @Test("an interim bound that leaves nothing for the end is refused, and so are shapes without meaning")
  func refused() {
    for shape in [ClassicalBounds.haybittlePeto(interim: 1.5), .haybittlePeto(interim: 0), .wangTsiatis(delta: .nan)] {
      #expect(throws: StatisticsError.self) {
        try shape.bounds(information: [0.2, 0.4, 0.6, 1], alpha: 0.025, sides: .one)
      }
    }
    #expect(throws: StatisticsError.self) {
      try ClassicalBounds.pocock.bounds(information: [0.5, 1], alpha: 1, sides: .one)
    }
    #expect(throws: StatisticsError.self) { try StoppingBounds.equalInformation(looks: 0) }
  }
}
