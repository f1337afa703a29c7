/// Answers requests, one line of JSON each, with one line of JSON each.
///
/// A request is `{"id": any, "method": "interval.difference.newcombe", "input": {…}}`; the answer is
/// `{"id": …, "output": {…}}` or `{"id": …, "error": {"code": …, "message": …}}`. Codes: `invalid-input`,
/// `unknown-method`, `not-json`, `line-too-long`. Stateless: the answer depends on the line alone.
public struct ComputeSession: Sendable {
  /// The longest line that is read, in bytes.
  public static let longestLine = 16 << 20

  private let methods: [String: any ComputeMethod]

  /// A session with every method of the list.
  public init() {
    methods = Dictionary(MethodCatalogue.all.map { ($0.description.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The methods in alphabetical order, each with inputs, outputs, source, and when not to use it.
  public var methodList: [MethodDescription] {
    methods.values.map(\.description).sorted { $0.name < $1.name }
  }

  /// The method list as one JSON object a line.
  public var methodListLines: String {
    methodList.map { $0.json.line + "\n" }.joined()
  }

  /// The answer to one request, without a line end.
  public func answer(line: String) -> String { answer(bytes: Array(line.utf8)[...]) }

  /// The answer to one request given as bytes, which need not be valid UTF-8.
  public func answer(bytes: ArraySlice<UInt8>) -> String {
    var id = JSONValue.null
    do {
      let output = try output(bytes, id: &id)
      return JSONValue.object(["id": id, "output": output]).line
    } catch {
      return JSONValue.object(["error": error.json, "id": id]).line
    }
  }

  /// The answer to a line that was not read because it is too long.
  var tooLong: String {
    let fault = ComputeFault(
      code: .lineTooLong, message: "The line is longer than \(Self.longestLine) bytes; split the request.")
    return JSONValue.object(["error": fault.json, "id": .null]).line
  }

  private func output(_ bytes: ArraySlice<UInt8>, id: inout JSONValue) throws(ComputeFault) -> JSONValue {
    guard bytes.count <= Self.longestLine else {
      throw ComputeFault(
        code: .lineTooLong, message: "The line is longer than \(Self.longestLine) bytes; split the request.")
    }
    let request: JSONValue
    do { request = try JSONParser.parse(bytes) } catch {
      throw ComputeFault(
        code: .notJSON, message: "Not JSON at byte \(error.offset + 1); expected \(error.expected).")
    }
    guard case .object(let members) = request else {
      throw .invalid("The request is \(request.kind); expected an object with id, method and input.")
    }
    id = members["id"] ?? .null
    guard case .string(let name)? = members["method"] else {
      throw .invalid("method is \(members["method"]?.kind ?? "missing"); expected the name of a method.")
    }
    guard let method = methods[name] else {
      let near = nearest(to: name, among: Array(methods.keys), count: 3).joined(separator: ", ")
      throw ComputeFault(
        code: .unknownMethod, message: "There is no method \(JSONValue.string(name).kind); the nearest are \(near).")
    }
    switch members["input"] {
    case .object(let input)?: return try method.answer(input)
    case let other: throw .invalid("input is \(other?.kind ?? "missing"); expected an object.")
    }
  }
}
