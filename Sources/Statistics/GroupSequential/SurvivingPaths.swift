import Foundation

/// The paths of a score process that no look has stopped yet, followed from look to look.
///
/// The score S at information t is normal with mean drift · t and variance t, with independent increments; its standardised
/// value is Z = S/√t. The density of the paths still running is integrated from look to look (Armitage, McPherson &
/// Rowe 1969; Jennison & Turnbull 2000, ch. 19) by Gauss–Legendre rules on panels that are as narrow as the next step and the
/// edges left by earlier bounds require, so that looks close together cost nodes and not accuracy.
struct SurvivingPaths: Sendable {
  /// Standard errors around the mean within which paths are followed when nothing else is said; beyond lie 2.3e-19.
  static let reach = 9.0
  private static let rule = GaussLegendre(unchecked: 16)
  /// Standard deviations of the narrowest factor of the integrand per panel of 16 nodes.
  private static let panelWidth = 5.5
  /// A Gaussian kernel is left out beyond this many standard deviations from where its product with the density peaks.
  private static let cutOff = 8.7

  /// Expected score per unit of information; the expected Z at information 1.
  private(set) var drift: Double
  /// Where the paths started: score 0 at information 0, or a result already seen.
  private let origin: (score: Double, information: Double)
  /// The look that the paths have reached.
  private(set) var information: Double
  /// Information of the look before, where the nodes lie.
  private(set) var base: Double
  /// Scores at the look before, ascending, each with the probability it stands for.
  private(set) var scores: [Double]
  private(set) var masses: [Double]
  private var region: (lower: Double, upper: Double, within: ClosedRange<Double>)?
  /// Scores beyond which earlier looks stopped; the density bends there over a width that grows with information.
  private var edges: [(score: Double, information: Double)] = []

  /// Paths that start with `score` at `information`.
  init(drift: Double, from score: Double = 0, at information: Double = 0) {
    self.drift = drift
    origin = (score, information)
    self.information = information
    base = information
    scores = [score]
    masses = [1]
  }

  /// Moves to the next look.
  mutating func move(to next: Double) {
    if let region { settle(region, step: next - information) }
    region = nil
    information = next
  }

  /// Keeps the paths with `lower` < Z < `upper` at the look reached, as far as Z lies in `within`.
  mutating func keep(lower: Double, upper: Double, within: ClosedRange<Double>? = nil) {
    region = (lower, upper, within ?? reached(by: drift...drift))
  }

  /// The values of Z at the look reached that paths of these drifts take, but for 2.3e-19 on either side.
  func reached(by drifts: ClosedRange<Double>) -> ClosedRange<Double> {
    let elapsed = information - origin.information
    let root = information.squareRoot()
    let margin = Self.reach * elapsed.squareRoot()
    return (origin.score + drifts.lowerBound * elapsed - margin)
      / root...(origin.score + drifts.upperBound * elapsed
      + margin) / root
  }

  /// The same paths weighted as if their drift had been another: the likelihood ratio of a path depends on its last score
  /// alone. Accurate for drifts that the nodes were laid out for.
  func tilted(to other: Double) -> SurvivingPaths {
    guard other != drift else { return self }
    var tilted = self
    tilted.drift = other
    let change = other - drift
    let elapsed = base - origin.information
    for index in scores.indices {
      tilted.masses[index] *= exp(change * (scores[index] - origin.score - 0.5 * (other + drift) * elapsed))
    }
    return tilted
  }

  /// How many standard deviations a value of Z lies from its mean.
  private func away(_ z: Double) -> Double {
    let elapsed = information - origin.information
    return (z * information.squareRoot() - origin.score - drift * elapsed) / elapsed.squareRoot()
  }

  /// The probability that Z is at least `bound` at the look reached, and its density there.
  func above(_ bound: Double) -> (probability: Double, density: Double) {
    if bound == .infinity { return (0, 0) }
    return tail(bound, sign: 1, from: stride(from: scores.count - 1, through: 0, by: -1))
  }

