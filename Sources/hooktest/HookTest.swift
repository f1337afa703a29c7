import ArgumentParser

@main
struct HookTest: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "hooktest")
}
