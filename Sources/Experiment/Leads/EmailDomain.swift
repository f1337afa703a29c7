/// The company that an e-mail address tells: its domain, unless everybody can have an address there.
public struct EmailDomain: Hashable, Sendable {
  /// The domain in lower case, as `example.com`.
  public let name: String

  /// The domain of an address; nil where the text is none.
  ///
  /// Taken as written but for case and blanks around it: `sales.example.com` and `example.com` are two.
  public init?(address: some StringProtocol) {
    var text = address.lowercased()
    while let last = text.last, last.isWhitespace || last == ">" { text.removeLast() }
    guard let at = text.lastIndex(of: "@"), at > text.startIndex else { return nil }
    let domain = text[text.index(after: at)...]
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty && $0.count <= 63 }), domain.utf8.count <= 253,
      domain.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" })
    else { return nil }
    name = String(domain)
  }

  /// Whether the provider gives addresses to everybody, so that sharing it says nothing about a company.
  public var isPublic: Bool { Self.providers.contains(name) }

  /// The domain as a company; nil for a public provider, whose users are each their own.
  public var company: String? { isPublic ? nil : name }

  /// Providers of mail for everybody, mostly those in use in French- and English-speaking countries.
  private static let providers: Set<String> = [
    "aliceadsl.fr", "aol.com", "aol.fr", "bbox.fr", "bluewin.ch", "bt.com", "btinternet.com", "cegetel.net",
    "club-internet.fr",
    "comcast.net", "duck.com", "fastmail.com", "free.fr", "freenet.de", "gmail.com", "gmx.at", "gmx.ch", "gmx.com",
    "gmx.de",
    "gmx.fr", "gmx.net", "googlemail.com", "hotmail.be", "hotmail.ch", "hotmail.co.uk", "hotmail.com", "hotmail.de",
    "hotmail.es", "hotmail.fr", "hotmail.it", "icloud.com", "laposte.net", "libero.it", "live.be", "live.co.uk",
    "live.com",
    "live.fr", "mac.com", "mail.com", "mail.ru", "mailo.com", "me.com", "msn.com", "neuf.fr", "noos.fr",
    "numericable.fr",
    "orange.fr", "outlook.be", "outlook.com", "outlook.de", "outlook.es", "outlook.fr", "outlook.it", "pm.me",
    "posteo.de",
    "proton.me", "protonmail.ch", "protonmail.com", "pt.lu", "rocketmail.com", "sfr.fr", "skynet.be", "sky.com",
    "t-online.de", "telenet.be", "telefonica.net", "tiscali.it", "tuta.com", "tutanota.com", "verizon.net",
    "virgilio.it",
    "virginmedia.com", "voila.fr", "wanadoo.fr", "web.de", "yahoo.ca", "yahoo.co.uk", "yahoo.com", "yahoo.de",
    "yahoo.es",
    "yahoo.fr", "yahoo.it", "yandex.com", "yandex.ru", "ymail.com", "zoho.com",
  ]
}
