/// Draws the time of a test: a thick line of calls, a thin one of waiting, a dot for the day of the reading.
struct TimelineDrawing {
  let timeline: Timeline

  var markup: Markup {
    let calls = timeline.callsEnd * 100
    let done = min((timeline.now ?? 0) * 100, calls)
    let dot: Markup = timeline.now.map { "<circle class=\"now\" cx=\"\($0 * 100)%\" cy=\"30\" r=\"7\"/>" } ?? ""
    return """
      <svg class="timeline" role="img" width="100%" height="58"><title>\(timeline.description)</title>\
      <line class="waiting" x1="\(calls)%" x2="100%" y1="30" y2="30"/>\
      <line class="planned" x1="0" x2="\(calls)%" y1="30" y2="30"/>\
      <line class="done" x1="0" x2="\(done)%" y1="30" y2="30"/>\
      <line class="gate" x1="\(calls)%" x2="\(calls)%" y1="22" y2="38"/>\
      <line class="gate" x1="100%" x2="100%" y1="22" y2="38"/>\
      \(dot)\
      <text class="tick" x="\(calls)%" y="14" text-anchor="\(calls > 50 ? Anchor.end.rawValue : Anchor.start.rawValue)">\
      \(timeline.callsEndLabel)</text>\
      <text class="tick" x="0" y="54">\(timeline.startLabel)</text>\
      <text class="tick" x="100%" y="54" text-anchor="end">\(timeline.decisionLabel)</text></svg>
      """
  }
}
