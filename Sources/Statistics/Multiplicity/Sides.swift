/// Whether a test spends its error on one side or on both.
public enum Sides: Int, Hashable, Sendable, CaseIterable {
  /// All of alpha against one direction.
  case one = 1
  /// Half of alpha against each direction.
  case two = 2
}
