import ProofKit

/// How often each side of a test errs, where each may in 2.5 % of tests.
struct Sides: Hashable, Sendable {
  static let limit = 0.025

  var better: Share
  var worse: Share

  var exceeds: Bool { better.exceeds(Self.limit) || worse.exceeds(Self.limit) }

  /// Better and worse, each marked where it errs too often.
  var texts: [String] { [better, worse].map { $0.text(2, fails: $0.exceeds(Self.limit)) } }
}
