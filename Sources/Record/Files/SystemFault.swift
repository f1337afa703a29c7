import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A system call that failed, by its error number.
struct SystemFault: Error {
  let number: Int32

  /// The fault of the call just made.
  static var last: SystemFault { SystemFault(number: errno) }

  /// The system's words for it.
  var reason: String { String(cString: strerror(number)) }

  /// What to do about a file that cannot be written.
  var advice: String {
    switch number {
    case ENOSPC, EDQUOT: "free some space on the disk, then run this again"
    case EACCES, EPERM: "check that you may write to the folder, or choose another with --output"
    case EROFS: "the disk is read-only: choose another with --output"
    case ENOENT, ENOTDIR: "check that the folder exists"
    case EISDIR: "it is a folder: name a file"
    case ENAMETOOLONG: "choose a shorter name"
    default: "check the disk and the folder"
    }
  }
}
