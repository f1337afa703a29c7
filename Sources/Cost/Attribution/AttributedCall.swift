/// Which call of its lead a sale is attributed to, among the calls before it within the attribution window.
///
/// It moves what parts of a campaign (days, windows, agents) are credited with, how late sales come after their call, and
/// which sales the window leaves out. Variants are compared on all sales of their assigned leads either way.
public enum AttributedCall: String, CaseIterable, Hashable, Sendable, Codable {
  /// The call of the sale's opportunity where that is known, else the last call before the sale.
  case last
  /// The first call within the window, which opened what a later one closed.
  case first
}
