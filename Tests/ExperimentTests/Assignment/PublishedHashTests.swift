import Experiment
import Testing

/// Cases published with GrowthBook's clients (packages/sdk-js/test/cases.json, specification 0.8.0, MIT).
@Suite struct PublishedHashTests {
  @Test(arguments: [
    ("", "a", 1, 0.22), ("", "b", 1, 0.077), ("b", "a", 1, 0.946), ("ef", "d", 1, 0.652),
    ("asdf", "8952klfjas09ujk", 1, 0.549), ("", "123", 1, 0.011), ("", "___)((*\":&", 1, 0.563),
    ("seed", "a", 2, 0.0505), ("seed", "b", 2, 0.2696), ("foo", "ab", 2, 0.2575), ("foo", "def", 2, 0.2019),
    ("89123klj", "8952klfjas09ujkasdf", 2, 0.124), ("90850943850283058242805", "123", 2, 0.7516),
    ("()**(%$##$%#$#", "___)((*\":&", 2, 0.0128),
  ])
  func `the hash gives the published fraction`(seed: String, value: String, version: Int, fraction: Double) throws {
    let hash = try #require(BucketHash(rawValue: version))
    #expect(hash.fraction(of: value, seed: seed) == fraction)
    #expect(hash.fraction(of: value, seed: seed, units: .utf16) == fraction)
  }

  @Test func `an unknown version of the hash does not exist`() {
    #expect(BucketHash(rawValue: 99) == nil)
  }

  /// Computed by an independent program from the published rule over UTF-8 bytes and over UTF-16 code units.
  @Test(arguments: NonASCIICase.all)
  func `ids beyond ASCII hash by UTF-8 bytes or UTF-16 units as each client does`(_ example: NonASCIICase) {
    #expect(BucketHash.version2.bucket(of: example.value, seed: example.seed) == example.utf8)
    #expect(BucketHash.version2.bucket(of: example.value, seed: example.seed, units: .utf16) == example.utf16)
  }

  @Test(arguments: [
    RangeCase("normal 50/50", 2, 1, nil, [(0, 0.5), (0.5, 1)]),
    RangeCase("reduced coverage", 2, 0.5, nil, [(0, 0.25), (0.5, 0.75)]),
    RangeCase("zero coverage", 2, 0, nil, [(0, 0), (0.5, 0.5)]),
    RangeCase("4 variations", 4, 1, nil, [(0, 0.25), (0.25, 0.5), (0.5, 0.75), (0.75, 1)]),
    RangeCase("uneven weights", 2, 1, [0.4, 0.6], [(0, 0.4), (0.4, 1)]),
    RangeCase("uneven weights, 3 variations", 3, 1, [0.2, 0.3, 0.5], [(0, 0.2), (0.2, 0.5), (0.5, 1)]),
    RangeCase("uneven, reduced coverage", 3, 0.2, [0.2, 0.3, 0.5], [(0, 0.04), (0.2, 0.26), (0.5, 0.6)]),
    RangeCase("negative coverage", 2, -0.2, nil, [(0, 0), (0.5, 0.5)]),
    RangeCase("coverage above 1", 2, 1.5, nil, [(0, 0.5), (0.5, 1)]),
    RangeCase("weights sum below 1", 2, 1, [0.4, 0.1], [(0, 0.5), (0.5, 1)]),
    RangeCase("weights sum above 1", 2, 1, [0.7, 0.6], [(0, 0.5), (0.5, 1)]),
    RangeCase("too few weights", 4, 1, [0.4, 0.4, 0.2], [(0, 0.25), (0.25, 0.5), (0.5, 0.75), (0.75, 1)]),
    RangeCase("weights almost 1", 2, 1, [0.4, 0.5999], [(0, 0.4), (0.4, 0.9999)]),
  ])
  func `ranges follow shares and coverage`(_ example: RangeCase) {
    let ranges = BucketRange.ranges(
      variants: example.variants, coverage: example.coverage, shares: example.shares)
    #expect(ranges.count == example.expected.count)
    for (range, expected) in zip(ranges, example.expected) {
      #expect(abs(range.start - expected.start) < 1e-12 && abs(range.end - expected.end) < 1e-12)
    }
  }

