/// The eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations (Golub & Van Loan 2013, §8.5).
///
/// Each sweep squares the size of what stands off the diagonal; small eigenvalues keep their digits where the matrix
/// determines them. For some hundreds of rows at most.
struct SymmetricEigen {
  /// The eigenvalues, in no particular order.
  private(set) var values: [Double]
  /// The eigenvector of each value, of length 1.
  private(set) var vectors: [[Double]]

  /// Decomposes the matrix with these rows, of which the upper triangle is read.
  init(_ rows: [[Double]]) {
    var a = rows
    let n = a.count
    var v = (0..<n).map { i in (0..<n).map { $0 == i ? 1.0 : 0 } }
    for _ in 0..<60 {
      var off = 0.0
      var diagonal = 0.0
      for i in 0..<n {
        diagonal += a[i][i] * a[i][i]
        for j in (i + 1)..<max(n, i + 1) { off += a[i][j] * a[i][j] }
      }
      if off <= 1e-34 * diagonal { break }
      for p in 0..<n {
        for q in (p + 1)..<max(n, p + 1) where a[p][q] != 0 {
          let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
          let tangent = (theta < 0 ? -1 : 1) / (theta.magnitude + (1 + theta * theta).squareRoot())
          let cosine = 1 / (1 + tangent * tangent).squareRoot()
          let sine = tangent * cosine
          Self.rotate(&a, &v, p, q, cosine, sine, tangent)
        }
      }
    }
    values = (0..<n).map { a[$0][$0] }
    vectors = v
  }

  private static func rotate(
    _ a: inout [[Double]], _ v: inout [[Double]], _ p: Int, _ q: Int, _ cosine: Double, _ sine: Double,
    _ tangent: Double
  ) {
    let shift = tangent * a[p][q]
    a[p][p] -= shift
    a[q][q] += shift
    a[p][q] = 0
    for k in a.indices where k != p && k != q {
      let (pk, qk) = (k < p ? a[k][p] : a[p][k], k < q ? a[k][q] : a[q][k])
      let (newP, newQ) = (cosine * pk - sine * qk, sine * pk + cosine * qk)
      if k < p { a[k][p] = newP } else { a[p][k] = newP }
      if k < q { a[k][q] = newQ } else { a[q][k] = newQ }
    }
    for k in v.indices {
      let (pk, qk) = (v[p][k], v[q][k])
      v[p][k] = cosine * pk - sine * qk
      v[q][k] = sine * pk + cosine * qk
    }
  }
}
