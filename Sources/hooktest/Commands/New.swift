import ArgumentParser
import Experiment
import Foundation
import PlanFile
import Record

/// `hooktest new`
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a commented plan, ready to edit.",
    discussion: """
      Writes experiments/NAME/plan.yaml. With --ask, eight questions in plain words fill it in.

      Example: hooktest new autumn-hook
      Example: hooktest new winter-hook --ask --lang fr
      """)

  @Argument(help: "Name of the experiment: letters, digits, hyphens, underscores and points.")
  var name: String

  @Flag(help: "Ask eight questions and fill in the plan.")
  var ask = false

  @Option(help: "Language of the questions: en or fr.")
  var lang: OutputOptions.LanguageCode = .en

  func run() throws {
    let letters = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." }
    guard letters, !name.isEmpty, name.contains(where: { $0.isLetter || $0.isNumber }), name.count <= 100 else {
      throw Failure.usage(
        "“\(name)” cannot name an experiment; expected letters, digits, hyphens, underscores and points, as in spring-hook."
      )
    }
    let file = URL(fileURLWithPath: "experiments").appendingPathComponent(name).appendingPathComponent("plan.yaml")
    guard !FileManager.default.fileExists(atPath: file.path) else {
      throw Failure(
        status: 65, message: "\(file.readablePath) exists already. Choose another name, or edit that plan.")
    }
    try AtomicFile.save(ask ? try interview() : PlanFile.template(name: name, starts: nextMonday), to: file)
    try Terminal.print("Wrote \(file.readablePath)\nNext: edit it, then hooktest design \(file.readablePath)\n")
  }

  /// The Monday after today: the first day of a new plan, until its author writes another.
  private var nextMonday: CivilDate {
    let today = CivilDate(dayNumber: Int((Date().timeIntervalSince1970 / 86_400).rounded(.down)))
    return today + (8 - today.weekday.number)
  }

  /// Asks until every question is answered; a faulty answer is explained and asked again.
  private func interview() throws -> String {
    var interview = PlanInterview(name: name, language: lang == .fr ? .french : .english)
    while let question = interview.next {
      Terminal.note(question.text(interview.language))
      guard let line = readLine() else {
        throw Failure(status: 66, message: "The answers ended before the last question; nothing was written.")
      }
      do {
        try interview.answer(question, line)
      } catch {
        Terminal.note(error.description)
      }
    }
    guard let answers = interview.answers else {
      throw Failure(status: 70, message: "All questions are answered, but no plan came of it.")
    }
    return PlanFile.write(answers)
  }
}
