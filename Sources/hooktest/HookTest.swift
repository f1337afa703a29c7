import ArgumentParser
import Foundation

/// The command line: it parses, calls and prints.
@main
struct HookTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hooktest",
    abstract: "Two-week hook tests for outbound calls: design, assign, check, decide, in euros.",
    discussion: """
      A hook test compares opening lines or scripts on the call-to-opportunity rate (TCO) and decides by the cost per \
      qualified opportunity (CPQ) and the return on investment (ROI).

      Exit status: 0 done, 64 usage, 65 bad plan or data, 66 input missing, 70 internal, 130 interrupted. With \
      --exit-code, check and decide return 10 (roll out), 11 (stop without a winner), 12 (unhealthy) or 0 (keep running).
      """,
    version: "hooktest \(Version.current)",
    groupedSubcommands: [
      CommandGroup(
        name: "A test from plan to decision:",
        subcommands: [
          New.self, Design.self, Start.self, Assign.self, Check.self, Decide.self, Extend.self, ReviewCampaign.self,
          Waves.self, Verify.self,
        ]),
      CommandGroup(name: "Calculators:", subcommands: [Compare.self, Size.self, Indicators.self]),
      CommandGroup(name: "For analysts and engineers:", subcommands: [Simulate.self, Compute.self]),
    ])

  static func main() {
    Interruption.watch()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      Terminal.note("hooktest: \(failure.message)")
      exit(withError: ExitCode(failure.status))
    } catch {
      exit(withError: error)
    }
  }
}

/// The version of program and reports, by semantic versioning.
enum Version {
  static let current = "0.1.0"
}
