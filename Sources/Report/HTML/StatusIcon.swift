extension StatusMark {
  /// The shape of the mark on a 24 × 24 field, in the colour of its text; words stand beside it.
  var icon: Markup {
    """
    <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">\(shape)</svg>
    """
  }

  private var shape: Markup {
    switch self {
    case .running:
      """
      <circle cx="12" cy="12" r="9.5" fill="none" stroke="currentColor" stroke-width="2.2"/>\
      <path d="M12 6.5V12l3.8 2.4" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" \
      stroke-linejoin="round"/>
      """
    case .go:
      """
      <circle cx="12" cy="12" r="10.5" fill="currentColor"/>\
      <path d="M7.2 12.4l3.2 3.2 6.4-6.8" fill="none" stroke="var(--page)" stroke-width="2.4" stroke-linecap="round" \
      stroke-linejoin="round"/>
      """
    case .stay:
      """
      <path d="M12 1.8l8.6 3v6.4c0 5-3.5 8.9-8.6 11-5.1-2.1-8.6-6-8.6-11V4.8z" fill="currentColor"/>\
      <path d="M8 12h8" stroke="var(--page)" stroke-width="2.4" stroke-linecap="round"/>
      """
    case .open:
      """
      <rect x="2" y="2" width="20" height="20" rx="5" fill="none" stroke="currentColor" stroke-width="2.2"/>\
      <path d="M7.5 9.5h9M7.5 14.5h9" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/>
      """
    case .caution:
      """
      <path d="M12 1.5L22.5 12 12 22.5 1.5 12z" fill="none" stroke="currentColor" stroke-width="2.2" \
      stroke-linejoin="round"/>\
      <path d="M12 7v6" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/>\
      <circle cx="12" cy="16.6" r="1.4" fill="currentColor"/>
      """
    case .fault:
      """
      <path d="M12 2l10.8 19.2H1.2z" fill="currentColor" stroke="currentColor" stroke-width="1.4" \
      stroke-linejoin="round"/>\
      <path d="M12 9v5.2" stroke="var(--page)" stroke-width="2.4" stroke-linecap="round"/>\
      <circle cx="12" cy="17.8" r="1.4" fill="var(--page)"/>
      """
    }
  }
}
