import Foundation

/// Writes a calls file of a given length, the same to the byte on every machine.
struct Generator {
  let rows: Int
  private var state: UInt64 = 20_260_323

  init(rows: Int) { self.rows = rows }

  private mutating func random(_ bound: UInt64) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % bound)
  }

  /// One call after another over 14 days that contain a change of clocks, three calls a lead on average.
  mutating func write(to url: URL) throws {
    guard FileManager.default.createFile(atPath: url.path, contents: nil) else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: url.path])
    }
    let handle = try FileHandle(forWritingTo: url)
    var buffer = [UInt8]()
    buffer.append(
      contentsOf:
        "call_id,lead_id,started_at,agent_id,list,variant,direction,answered,disposition,talk_seconds,qualified\n".utf8)
    let leads = UInt64(max(1, rows / 3))
    let dispositions = ["no answer", "callback", "\"refused, politely\"", "interested", "wrong number"]
    for row in 0..<rows {
      let lead = random(leads)
      // Ten working hours of each of 14 days.
      let second = row * 14 * 36_000 / rows
      let clock = second % 36_000 + 7 * 3600
      let date = second / 36_000 + 23
      let (month, day) = date <= 31 ? (3, date) : (4, date - 31)
      buffer.append(contentsOf: String(1_000_000_001 + row).utf8)
      buffer.append(contentsOf: ",+336".utf8)
      buffer.append(contentsOf: String(10_000_000 + lead).utf8)
      buffer.append(contentsOf: ",2026-0\(month)-\(day < 10 ? "0" : "")\(day)T".utf8)
      append(clock / 3600, 0x3A, &buffer)
      append(clock / 60 % 60, 0x3A, &buffer)
      append(clock % 60, 0x5A, &buffer)
      buffer.append(contentsOf: ",agent-\(random(60) + 10),list-\(lead % 5),".utf8)
      let isQuestion = (lead / 5) % 2 == 1
      buffer.append(contentsOf: isQuestion ? "question,outbound,".utf8 : "pitch,outbound,".utf8)
      let isAnswered = random(100) < 40
      buffer.append(contentsOf: isAnswered ? "1,".utf8 : "0,".utf8)
      buffer.append(contentsOf: dispositions[isAnswered ? 1 + random(4) : 0].utf8)
      buffer.append(contentsOf: ",\(isAnswered ? 20 + random(600) : 0),".utf8)
      buffer.append(isAnswered && random(1000) < (isQuestion ? 90 : 75) ? 0x31 : 0x30)
      buffer.append(0x0A)
      if buffer.count > 1 << 20 {
        try handle.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try handle.write(contentsOf: buffer)
    try handle.close()
  }

  private func append(_ number: Int, _ separator: UInt8, _ buffer: inout [UInt8]) {
    buffer.append(UInt8(48 + number / 10))
    buffer.append(UInt8(48 + number % 10))
    buffer.append(separator)
  }
}
