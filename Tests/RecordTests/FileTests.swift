import Decision
import Experiment
import Foundation
import Record
import Testing

@Suite("Files are whole or not there, and fingerprints are SHA-256")
struct FileTests {
  // FIPS 180-4, examples of one and no block of input.
  @Test(arguments: [
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
  ])
  func `known texts have known fingerprints`(text: String, fingerprint: String) {
    #expect(Fingerprint.of(Data(text.utf8)) == fingerprint)
  }

  @Test func `evidence has a fingerprint of its own, in whatever order it was gathered`() throws {
    func evidence(_ agents: [String]) -> Evidence {
      var tally = Tally()
      for agent in agents {
        tally.byAgentDay.add(CallCell(), to: AgentDayKey(variant: "a", agent: agent, date: nil))
      }
      return Evidence(tally: tally)
    }
    let names = (1...40).map { "agent \($0)" }
    let fingerprint = try Fingerprint.of(evidence: evidence(names))
    #expect(try Fingerprint.of(evidence: evidence(names.reversed())) == fingerprint)
    #expect(try Fingerprint.of(evidence: evidence(Array(names.dropLast()))) != fingerprint)
  }

  @Test func `a file is replaced and nothing is left beside it`() throws {
    let folder = try Folder()
    let url = folder.url.appending(path: "report.html")
    try AtomicFile.write(Data("one".utf8), to: url)
    try AtomicFile.write(Data("two".utf8), to: url)
    #expect(try folder.text("report.html") == "two")
    #expect(try folder.names == ["report.html"])
  }

  @Test func `a link is followed and permissions are kept`() throws {
    let folder = try Folder()
    try folder.write("old", to: "real.txt")
    let real = folder.url.appending(path: "real.txt")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: real.path)
    let link = folder.url.appending(path: "link.txt")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: real)
    try AtomicFile.write(Data("new".utf8), to: link)
    #expect(try folder.text("real.txt") == "new")
    let attributes = try FileManager.default.attributesOfItem(atPath: real.path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == real.path)
  }

  @Test func `a device is written to, not replaced`() throws {
    let null = URL(filePath: "/dev/null")
    try AtomicFile.write(Data("gone".utf8), to: null)
    let type = try FileManager.default.attributesOfItem(atPath: null.path)[.type] as? FileAttributeType
    #expect(type == .typeCharacterSpecial)
  }

  @Test func `a full disk is reported with the path and what to do`() throws {
    let full = URL(filePath: "/dev/full")
    guard FileManager.default.fileExists(atPath: full.path) else { return }
    #expect {
      try AtomicFile.write(Data("x".utf8), to: full)
    } throws: { "\($0)".contains("/dev/full: cannot be written") && "\($0)".contains("free some space") }
  }

  @Test func `a missing folder and a folder in place of a file say so and leave nothing`() throws {
    let folder = try Folder()
    #expect {
      try AtomicFile.write(Data("x".utf8), to: folder.url.appending(path: "absent/file.txt"))
    } throws: { "\($0)".contains("absent/file.txt") && "\($0)".contains("check that the folder exists") }
    #expect {
      try AtomicFile.write(Data("x".utf8), to: folder.url)
    } throws: { "\($0)".contains("it is a folder: name a file") }
    #expect(try folder.names.isEmpty)
  }
}
