import Statistics

/// Why a request has no output.
struct ComputeFault: Error, Hashable, Sendable {
  /// The codes of the contract.
  enum Code: String, Hashable, Sendable {
    case invalidInput = "invalid-input"
    case unknownMethod = "unknown-method"
    case notJSON = "not-json"
    case lineTooLong = "line-too-long"
  }

  var code: Code
  var message: String

  static func invalid(_ message: String) -> ComputeFault { ComputeFault(code: .invalidInput, message: message) }

  init(code: Code, message: String) {
    self.code = code
    self.message = message
  }

  init(_ error: StatisticsError) {
    self.init(code: .invalidInput, message: error.description)
  }

  var json: JSONValue { .object(["code": .string(code.rawValue), "message": .string(message)]) }
}

/// Runs a computation and turns a statistical error into a fault.
func answering<Value>(_ body: () throws(StatisticsError) -> Value) throws(ComputeFault) -> Value {
  do { return try body() } catch { throw ComputeFault(error) }
}
