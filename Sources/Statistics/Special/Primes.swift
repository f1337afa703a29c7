/// Prime factors of factorials, for deciding in integers whether two products of factorials are equal.
enum Primes {
  /// The primes up to `limit`, in order (sieve of Eratosthenes over the odd numbers).
  static func all(through limit: Int) -> [Int] {
    guard limit >= 2 else { return [] }
    var isComposite = [Bool](repeating: false, count: limit / 2 + 1)
    var primes = [2]
    var candidate = 3
    while candidate <= limit {
      if !isComposite[candidate / 2] {
        primes.append(candidate)
        if candidate <= limit / candidate {
          for multiple in stride(from: candidate * candidate, through: limit, by: 2 * candidate) {
            isComposite[multiple / 2] = true
          }
        }
      }
      candidate += 2
    }
    return primes
  }

  /// How often `prime` divides n! (Legendre 1808).
  static func exponent(of prime: Int, inFactorial n: Int) -> Int {
    var rest = n
    var exponent = 0
    while rest >= prime {
      rest /= prime
      exponent += rest
    }
    return exponent
  }
}