  @Test func `no variants have no ranges`() {
    #expect(BucketRange.ranges(variants: 0).isEmpty)
    #expect(BucketRange.ranges(variants: -1).isEmpty)
  }

  @Test(
    arguments: [
      (0.2, [0, 0.5, 0.5, 1], 0), (0.4, [0, 0.5, 0.5, 1], 0), (0.6, [0, 0.5, 0.5, 1], 1), (0.8, [0, 0.5, 0.5, 1], 1),
      (0, [0, 0.5, 0.5, 1], 0), (0.5, [0, 0.5, 0.5, 1], 1), (0.2, [0, 0.25, 0.5, 0.75], 0),
      (0.4, [0, 0.25, 0.5, 0.75], nil), (0.6, [0, 0.25, 0.5, 0.75], 1), (0.8, [0, 0.25, 0.5, 0.75], nil),
      (0.25, [0, 0.25, 0.5, 0.75], nil), (0.5, [0, 0.25, 0.5, 0.75], 1), (0.5, [0, 0.5, 0.5, 0.5, 0.5, 1], 2),
    ] as [(Double, [Double], Int?)])
  func `a fraction falls into a half-open range`(fraction: Double, bounds: [Double], expected: Int?) {
    let ranges = stride(from: 0, to: bounds.count, by: 2).map {
      BucketRange(start: bounds[$0], end: bounds[$0 + 1])
    }
    #expect(BucketRange.index(of: fraction, in: ranges) == expected)
  }

  @Test(arguments: [
    ("1", "namespace1", 0, 0.4, false), ("1", "namespace1", 0.4, 1, true), ("1", "namespace2", 0, 0.4, false),
    ("1", "namespace2", 0.4, 1, true), ("2", "namespace1", 0, 0.4, false), ("2", "namespace1", 0.4, 1, true),
    ("2", "namespace2", 0, 0.4, false), ("2", "namespace2", 0.4, 1, true), ("3", "namespace1", 0, 0.4, false),
    ("3", "namespace1", 0.4, 1, true), ("3", "namespace2", 0, 0.4, true), ("3", "namespace2", 0.4, 1, false),
    ("4", "namespace1", 0, 0.4, false), ("4", "namespace1", 0.4, 1, true), ("4", "namespace2", 0, 0.4, true),
    ("4", "namespace2", 0.4, 1, false),
  ])
  func `a namespace holds the published units`(unit: String, name: String, start: Double, end: Double, holds: Bool) {
    #expect(Namespace(name: name, range: BucketRange(start: start, end: end)).contains(unit) == holds)
  }
}

struct RangeCase: Sendable, CustomTestStringConvertible {
  let name: String
  let variants: Int
  let coverage: Double
  let shares: [Double]?
  let expected: [BucketRange]

  init(
    _ name: String, _ variants: Int, _ coverage: Double, _ shares: [Double]?, _ expected: [(Double, Double)]
  ) {
    self.name = name
    self.variants = variants
    self.coverage = coverage
    self.shares = shares
    self.expected = expected.map { BucketRange(start: $0.0, end: $0.1) }
  }

  var testDescription: String { name }
}

struct NonASCIICase: Sendable {
  let seed: String
  let value: String
  let utf8: Int
  let utf16: Int

  static let all = [
    NonASCIICase(seed: "hook-1", value: "Müller", utf8: 2969, utf16: 6774),
    NonASCIICase(seed: "accroche-été", value: "fiche-é-12", utf8: 5546, utf16: 1030),
    NonASCIICase(seed: "seed", value: "日本", utf8: 8732, utf16: 9652),
    NonASCIICase(seed: "seed", value: "📞42", utf8: 9584, utf16: 5682),
    NonASCIICase(seed: "ß", value: "Ångström", utf8: 827, utf16: 5768),
    NonASCIICase(seed: "hook", value: "+33 6 12 34 56 78 – fixe", utf8: 7582, utf16: 3753),
  ]
}
