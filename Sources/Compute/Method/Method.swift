/// One member of a method's input or output.
public struct FieldDescription: Hashable, Sendable {
  /// Its key.
  public let name: String
  /// What it holds, its range, and its default if it has one.
  public let meaning: String

  init(_ name: String, _ meaning: String) {
    self.name = name
    self.meaning = meaning
  }
}

/// What a method is for: the entry of the method list.
public struct MethodDescription: Hashable, Sendable {
  /// The name to ask by, such as `interval.difference.newcombe`.
  public let name: String
  /// What is computed.
  public let summary: String
  /// Where the method comes from: author, year, equation.
  public let source: String
  /// When another method is the better choice.
  public let notFor: String
  /// The members of `input`.
  public let inputs: [FieldDescription]
  /// The members of `output`.
  public let outputs: [FieldDescription]

  var json: JSONValue {
    func fields(_ fields: [FieldDescription]) -> JSONValue {
      .object(Dictionary(fields.map { ($0.name, .string($0.meaning)) }, uniquingKeysWith: { first, _ in first }))
    }
    return .object([
      "inputs": fields(inputs), "method": .string(name), "notFor": .string(notFor), "outputs": fields(outputs),
      "source": .string(source), "summary": .string(summary),
    ])
  }
}

/// What a method reads.
protocol MethodInput: Sendable {
  static var fields: [FieldDescription] { get }
  init(_ fields: Fields) throws(ComputeFault)
}

/// What a method answers.
protocol MethodOutput: Sendable {
  static var fields: [FieldDescription] { get }
  var json: [String: JSONValue] { get }
}

/// A method whatever its input and output.
protocol ComputeMethod: Sendable {
  var description: MethodDescription { get }
  func answer(_ input: [String: JSONValue]) throws(ComputeFault) -> JSONValue
}

/// A named computation from one typed input to one typed output.
struct Method<Input: MethodInput, Output: MethodOutput>: ComputeMethod {
  let description: MethodDescription
  let compute: @Sendable (Input) throws(ComputeFault) -> Output

  init(
    _ name: String, _ summary: String, source: String, notFor: String,
    compute: @escaping @Sendable (Input) throws(ComputeFault) -> Output
  ) {
    description = MethodDescription(
      name: name, summary: summary, source: source, notFor: notFor, inputs: Input.fields, outputs: Output.fields)
    self.compute = compute
  }

  func answer(_ input: [String: JSONValue]) throws(ComputeFault) -> JSONValue {
    let fields = Fields(input)
    try fields.requireKnown(Input.fields.map(\.name))
    return .object(try compute(Input(fields)).json)
  }
}
