import Experiment

/// Windows as variants: which variant a call delivered, by when it began.
struct WindowFactor: Sendable {
  /// Names of the windows that variants stand for; number 0 is none.
  private let names: [String]
  /// Number of the window at each minute of a week that begins on Monday.
  private let windows: [UInt8]
  /// Whether a date without a time tells the window.
  private let needsTime: Bool
  /// Variant by script (that of the variant at this index), then window; -1 for none.
  private let variants: [[Int]]

  /// The factor of a test; nil where windows are not what is varied.
  init?(_ test: TestProtocol) {
    guard test.factors.contains(.window) else { return nil }
    var names = [""]
    for name in test.variants.all.compactMap(\.window) where !names.contains(name) { names.append(name) }
    let tested = test.calling.windows.filter { names.contains($0.name) }
    needsTime = tested.contains { if case .hours = $0.span { true } else { false } }
    windows = Weekday.allCases.flatMap { weekday in
      (0..<1440).map { minute in
        let window = tested.first { $0.contains(weekday: weekday, minute: minute) }
        return UInt8(clamping: window.flatMap { names.firstIndex(of: $0.name) } ?? 0)
      }
    }
    let isCrossed = test.factors.contains(.script)
    variants = test.variants.all.map { said in
      names.map { name in
        test.variants.all.firstIndex { $0.window == name && (!isCrossed || $0.script == said.script) } ?? -1
      }
    }
    self.names = names
  }

  /// The number of the window at a moment, 0 outside all that are tested.
  func window(at moment: LocalMoment) -> Int {
    guard !(needsTime && moment.isDateOnly) else { return 0 }
    return Int(windows[(moment.day + 3) % 7 * 1440 + max(moment.second, 0) / 60])
  }

  /// The number of a window by name, 0 for one that is not tested.
  func window(named name: String) -> Int { name.isEmpty ? 0 : names.firstIndex(of: name) ?? 0 }

  /// The variant delivered in a window with the script of a variant; -1 outside all windows.
  func delivered(window: Int, scriptOf variant: Int) -> Int { window == 0 ? -1 : variants[variant][window] }
}
