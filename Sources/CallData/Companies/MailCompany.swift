import Experiment

/// What an e-mail address says about the company of its holder.
enum MailCompany {
  /// The company of this domain.
  case domain(String)
  /// A provider for everybody: the holder is a company of its own.
  case everybody
  /// No address.
  case unknown

  init(_ address: String) {
    guard let domain = EmailDomain(address: address) else {
      self = .unknown
      return
    }
    self = domain.company.map { .domain($0) } ?? .everybody
  }
}
