import CallData
import Cost
import Decision
import Experiment
import Foundation
import PlanFile
import Record
import Report
import Simulation
import Statistics

/// A failure as the user meets it: an exit status and a sentence.
struct Failure: Error {
  /// Exit status: 64 usage, 65 bad plan or data, 66 input missing, 70 internal, 73 cannot write.
  let status: Int32
  let message: String

  static func usage(_ message: String) -> Failure { Failure(status: 64, message: message) }

  init(status: Int32, message: String) {
    self.status = status
    self.message = message
  }

  init(_ error: PlanReadError) {
    if case .missing = error {
      self.init(status: 66, message: error.description)
    } else {
      self.init(status: 65, message: error.description)
    }
  }

  init(_ error: CallDataError) {
    self.init(status: error.isMissingInput ? 66 : 65, message: error.errorDescription ?? "\(error)")
  }

  init(_ error: DecisionError) { self.init(status: 65, message: error.description) }
  init(_ error: StatisticsError) { self.init(status: 65, message: error.description) }
  init(_ error: WrittenValue.Fault, option: String) {
    self.init(status: 64, message: "\(option): \(error.description)")
  }
}

/// Asks the engine; what it refuses becomes a failure with its exit status.
func deciding<Answer>(_ question: () throws(DecisionError) -> Answer) throws(Failure) -> Answer {
  do {
    return try question()
  } catch {
    throw Failure(error)
  }
}

/// Reads files; what cannot be read becomes a failure with its exit status.
func reading<Answer>(_ question: () throws(CallDataError) -> Answer) throws(Failure) -> Answer {
  do {
    return try question()
  } catch {
    throw Failure(error)
  }
}
