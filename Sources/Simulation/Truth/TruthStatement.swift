import Experiment

/// The grammar of a stated truth.
enum TruthStatement {
  /// What is changed.
  enum Subject: Hashable {
    case challengers
    case rate(String)
    case figure(String, Figure)
    case floor(FloorFigure)
  }

  /// A figure of the whole floor.
  enum FloorFigure: String, CaseIterable {
    case crossovers
    case outsideWindow = "outside-window"
    case agentSpread = "agent-spread"
    case teamSpread = "team-spread"
    case slotSpread = "slot-spread"
  }

  /// A figure of a variant other than its rate.
  enum Figure: String, CaseIterable {
    case talkSeconds = "talk-seconds"
    case delay
    case acceptedShare = "accepted-share"
    case opportunityToSale = "opportunity-to-sale"
  }

  /// A change of a figure, or its value.
  enum Change: Hashable {
    case lift(Lift)
    case rate(Double)

    func applied(to base: Double) -> Double {
      switch self {
      case .lift(let lift): lift.applied(to: base)
      case .rate(let rate): rate
      }
    }

    var raises: Bool {
      switch self {
      case .lift(.relative(let share)): share > 0
      case .lift(.absolute(let difference)): difference > 0
      case .rate: true
      }
    }
  }

  struct Part {
    var subject: Subject
    var change: Change
  }

  static func parts(of statement: String, variants: [String]) throws(TruthError) -> [Part] {
    let trimmed = trim(statement)
    if trimmed.lowercased() == "null" { return [] }
    var parts: [Part] = []
    var seen: Set<Subject> = []
    for text in separated(trimmed) {
      let part = try read(text, variants: variants)
      guard seen.insert(part.subject).inserted else { throw .repeated(text) }
      parts.append(part)
    }
    guard !parts.isEmpty else { throw .unreadable(statement) }
    return parts
  }

  /// Parts between semicolons, and between commas that stand before another `name=`: other commas are decimal.
  private static func separated(_ text: String) -> [String] {
    var parts: [String] = []
    for stretch in text.split(separator: ";") {
      var pending = ""
      for piece in stretch.split(separator: ",", omittingEmptySubsequences: false) {
        if pending.isEmpty || piece.contains("=") {
          if !pending.isEmpty { parts.append(trim(pending)) }
          pending = String(piece)
        } else {
          pending += "," + piece
        }
      }
      parts.append(trim(pending))
    }
    return parts.filter { !$0.isEmpty }
  }

  private static func read(_ text: String, variants: [String]) throws(TruthError) -> Part {
    guard let equals = text.lastIndex(of: "=") else {
      return Part(subject: .challengers, change: try change(text))
    }
    let name = trim(String(text[..<equals]))
    let change = try change(trim(String(text[text.index(after: equals)...])))
    if variants.contains(name) { return Part(subject: .rate(name), change: change) }
    if let figure = FloorFigure(rawValue: name) {
      guard case .rate = change else { throw .unreadable(text) }
      return Part(subject: .floor(figure), change: change)
    }
    guard let dot = name.lastIndex(of: "."), variants.contains(String(name[..<dot])) else {
      throw .unknownVariant(name, known: variants)
    }
    let figureName = String(name[name.index(after: dot)...])
    guard let figure = Figure(rawValue: figureName) else {
      throw .unknownFigure(figureName, known: Figure.allCases.map(\.rawValue))
    }
    return Part(subject: .figure(String(name[..<dot]), figure), change: change)
  }

  private static func change(_ text: String) throws(TruthError) -> Change {
    if text.lowercased() == "null" { return .lift(.relative(0)) }
    var rest = text.filter { !$0.isWhitespace }.replacing("\u{2212}", with: "-").replacing(",", with: ".")
    let sign: Double? = rest.hasPrefix("+") ? 1 : rest.hasPrefix("-") ? -1 : nil
    if sign != nil { rest.removeFirst() }
    var unit = 1.0
    var isPoints = false
    if rest.hasSuffix("%") {
      rest.removeLast()
      unit = 0.01
    } else if let suffix = ["points", "point", "pts", "pt"].first(where: rest.hasSuffix) {
      rest.removeLast(suffix.count)
      unit = 0.01
      isPoints = true
    }
    guard rest.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }), let number = Double(rest) else {
      throw .unreadable(text)
    }
    switch (sign, isPoints) {
    case (let sign?, true): return .lift(.absolute(sign * number * unit))
    case (let sign?, false): return .lift(.relative(sign * number * unit))
    case (nil, false): return .rate(number * unit)
    case (nil, true): throw .unreadable(text)
    }
  }

  private static func trim(_ text: some StringProtocol) -> String {
    var rest = text[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
