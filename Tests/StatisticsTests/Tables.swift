import Statistics

/// The comparison of `[successes, trials]` of the variant with those of the control.
func comparison(_ variant: (Int, Int), _ control: (Int, Int)) throws -> TwoProportions {
  try TwoProportions(
    control: Proportion(control.0, of: control.1), variant: Proportion(variant.0, of: variant.1))
}

/// Every table with 1 to 4 trials an arm, and some at the rates of the field.
let smallTables: [((Int, Int), (Int, Int))] = {
  var tables = [((0, 50), (0, 80)), ((1, 60), (0, 63)), ((300, 10_000), (360, 10_000)), ((3, 20_000), (12, 5_000))]
  for n1 in 1...4 {
    for n0 in 1...4 {
      for x1 in 0...n1 { for x0 in 0...n0 { tables.append(((x1, n1), (x0, n0))) } }
    }
  }
  return tables
}()
