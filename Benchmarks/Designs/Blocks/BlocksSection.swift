import ProofKit

/// What ignoring the blocks does to the analysis of agents.
struct BlocksSection {
  let lines: [(design: FloorDesign, line: FloorStudy.Line)]

  var markdown: String {
    let rows = lines.compactMap { design, line -> [String]? in
      guard let without = line.withoutBlocks else { return nil }
      return [
        Markdown.percent(design.rate, 0),
        line.own[0].text(2, fails: ErrorSection.fails(line.own[0], isDiscrete: design.isDiscrete)), without.text(2),
      ]
    }
    return """
      ## Agents in teams, with and without the teams

      The same tests read with standard errors inside the teams that agents were drawn in, as the product does, and as if \
      they had been drawn together: what teams have in common is then taken for chance, and the test errs too rarely, at the \
      cost of its power.

      \(Markdown.table(["rate", "inside teams", "teams ignored"], rows))
      """
  }
}
