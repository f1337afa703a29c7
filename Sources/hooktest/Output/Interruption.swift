import Foundation

/// Ends with status 130 on an interrupt. Files are written beside their place and renamed, so none is left half-written.
enum Interruption {
  static func watch() {
    signal(SIGINT) { _ in _exit(130) }
  }
}
