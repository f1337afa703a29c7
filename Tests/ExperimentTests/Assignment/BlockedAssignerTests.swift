import Experiment
import Testing

@Suite struct BlockedAssignerTests {
  static let blocks: [(weights: [Double], counts: [Int])] = [
    ([1, 1], [1, 1]), ([2, 1], [2, 1]), ([1, 1, 1], [1, 1, 1]), ([0.2, 0.3, 0.5], [2, 3, 5]), ([0.1, 0.9], [1, 9]),
    ([1.0 / 3, 2.0 / 3], [1, 2]), ([50, 50], [1, 1]), ([7, 13], [7, 13]),
  ]

  @Test(arguments: blocks)
  func `the smallest block holds every share`(weights: [Double], counts: [Int]) throws {
    let block = try BlockComposition(arms(weights))
    #expect(block.size == counts.reduce(0, +))
    #expect(block.counts == counts)
    #expect(try AssignmentRule(method: .blocked, seed: "s").blockLength(of: arms(weights)) == block.size)
  }

  @Test func `a block may be a multiple of the smallest`() throws {
    #expect(try BlockComposition(arms([2, 1]), size: 6).counts == [4, 2])
    #expect(throws: AssignmentError.blockSize(found: 4, multipleOf: 3, atMost: 1000)) {
      try BlockComposition(arms([2, 1]), size: 4)
    }
    #expect(throws: AssignmentError.blockSize(found: 1002, multipleOf: 3, atMost: 1000)) {
      try BlockComposition(arms([2, 1]), size: 1002)
    }
  }

  @Test(arguments: [[1.0, 2.0.squareRoot()], [1e-9, 1]])
  func `weights that no block holds are refused`(weights: [Double]) throws {
    let variants = try arms(weights)
    #expect(throws: AssignmentError.weightsNotWhole(weights: weights, largestBlock: 1000)) {
      try BlockedAssigner(seed: "s", variants: variants)
    }
  }

  @Test(arguments: [[1.0, 1], [2, 1], [1, 1, 1], [1, 4]])
  func `every full block of every stratum holds the planned shares exactly`(weights: [Double]) throws {
    let variants = try arms(weights)
    var assigner = try BlockedAssigner(seed: "spring", variants: variants)
    let shares = try BlockComposition(variants)
    var drawn: [String: [Int]] = [:]
    for unit in 0..<(40 * shares.size) {
      let stratum = ["north", "south", "new"][unit % 7 % 3]
      let place = try assigner.next(stratum: stratum)
      #expect(place.block == drawn[stratum, default: []].count / shares.size)
      #expect(place.place == drawn[stratum, default: []].count % shares.size)
      drawn[stratum, default: []].append(place.variant)
    }
    for (_, units) in drawn {
      for start in stride(from: 0, through: units.count - shares.size, by: shares.size) {
        #expect(counts(units[start..<start + shares.size], of: weights.count) == shares.counts)
      }
    }
  }

  @Test func `later leads continue the blocks, wherever the list was cut`() throws {
    let variants = try arms([2, 1, 1])
    var whole = try BlockedAssigner(seed: "s", variants: variants, blockSize: 8)
    let all = try (0..<100).map { _ in try whole.next(stratum: "A") }
    for cut in [1, 4, 7, 8, 9, 63] {
      var later = try BlockedAssigner(seed: "s", variants: variants, blockSize: 8, earlier: ["A": cut])
      for place in all[cut...] { #expect(try later.next(stratum: "A") == place) }
      #expect(try later.place(ofUnit: cut, stratum: "A") == all[cut])
    }
  }

  @Test func `a block depends on seed, stratum and number alone`() throws {
    let variants = try arms([1, 1])
    var mixed = try BlockedAssigner(seed: "s", variants: variants, blockSize: 4)
    for unit in 0..<400 {
      let stratum = "list \(unit % 3)"
      let place = try mixed.next(stratum: stratum)
      #expect(try mixed.block(place.block, stratum: stratum)[place.place] == place.variant)
    }
  }

  @Test func `blocks stay what they are, release after release`() throws {
    let two = try BlockedAssigner(seed: "spring-hook-1", variants: arms([1, 1]), blockSize: 8)
    // Recomputed from the documented derivation by a program in another language.
    #expect(try two.block(0) == [0, 1, 0, 1, 0, 1, 0, 1])
    #expect(try two.block(1, stratum: "prospects") == [0, 1, 0, 0, 1, 1, 1, 0])
    let three = try BlockedAssigner(seed: "été", variants: arms([1, 2, 3]))
    #expect(try three.block(12, stratum: "Nord / équipe 1") == [2, 1, 1, 2, 0, 2])
  }

  @Test func `small strata do not all begin with the same variant`() throws {
    let assigner = try BlockedAssigner(seed: "s", variants: arms([1, 1]))
    let first = try (0..<1000).map { try assigner.place(ofUnit: 0, stratum: "agency \($0)").variant }
    // Five standard errors of a fair coin.
    #expect(abs(first.reduce(0, +) - 500) < 80)
  }

  @Test func `every order of a block is equally likely`() throws {
    let assigner = try BlockedAssigner(seed: "s", variants: arms([1, 1, 1]))
    var orders: [[Int]: Int] = [:]
    for block in 0..<6000 { orders[try assigner.block(block), default: 0] += 1 }
    #expect(orders.count == 6)
    // Five standard errors of 1,000 in 6,000.
    for (_, count) in orders { #expect(abs(count - 1000) < 145) }
  }

  @Test func `shares may differ by stratum, and an unknown one is refused`() throws {
    let shares = PlannedShares(byStratum: ["wave 1": ["v0": 0.5, "v1": 0.5], "wave 2": ["v0": 0.25, "v1": 0.75]])
    var assigner = try BlockedAssigner(seed: "s", variants: arms([1, 1]), shares: shares)
    let second = try (0..<400).map { _ in try assigner.next(stratum: "wave 2").variant }
    #expect(counts(second, of: 2) == [100, 300])
    #expect(throws: AssignmentError.unknownStratum("wave 3", known: ["wave 1", "wave 2"])) {
      try assigner.next(stratum: "wave 3")
    }
  }
}
