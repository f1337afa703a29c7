extension NumberFormat {
  /// A chance as a percentage that never reads as certain, and as impossible only when it is: `> 99%`, `< 0.1%`.
  func chance(_ chance: Double, places: Int = 0) -> String {
    let step = (0..<places).reduce(0.01) { step, _ in step / 10 }
    if chance > 0, chance < step / 2 { return "< \(percent(step, places: places))" }
    if chance >= 1 - step / 2 { return "> \(percent(1 - step, places: places))" }
    return percent(chance, places: places)
  }
}
