/// The first call of a lead decides what the others count for.
extension LeadPartition {
  /// Settles a lead whose calls differ, and puts its first call at the head of its chain.
  mutating func settle(_ number: Int) {
    guard let first = earliest(number, where: { _ in true }) else { return }
    lead(number, with: first)
    switch rules.severalVariants {
    case .changed: followFirst(number, first)
    case .slots:
      if entries[first].isInWashOut { leaveOut(number) } else { enterSlot(number, first) }
    case .agents:
      let variant = entries[first].variant
      if chain(of: number).contains(where: { entries[$0].variant != variant }) { summary.sharedLeads += 1 }
    }
  }

  /// Puts an entry of a group at the head of its chain.
  private mutating func lead(_ number: Int, with first: Int) {
    let head = Int(groups[number].first)
    guard head != first else { return }
    var before = head
    while Int(following[before]) != first { before = Int(following[before]) }
    following[before] = following[first]
    if Int(groups[number].last) == first { groups[number].last = UInt32(before) }
    following[first] = UInt32(head)
    groups[number].first = UInt32(first)
  }

  /// A recorded variant that changes between calls of a lead: the first one counts for all of them.
  private mutating func followFirst(_ number: Int, _ first: Int) {
    let variant = entries[first].variant
    let place = place(of: number)
    var changes = false
    var index = following[first]
    while index != LeadPartition.none {
      var entry = entries[Int(index)]
      if entry.variant != variant, let row = entry.row {
        changes = true
        summary.moved.append(MovedCall(row: row, lead: place))
        entry.variant = variant
        entries[Int(index)] = entry
      }
      index = following[Int(index)]
    }
    if changes { summary.changingVariants += 1 }
  }

  /// All calls of a lead belong to the slot of the first one; those in the wash-out of a later slot do not count.
  private mutating func enterSlot(_ number: Int, _ first: Int) {
    let lead = place(of: number)
    let own = slot(of: first)
    var last = first
    var index = following[first]
    while index != LeadPartition.none {
      var entry = entries[Int(index)]
      if entry.isInWashOut {
        following[last] = following[Int(index)]
        groups[number].calls &-= 1
      } else {
        let stays = entry.variant == entries[first].variant && agentColumnOfSchedule == nil
        if let row = entry.row, !stays || slot(of: Int(index)) != own {
          summary.moved.append(MovedCall(row: row, lead: lead))
        }
        entry.variant = entries[first].variant
        entries[Int(index)] = entry
        last = Int(index)
      }
      index = following[Int(index)]
    }
    groups[number].last = UInt32(last)
  }

  /// A lead first called in the wash-out belongs to no slot with a clean start.
  private mutating func leaveOut(_ number: Int) {
    groups[number].isLeftOut = true
    for index in chain(of: number) {
      guard !entries[index].isInWashOut, let row = entries[index].row else { continue }
      summary.washedOut += 1
      summary.moved.append(MovedCall(row: row, lead: nil))
    }
  }

  /// Where a lead stands whose calls differ and follow the first one; nil for others.
  mutating func place(of number: Int) -> LeadPlace? {
    guard groups[number].isMixed, rules.severalVariants != .agents else { return nil }
    let first = Int(groups[number].first)
    var agent = 0
    if let slotTable, let column = agentColumnOfSchedule, let row = entries[first].row {
      cursor.move(to: row)
      agent = cursor.next() ? slotTable.row(of: cursor.field(column).text) + 1 : 0
    }
    return LeadPlace(
      variant: UInt16(entries[first].variant), slot: UInt16(slot(of: first)), agent: UInt16(clamping: agent))
  }

  /// The column of agents where each of them has a row of the schedule.
  private var agentColumnOfSchedule: Int? { slotTable?.goesByAgent == true ? agentColumn : nil }

  /// The slot of a call, from 1; 0 where the script does not go by slot.
  private mutating func slot(of index: Int) -> Int {
    guard let slotTable else { return 0 }
    let entry = entries[index]
    return
      (entry.part < LeadEntry.lastPart
      ? slotTable.place(day: entry.day, part: entry.part) : slotTable.place(of: moment(index))) + 1
  }
}
