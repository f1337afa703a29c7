import Foundation

/// Ends with status 130 on an interrupt. Files are written beside their place and renamed, so none is left half-written.
enum Interruption {
  static func watch() {
    signal(SIGINT) { _ in _exit(130) }
    // A parent that blocks signals in its threads hands the mask down.
    var interrupt = sigset_t()
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    sigprocmask(SIG_UNBLOCK, &interrupt, nil)
  }
}
