import Experiment
import Testing

@Suite struct PhoneNumberTests {
  @Test(arguments: [
    "0612345678", "06 12 34 56 78", "06.12.34.56.78", "06-12-34-56-78", "06\u{A0}12\u{202F}34\u{A0}56\u{A0}78",
    "+33 6 12 34 56 78", "+33 (0)6 12 34 56 78", "+33(0)612345678", "0033612345678", "00 33 (0) 6 12 34 56 78",
    "33612345678", "612345678", "tel:+33-6-12-34-56-78", "TEL:0612345678", "'0612345678", "’+33612345678",
    " 06 12 34 56 78 ", "(06) 12 34 56 78", "06/12/34/56/78", "\u{202A}+33 6 12 34 56 78\u{202C}",
    "06\u{2011}12\u{2011}34\u{2011}56\u{2011}78", "+33 6 12 34 56 78 ext. 12", "+33612345678;ext=12", "０６１２３４５６７８",
  ])
  func `spellings of one French number are one number`(text: String) throws {
    #expect(try PhoneNumber(text, country: .france).e164 == "+33612345678")
  }

  @Test(arguments: [
    (PhoneCountry.belgium, "0470 12 34 56", "+32470123456"), (.belgium, "02 123 45 67", "+3221234567"),
    (.switzerland, "044 668 18 00", "+41446681800"), (.luxembourg, "621 123 456", "+352621123456"),
    (.germany, "030 901820", "+4930901820"), (.germany, "+49 (0)151 12345678", "+4915112345678"),
    (.spain, "612 34 56 78", "+34612345678"), (.italy, "06 1234 5678", "+390612345678"),
    (.italy, "+39 06 1234 5678", "+390612345678"), (.italy, "347 123 4567", "+393471234567"),
    (.unitedKingdom, "020 7946 0958", "+442079460958"), (.unitedKingdom, "+44 (0)7911 123456", "+447911123456"),
    (.unitedStates, "(202) 555-0143", "+12025550143"), (.unitedStates, "1-202-555-0143", "+12025550143"),
    (.canada, "011 33 6 12 34 56 78", "+33612345678"), (.ireland, "01 679 7388", "+35316797388"),
    (.portugal, "912 345 678", "+351912345678"), (.netherlands, "020 624 1111", "+31206241111"),
    (.morocco, "0612-345678", "+212612345678"), (.tunisia, "20 123 456", "+21620123456"),
    (.austria, "01 58858", "+43158858"),
  ])
  func `national numbers get the code of their country`(country: PhoneCountry, text: String, e164: String) throws {
    #expect(try PhoneNumber(text, country: country).e164 == e164)
  }

  @Test func `an international number needs no country, and another country than the plan's is kept`() throws {
    #expect(try PhoneNumber("+33 6 12 34 56 78").e164 == "+33612345678")
    #expect(try PhoneNumber("0044 20 7946 0958").e164 == "+442079460958")
    #expect(try PhoneNumber("+81 3 1234 5678", country: .france).e164 == "+81312345678")
  }

  @Test(arguments: [
    ("3,36E+10", PhoneNumber.Fault.scientific), ("3.36123e10", .scientific), ("3E10", .scientific),
    ("33612345678.0", .decimal), ("33612345678,00", .decimal), ("", .blank), (" \u{A0}", .blank),
    ("anonymous", .character("a")), ("06 12 34 56", .length(digits: 8, country: "FR")),
    ("06 12 34 56 78 / 01 23 45 67 89", .several), ("0612345678;0123456789", .several),
    ("+33 6 12 34 56 78, 01 23 45 67 89", .several), ("06 12 34 56 78 / 9", .length(digits: 11, country: "FR")),
    ("+33 6 12", .length(digits: 5, country: "FR")), ("06+12345678", .character("+")),
    ("+1 555 0143", .length(digits: 8, country: "US")), ("112", .length(digits: 3, country: "FR")),
    ("+999", .unknownCountry),
  ])
  func `what is no number is refused with the reason`(text: String, fault: PhoneNumber.Fault) {
    #expect(throws: fault) { try PhoneNumber(text, country: .france) }
  }

  @Test func `a national number without a country is refused`() {
    #expect(throws: PhoneNumber.Fault.noCountry) { try PhoneNumber("06 12 34 56 78") }
  }

  @Test(arguments: [(PhoneCountry.italy, "3933312345"), (.luxembourg, "35262112345")])
  func `digits that may be two numbers are refused`(country: PhoneCountry, text: String) {
    #expect(throws: PhoneNumber.Fault.ambiguous) { try PhoneNumber(text, country: country) }
  }

  @Test func `a normalised number is normalised`() throws {
    for country in PhoneCountry.allCases {
      for text in ["+33612345678", "+442079460958", "+12025550143", "+390612345678"] {
        #expect(try PhoneNumber(text, country: country).e164 == text)
      }
    }
  }

  @Test func `spreadsheet damage is named as such`() {
    #expect(PhoneNumber.Fault.scientific.description.contains("spreadsheet"))
    #expect(PhoneNumber.Fault.decimal.description.contains("spreadsheet"))
    #expect(PhoneNumber.Fault.noCountry.description.contains("country: FR"))
  }

  @Test func `countries are found by their code`() {
    #expect(PhoneCountry(code: "fr") == .france)
    #expect(PhoneCountry(code: "ZZ") == nil)
  }
}

@Suite struct EmailDomainTests {
  @Test(arguments: [
    ("ana@acme.example", "acme.example"), (" Ana@ACME.Example ", "acme.example"),
    ("Ana <ana@acme.example>", "acme.example"), ("a@b@sales.acme.fr", "sales.acme.fr"),
  ])
  func `colleagues share the domain of their addresses`(address: String, domain: String) throws {
    #expect(try #require(EmailDomain(address: address)).company == domain)
  }

  @Test(arguments: ["ana@gmail.com", "ana@orange.fr", "ana@Wanadoo.FR", "ana@outlook.com", "ana@skynet.be"])
  func `users of a public provider share no company`(address: String) throws {
    #expect(try #require(EmailDomain(address: address)).company == nil)
  }

  @Test(arguments: ["", "ana", "@acme.fr", "ana@acme", "ana@", "ana@acme..fr", "ana@ac me.fr"])
  func `what is no address has no domain`(address: String) {
    #expect(EmailDomain(address: address) == nil)
  }
}
