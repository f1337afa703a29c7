import Experiment
import Foundation

/// How a hash came to a variant, for an auditor who redoes it by hand.
struct HashExplanation {
  private let trace: AssignmentTrace
  private let test: TestProtocol

  init(_ trace: AssignmentTrace, _ test: TestProtocol) {
    self.trace = trace
    self.test = test
  }

  var text: String {
    let bucket = trace.bucket
    let buckets = BucketHash.version2.buckets
    var lines = ["\(subject) \(trace.unit) \(conclusion). By hand:"]
    if let layer = trace.layer { lines += self.layer(layer) }
    lines += [
      "1. Join seed and id:               \(trace.seed)\(trace.unit)",
      "2. FNV-1a, 32 bits, of its bytes:  \(trace.firstHash)",
      "3. FNV-1a of those digits:         \(trace.secondHash)",
      "4. Remainder by \(buckets):           \(bucket), the fraction \(Double(bucket) / Double(buckets))",
      "5. The range that holds it:",
    ]
    for range in trace.ranges {
      let isHere = range.variant == trace.variant
      let mark = if isHere, case .variant = trace.outcome { "  ← here" } else { "" }
      lines.append("   \(range.variant): from \(range.range.start) up to, not including, \(range.range.end)\(mark)")
    }
    if trace.outcome == .heldOut { lines.append("   none of them: what they leave free is held out  ← here") }
    lines.append("FNV-1a starts at 2166136261; for each byte: exclusive-or, then times 16777619, modulo 2^32.")
    return lines.joined(separator: "\n") + "\n"
  }

  private var subject: String {
    switch test.unit {
    case .company: "Company"
    default: test.assignment.identity == .phone ? "The lead at" : "Lead"
    }
  }

  private var conclusion: String {
    switch trace.outcome {
    case .variant: "gets \(trace.variant)"
    case .heldOut: "is held out and keeps \(test.variants.control.name)"
    case .otherTest: "belongs to another test of the layer"
    }
  }

  private func layer(_ step: AssignmentTrace.LayerStep) -> [String] {
    let name = step.namespace.name
    let range = step.namespace.range
    let fraction = Double(step.bucket) / Double(BucketHash.version1.buckets)
    return [
      "a. Join id, two underscores and layer: \(trace.unit)__\(name)",
      "b. FNV-1a of it, remainder by 1000: \(step.bucket), the fraction \(fraction)",
      "c. This test uses the layer from \(range.start) up to, not including, \(range.end): "
        + (step.isInside ? "the lead is in it" : "the lead is not in it"),
    ]
  }
}

/// How a permuted block came to a variant.
struct BlockExplanation {
  let unit: String
  let variant: String
  let file: URL
  let line: Int
  let stratum: String
  /// From 1.
  let block: Int
  /// From 1.
  let place: Int
  /// The variants of the block in the order of its places.
  let drawn: [String]
  let seed: String

  var text: String {
    let order = drawn.enumerated().map { index, name in index + 1 == place ? "[\(name)]" : name }
    let agrees = drawn.indices.contains(place - 1) && drawn[place - 1] == variant
    var lines = [
      "\(unit) gets \(variant): line \(line) of \(file.readablePath).",
      "Stratum:  \(stratum.isEmpty ? "(none)" : stratum)",
      "Block:    \(block), place \(place) of \(drawn.count)",
      "Order:    \(order.joined(separator: ", "))",
      "The order of a block follows from the seed \"\(seed)\", the stratum and the block's number alone; each block holds every "
        + "variant in its share.",
    ]
    if !agrees { lines.append("The file says otherwise than the draw: see `hooktest verify`.") }
    return lines.joined(separator: "\n") + "\n"
  }
}
