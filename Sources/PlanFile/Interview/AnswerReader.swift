import Cost
import Experiment

/// Reads one answer as people type it: decimal commas, units and blanks welcome, currency signs too.
struct AnswerReader {
  let question: InterviewQuestion
  let language: InterviewQuestion.Language
  let text: String

  /// The value of a notation of plans.
  func read<Value>(_ notation: Notation<Value>) throws(AnswerFault) -> Value {
    do {
      return try notation.read(text.trimmedOfSpaces)
    } catch {
      throw fault()
    }
  }

  /// Two whole numbers: agents and calls of each.
  func team() throws(AnswerFault) -> (agents: Int, calls: Int) {
    let numbers = text.split { !($0.isASCII && $0.isNumber) }.compactMap { Int($0) }
    guard numbers.count == 2, (1...100_000).contains(numbers[0]), (1...10_000).contains(numbers[1]),
      !text.contains(where: { "-.,".contains($0) })
    else { throw fault() }
    return (numbers[0], numbers[1])
  }

  /// A number of hundred, with or without a percent sign, strictly between none and all.
  func perHundred(_ text: String) throws(AnswerFault) -> Double {
    let rate = try share(text)
    guard rate > 0, rate < 1 else { throw fault() }
    return rate
  }

  /// A rise: a bare number is meant in per cent.
  func improvement() throws(AnswerFault) -> Lift {
    let typed = text.trimmedOfSpaces
    let isBare = TypedDecimal.value(typed, comma: true) != nil
    do {
      let lift = try Notation<Lift>.lift.read(isBare ? "\(typed) %" : typed)
      guard lift.difference(at: 0.5) > 0 else { throw fault() }
      return lift
    } catch {
      throw fault()
    }
  }

  /// Checks that a rise leaves the rate below 1.
  func check(_ lift: Lift, at baseline: Double) throws(AnswerFault) {
    guard lift.applied(to: baseline) < 1 else { throw fault() }
  }

  /// A number of days, the unit being days unless said otherwise.
  func days() throws(AnswerFault) -> Int {
    let typed = text.trimmedOfSpaces
    let words = ["jours": "days", "jour": "day", "j": "d", "semaines": "weeks", "semaine": "week"]
    let digits = typed.prefix { $0.isASCII && $0.isNumber }
    let unit = typed.dropFirst(digits.count).trimmedOfSpaces.lowercased()
    do {
      return try Notation<Int>.duration(0...3650).read("\(digits)\(unit.isEmpty ? "d" : words[unit] ?? unit)")
    } catch {
      throw fault()
    }
  }

  /// An amount that is not negative, with a decimal comma or a currency sign as it comes.
  func amount(_ text: String) throws(AnswerFault) -> Money {
    var typed = text.filter { !$0.isWhitespace && !$0.isCurrencySymbol }
    for code in ["EUR", "eur"] where typed.hasSuffix(code) { typed.removeLast(3) }
    let parts = typed.split(separator: ",", omittingEmptySubsequences: false)
    // `1,200` may be 1.2 or 1200: three digits behind a comma are asked for again.
    guard parts.count <= 2, parts.count == 1 || (!parts[1].contains(".") && parts[1].count != 3),
      let money = Money(decimal: parts.joined(separator: ".")), money >= .zero
    else { throw fault() }
    return money
  }

  /// Share sold, value and margin of a sale.
  func sale() throws(AnswerFault) -> (share: Double, value: Money, margin: Money) {
    // A semicolon separates for certain; a comma only where no semicolon stands, and a blank behind it.
    let bySemicolon = text.split(separator: ";", omittingEmptySubsequences: false).map(\.trimmedOfSpaces)
    let byComma = text.components(text.separatedByCommaAndBlank)
    let parts = bySemicolon.count == 3 ? bySemicolon : byComma
    guard parts.count == 3 else { throw fault() }
    let share = try share(parts[0])
    guard share >= 0, share <= 1 else { throw fault() }
    let (value, margin) = (try amount(parts[1]), try amount(parts[2]))
    guard margin <= value else { throw fault() }
    return (share, value, margin)
  }

  private func share(_ text: String) throws(AnswerFault) -> Double {
    let typed = text.trimmedOfSpaces
    let number = typed.hasSuffix("%") ? typed.dropLast().trimmedOfSpaces : typed
    guard let share = TypedDecimal.value(number, comma: true, scale: -2) else { throw fault() }
    return share
  }

  private func fault() -> AnswerFault {
    let read = PlanNode.quoted(text.trimmedOfSpaces)
    let description =
      switch language {
      case .english: "read \(read), expected \(expectedInEnglish)"
      case .french: "lu « \(read.dropFirst().dropLast()) », attendu : \(expectedInFrench)"
      }
    return AnswerFault(question: question, description: description)
  }

  private var expectedInEnglish: String {
    switch question {
    case .question: "a sentence of at most 2000 characters"
    case .starts: "a day of the calendar as year-month-day; type it as in 2026-03-02"
    case .team: "two whole numbers above 0; type them as in 40 x 80"
    case .baseline: "a number above 0 and below 100, which the improvement leaves below 100; type it as in 3 or 3.5"
    case .improvement: "a rise that leaves the rate below 100 %; type it as in 20 % (of today's rate) or 0.6 pt"
    case .maturity: "a number of days from 0 to 3650; type it as in 14"
    case .costs: "an amount of at most ten billion, not negative; type it as in 0.40"
    case .sale:
      "a number of 100, and two amounts, the margin at most the value; type them as in 10, 1200, 400 or 12.5; 1200; 400"
    }
  }

  private var expectedInFrench: String {
    switch question {
    case .question: "une phrase de 2000 caractères au plus"
    case .starts: "un jour du calendrier, année-mois-jour ; tapez par exemple 2026-03-02"
    case .team: "deux nombres entiers au-dessus de 0 ; tapez par exemple 40 x 80"
    case .baseline: "un nombre au-dessus de 0 et sous 100, que le gain laisse sous 100 ; tapez par exemple 3 ou 3,5"
    case .improvement: "une hausse qui laisse le taux sous 100 % ; tapez par exemple 20 % (du taux actuel) ou 0,6 pt"
    case .maturity: "un nombre de jours de 0 à 3650 ; tapez par exemple 14"
    case .costs: "un montant de dix milliards au plus, non négatif ; tapez par exemple 0,40"
    case .sale:
      "un nombre sur 100 et deux montants, la marge au plus égale à la valeur ; tapez par exemple 10 ; 1200 ; 400"
    }
  }
}

extension String {
  /// The parts between commas that a blank follows, or between all commas where none has one.
  fileprivate var separatedByCommaAndBlank: String { contains(", ") ? ", " : "," }

  fileprivate func components(_ separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(\.trimmedOfSpaces)
  }
}
