import Foundation
import Statistics
import Testing

@Suite("spending functions")
struct SpendingFunctionTests {
  static func all() throws -> [SpendingFunction] {
    [
      .obrienFleming, .pocock, try .kimDeMets(rho: 0.5), try .kimDeMets(rho: 3), try .hwangShihDeCani(gamma: -1000),
      try .hwangShihDeCani(gamma: -4), try .hwangShihDeCani(gamma: 0), try .hwangShihDeCani(gamma: 1000),
      .table(try SpendingTable(information: [0.3, 0.6, 1], shares: [0, 0.5, 1])),
    ]
  }

  @Test("nothing is spent at the start, everything from the planned end on, and never less than before")
  func course() throws {
    for function in try Self.all() {
      for alpha in [1e-6, 0.025, 0.5, 0.99] {
        #expect(function.spent(of: alpha, at: 0) == 0)
        #expect(function.spent(of: alpha, at: 1) == alpha)
        #expect(function.spent(of: alpha, at: 1.3) == alpha)
        var before = 0.0
        for step in 1...1000 {
          let spent = function.spent(of: alpha, at: Double(step) / 1000)
          #expect(spent >= before && spent <= alpha)
          before = spent
        }
      }
    }
  }

  @Test(
    "the formulas, evaluated to 40 digits by mpmath",
    arguments: [
      (SpendingFunction.Name.obrienFleming, nil, 0.025, 0.5, 0.0015253227579889089),
      (.pocock, nil, 0.025, 0.5, 0.015502862673956938),
      (.kimDeMets, 2.0, 0.025, 0.5, 0.00625), (.hwangShihDeCani, -4.0, 0.025, 0.5, 0.0029800730505529389),
      (.obrienFleming, nil, 0.025, 0.01, 2.87248337096675383e-111),
    ])
  func figures(name: SpendingFunction.Name, parameter: Double?, alpha: Double, time: Double, wanted: Double) throws {
    let function = try SpendingFunction(name, parameter: parameter)
    #expect(agrees(function.spent(of: alpha, at: time), wanted, within: 1e-12))
  }

  @Test("a parameter is stated where the function has one, and nowhere else")
  func parameters() throws {
    #expect(throws: StatisticsError.self) { try SpendingFunction(.kimDeMets) }
    #expect(throws: StatisticsError.self) { try SpendingFunction(.pocock, parameter: 1) }
    for rho in [0, -1, .nan, .infinity] {
      #expect(throws: StatisticsError.self) { try SpendingFunction.kimDeMets(rho: rho) }
    }
    #expect(throws: StatisticsError.self) { try SpendingFunction.hwangShihDeCani(gamma: .nan) }
  }

  @Test("a table is met at its own points and straight between them")
  func table() throws {
    let table = try SpendingTable(information: [0.25, 0.5, 1], shares: [0.1, 0.1, 1])
    let function = SpendingFunction.table(table)
    #expect(function.spent(of: 0.05, at: 0.25) == 0.05 * 0.1)
    #expect(function.spent(of: 0.05, at: 0.4) == 0.05 * 0.1)
    #expect(agrees(function.spent(of: 0.05, at: 0.75), 0.05 * 0.55, within: 1e-15))
    #expect(agrees(function.spent(of: 0.05, at: 0.125), 0.05 * 0.05, within: 1e-15))
  }

  @Test(
    "a table that does not rise from the start to all of alpha is refused",
    arguments: [
      ([], []), ([0.5, 1], [1]), ([0.5, 0.5, 1], [0.1, 0.2, 1]), ([0, 1], [0, 1]), ([0.5, 1], [0.6, 0.5]),
      ([0.5, 0.9], [0.1, 1]), ([0.5, 1], [0.1, 0.9]), ([0.5, .nan], [0.1, 1]), ([0.5, 1], [-0.1, 1]),
    ])
  func badTable(information: [Double], shares: [Double]) {
    #expect(throws: StatisticsError.self) { try SpendingTable(information: information, shares: shares) }
  }
}
