/// Where a call-to-opportunity rate stands among outbound campaigns.
///
/// Bands as practised in outbound B2B calling: under 1 % low; 1–2 % usual in narrowly targeted lists; 2–3 % fair;
/// 3–6 % good for most; above 6 % a very strong script or list.
public enum TCOBenchmark: String, CaseIterable, Hashable, Sendable, Codable {
  /// Under 1 %.
  case low
  /// 1 % to under 2 %: usual in narrowly targeted B2B.
  case targeted
  /// 2 % to under 3 %.
  case fair
  /// 3 % to 6 %.
  case good
  /// Above 6 %.
  case strong

  /// The band of a rate in 0...1.
  public init(tco: Double) {
    switch tco {
    case ..<0.01: self = .low
    case ..<0.02: self = .targeted
    case ..<0.03: self = .fair
    case ...0.06: self = .good
    default: self = .strong
    }
  }
}