  /// The probability that Z is at most `bound` at the look reached, and its density there.
  func below(_ bound: Double) -> (probability: Double, density: Double) {
    if bound == -.infinity { return (0, 0) }
    return tail(bound, sign: -1, from: stride(from: 0, to: scores.count, by: 1))
  }

  /// The bound that is exceeded with `probability` at the look reached; ∞ when the probability is not above 1e-300.
  func upperBound(exceededWith probability: Double) -> Double {
    guard probability >= 1e-300 else { return .infinity }
    let start = outlying(Normal.quantile(survival: min(probability, 0.5)))
    return solve(probability, sign: 1, start: start) { above($0) }
  }

  /// The bound that is fallen short of with `probability` at the look reached; −∞ when it is not above 1e-300.
  func lowerBound(undercutWith probability: Double) -> Double {
    guard probability >= 1e-300 else { return -.infinity }
    let start = outlying(-Normal.quantile(survival: min(probability, 0.5)))
    return solve(probability, sign: -1, start: start) { below($0) }
  }

  /// The Z that lies `deviations` standard deviations above its mean.
  private func outlying(_ deviations: Double) -> Double {
    let elapsed = information - origin.information
    return (origin.score + drift * elapsed + deviations * elapsed.squareRoot()) / information.squareRoot()
  }

  /// The probability of the paths still running before the look reached.
  var survival: Double { masses.reduce(0, +) }
}

extension SurvivingPaths {
  /// Newton's method on the logarithm of the tail, kept inside a bracket. The density is log-concave (products and
  /// convolutions of log-concave functions are), so from outside the iteration closes in without overshooting; the bracket
  /// serves where a small step leaves an edge so sharp that the tail is 0 at the start.
  private func solve(
    _ probability: Double, sign: Double, start: Double, _ tail: (Double) -> (probability: Double, density: Double)
  ) -> Double {
    guard survival > probability else { return -sign * .infinity }
    var bound = start
    var inside: Double?
    var outside: Double?
    var stride = 0.5
    for _ in 0..<300 {
      let (value, density) = tail(bound)
      if value > probability { inside = bound } else { outside = bound }
      let step = value > 0 && density > 0 ? log(value / probability) * value / density : .nan
      var next = bound + sign * step
      if step.magnitude <= 4e-15 * max(1, bound.magnitude) { return next }
      if let inside, let outside {
        if !(min(inside, outside) < next && next < max(inside, outside)) { next = 0.5 * (inside + outside) }
      } else if !(step.magnitude <= stride) {
        // NaN comes here too: no density to follow, so the bracket is sought by growing strides.
        next = bound + sign * (value > probability ? stride : -stride)
        stride *= 2
      }
      if next == bound { break }
      bound = next
    }
    return bound
  }

  private func tail(
    _ bound: Double, sign: Double, from order: StrideTo<Int>
  ) -> (probability: Double, density: Double) {
    sum(bound, sign: sign, order)
  }

  private func tail(
    _ bound: Double, sign: Double, from order: StrideThrough<Int>
  ) -> (probability: Double, density: Double) {
    sum(bound, sign: sign, order)
  }

  /// The sum over the nodes, which come nearest to the tail first.
  @inline(__always)
  private func sum(
    _ bound: Double, sign: Double, _ order: some Sequence<Int>
  ) -> (probability: Double, density: Double) {
    let step = information - base
    let spread = step.squareRoot()
    let root = information.squareRoot()
    let target = (bound * root - drift * step) / spread
    let furthest = Self.cutOff + max(0, sign * away(bound)) * (step / (information - origin.information)).squareRoot()
    var probability = 0.0
    var density = 0.0
    for index in order {
      let distance = sign * (target - scores[index] / spread)
      if distance > furthest { break }
      if distance < -Self.cutOff {
        probability += masses[index]
      } else {
        probability += masses[index] * 0.5 * erfc(distance * 0.707106781186547524400844362105)
        density += masses[index] * exp(-0.5 * distance * distance)
      }
    }
    return (probability, density * 0.398942280401432677939946059934 * root / spread)
  }
}

