import Statistics

/// Counts over simulated tests, each on a random stream of its own: the same whatever the number of threads.
struct Replicates: Sendable {
  static let seed: UInt64 = 1

  /// Number of tests.
  let number: Int
  /// Number of the stream: no two lines of a page share their random numbers.
  let stream: UInt64
  var threads = 2

  /// Runs every test and adds up what it counts in so many places. Each thread has a state of its own, which tests use
  /// one after the other.
  func counts<State: Sendable>(
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
}

/// How many tests a page simulates: all of them, or a part in a trial run.
struct Effort: Sendable {
  /// Each line has this part of its tests, one in so many.
  var oneIn = 1

  func tests(_ all: Int) -> Int { max(1, all / oneIn) }
}
