package import Statistics

/// Counts over simulated tests, each on a random stream of its own: the same whatever the number of threads.
package struct Replicates: Sendable {
  package static let seed: UInt64 = 1

  /// Number of tests.
  package let number: Int
  /// Number of the stream: no two lines of a page share their random numbers.
  package let stream: UInt64
  package var threads = 2

  package init(number: Int, stream: UInt64, threads: Int = 2) {
    self.number = number
    self.stream = stream
    self.threads = threads
  }

  /// Runs every test and adds up what it counts in so many places. Each thread has a state of its own, which tests use
  /// one after the other.
  package func counts<State: Sendable>(
    _ places: Int, state: State,
    _ run: @escaping @Sendable (inout RandomSource, inout State, inout [Int]) throws -> Void
  ) async throws -> [Int] {
    let source = RandomSource(seed: Self.seed).split(stream)
    return try await withThrowingTaskGroup(of: [Int].self) { group in
      for thread in 0..<threads {
        group.addTask {
          var state = state
          var counts = [Int](repeating: 0, count: places)
          for replicate in stride(from: thread, to: number, by: threads) {
            var stream = source.split(UInt64(replicate))
            try run(&stream, &state, &counts)
          }
          return counts
        }
      }
      // Whole numbers, so that no order matters.
      return try await group.reduce(into: [Int](repeating: 0, count: places)) { sum, counts in
        for place in sum.indices { sum[place] += counts[place] }
      }
    }
  }

  /// The same with the largest value that any test met, in so many further places.
  package func countsAndMaxima(
    _ places: Int, maxima: Int, _ run: @escaping @Sendable (inout RandomSource, inout [Int], inout [Int]) throws -> Void
  ) async throws -> (counts: [Int], maxima: [Int]) {
    let source = RandomSource(seed: Self.seed).split(stream)
    return try await withThrowingTaskGroup(of: (counts: [Int], maxima: [Int]).self) { group in
      for thread in 0..<threads {
        group.addTask {
          var result = (counts: [Int](repeating: 0, count: places), maxima: [Int](repeating: 0, count: maxima))
          for replicate in stride(from: thread, to: number, by: threads) {
            var stream = source.split(UInt64(replicate))
            try run(&stream, &result.counts, &result.maxima)
          }
          return result
        }
      }
      var sum = (counts: [Int](repeating: 0, count: places), maxima: [Int](repeating: 0, count: maxima))
      for try await part in group {
        for place in sum.counts.indices { sum.counts[place] += part.counts[place] }
        for place in sum.maxima.indices { sum.maxima[place] = max(sum.maxima[place], part.maxima[place]) }
      }
      return sum
    }
  }
}

/// How many tests a page simulates: all of them, or a part in a trial run.
package struct Effort: Sendable {
  /// Each line has this part of its tests, one in so many.
  package var oneIn = 1

  package init(oneIn: Int = 1) { self.oneIn = oneIn }

  package func tests(_ all: Int) -> Int { max(1, all / oneIn) }
}