extension SurvivingPaths {
  /// Replaces the nodes by those of the look reached, fine enough for a step of `step` after it.
  private mutating func settle(
    _ region: (lower: Double, upper: Double, within: ClosedRange<Double>), step next: Double
  ) {
    let root = information.squareRoot()
    let lower = max(region.lower, region.within.lowerBound)
    let upper = min(region.upper, region.within.upperBound)
    var nodes: [Double] = []
    var weights: [Double] = []
    if lower < upper {
      let breaks = panels(from: lower, to: upper, step: next)
      nodes.reserveCapacity(16 * breaks.count)
      weights.reserveCapacity(16 * breaks.count)
      for (left, right) in zip(breaks, breaks.dropFirst()) {
        let half = 0.5 * (right - left)
        let middle = 0.5 * (right + left)
        for (node, weight) in zip(Self.rule.nodes, Self.rule.weights) {
          nodes.append((middle + half * node) * root)
          weights.append(half * weight * root)
        }
      }
      multiply(&weights, byDensityAt: nodes, away: max(away(lower).magnitude, away(upper).magnitude))
    }
    if region.lower > -.infinity { edges.append((region.lower * root, information)) }
    if region.upper < .infinity { edges.append((region.upper * root, information)) }
    scores = nodes
    masses = weights
    base = information
  }

  /// Multiplies each weight by the density of the running paths at its score; both ascend together.
  private func multiply(_ weights: inout [Double], byDensityAt targets: [Double], away: Double) {
    let step = information - base
    let spread = step.squareRoot()
    let window = (Self.cutOff + away * (step / (information - origin.information)).squareRoot()) * spread
    let shift = drift * step
    let factor = 0.398942280401432677939946059934 / spread
    let scale = -0.5 / step
    var first = 0
    for target in targets.indices {
      let centre = targets[target] - shift
      while first < scores.count, scores[first] < centre - window { first += 1 }
      var sum = 0.0
      var index = first
      while index < scores.count {
        let distance = centre - scores[index]
        if distance < -window { break }
        sum += masses[index] * exp(scale * distance * distance)
        index += 1
      }
      weights[target] *= sum * factor
    }
  }

  /// Where panels meet, in units of Z. The integrand is a product of Gaussians and of the bends at earlier edges; away from
  /// a bend the width may grow with the distance from it.
  private func panels(from lower: Double, to upper: Double, step: Double) -> [Double] {
    let precision = information / (information - origin.information) + information / step
    var widest = Self.panelWidth / precision.squareRoot()
    var bends: [(place: Double, width: Double)] = []
    for edge in edges {
      let variance = (information - edge.information) / information
      let place = (edge.score + drift * (information - edge.information)) / information.squareRoot()
      let width = Self.panelWidth / (precision + 1 / variance).squareRoot()
      let nearest = min(max(place, lower), upper)
      guard (place - nearest).magnitude < Self.cutOff * variance.squareRoot() else { continue }
      if 3 * width > widest { widest = min(widest, width) } else { bends.append((place, width)) }
    }
    guard !bends.isEmpty else {
      let count = max(1, Int(((upper - lower) / widest).rounded(.up)))
      return (0...count).map { $0 == count ? upper : lower + (upper - lower) * Double($0) / Double(count) }
    }
    var breaks = [lower]
    var place = lower
    while place < upper {
      var width = widest
      for bend in bends {
        let distance = bend.place > place ? 0.5 * (bend.place - place) : place - bend.place
        width = min(width, max(bend.width, distance))
      }
      place += width
      // A last sliver is joined to the panel before it.
      breaks.append(place + 0.2 * width >= upper ? upper : place)
      if place + 0.2 * width >= upper { break }
    }
    return breaks
  }
}
