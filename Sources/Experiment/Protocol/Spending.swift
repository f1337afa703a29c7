public import Statistics

/// How a plan spends its risk of a false alarm over its looks: a spending function with the words that name it in a plan.
public struct Spending: Hashable, Sendable {
  /// The function.
  public let function: SpendingFunction
  /// The words of the plan: `obrien-fleming`, `pocock`, `kim-demets 3`, `hwang-shih-decani -4`, or the points of a table,
  /// `25 %: 5 %, 100 %: 100 %`.
  public let text: String

  private init(_ function: SpendingFunction, _ text: String) {
    self.function = function
    self.text = text
  }

  /// Very little early, nearly everything at the end (Lan & DeMets 1983, after O'Brien & Fleming).
  public static let obrienFleming = Spending(.obrienFleming, SpendingFunction.Name.obrienFleming.rawValue)

  /// A named function. Throws when a parameter is missing, not wanted, or outside its range.
  public init(_ name: SpendingFunction.Name, parameter: Double? = nil) throws(StatisticsError) {
    let words = [name.rawValue, parameter.map { "\($0)" }].compactMap { $0 }
    self.init(try SpendingFunction(name, parameter: parameter), words.joined(separator: " "))
  }

  /// A table of shares of the risk by fraction of the information.
  public init(_ table: SpendingTable) {
    let points = zip(table.information, table.shares).map { "\(100 * $0) %: \(100 * $1) %" }
    self.init(.table(table), points.joined(separator: ", "))
  }
}
