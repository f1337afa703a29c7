import Cost
import Decision
import Experiment
import Statistics

/// The sentences of one language about calculations: every language answers every question.
protocol CalculatorWording: Wording {
  /// Title of a calculation.
  func title(_ calculation: Calculation) -> String
  /// The answer of a comparison, in one sentence.
  func answer(of comparison: CountsComparison) -> String
  /// The word for the answer of a comparison.
  func answerWord(of comparison: CountsComparison) -> String
  /// The answer of a sample-size calculation.
  func sizeAnswer(of design: DesignResult) -> String
  /// The answer of an indicators calculation: break-even, profit or loss.
  func answer(of advice: IndicatorsAdvice) -> String
  /// The word for the answer of an indicators calculation.
  func answerWord(of advice: IndicatorsAdvice) -> String
  /// The primary pair of test and interval, and why.
  func primaryMethod(_ primary: PrimaryComparison) -> String
  /// What the next wave is to be, in one sentence.
  func answer(of waves: [WaveShares]) -> String
  /// From when the next shares of an adaptive plan hold, by which rule and from which calls, in one sentence.
  func answer(of waves: [WaveShares], under adaptive: AdaptiveShares) -> String
  /// How the rule makes shares, and that nothing changes by itself.
  func adaptiveNote(_ adaptive: AdaptiveShares) -> String
  /// What shares that follow results allow.
  var wavesNote: String { get }
  /// Column heads and labels of calculations.
  func label(_ label: CalculatorLabel) -> String
}

/// What is calculated.
enum Calculation {
  case compare, size, indicators, waves
}

/// Column heads and labels of calculations.
enum CalculatorLabel: CaseIterable {
  case counts, rate, test, statistic, method, difference, ratio, oddsRatio, allTests, allRates
  case indicator, value, meaning, ratioOfReturn, marginRoi, cpqThreshold, balance, against, adjusted, leftOut, used,
    apart
  case belief, probabilityBetter, expectedLoss
  case wave, nextWave, planned, called, sampled, probabilityBest
}

extension Language {
  func calculatorWording(currency: String = "EUR") -> any CalculatorWording {
    let numbers = NumberFormat(language: self, currency: currency)
    return switch self {
    case .english: English(numbers: numbers)
    case .french: French(numbers: numbers)
    }
  }
}
