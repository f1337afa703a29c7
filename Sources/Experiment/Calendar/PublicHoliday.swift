/// A public holiday, by what is celebrated.
public enum PublicHoliday: String, CaseIterable, Hashable, Sendable, Codable {
  /// 1 January.
  case newYear = "New Year's Day"
  /// The day after Easter.
  case easterMonday = "Easter Monday"
  /// 1 May.
  case labourDay = "Labour Day"
  /// 8 May, the end of the war in Europe in 1945.
  case victoryDay = "Victory Day"
  /// The Thursday 39 days after Easter.
  case ascension = "Ascension Day"
  /// The Monday 50 days after Easter.
  case whitMonday = "Whit Monday"
  /// 14 July.
  case nationalDay = "14 July"
  /// 15 August.
  case assumption = "Assumption Day"
  /// 1 November.
  case allSaints = "All Saints' Day"
  /// 11 November, the armistice of 1918.
  case armistice = "Armistice Day"
  /// 25 December.
  case christmas = "Christmas Day"

  /// The date in a year (1...9999); nil for any other year.
  public func date(in year: Int) -> CivilDate? {
    switch self {
    case .newYear: CivilDate(year: year, month: 1, day: 1)
    case .easterMonday: CivilDate.easter(of: year).map { $0 + 1 }
    case .labourDay: CivilDate(year: year, month: 5, day: 1)
    case .victoryDay: CivilDate(year: year, month: 5, day: 8)
    case .ascension: CivilDate.easter(of: year).map { $0 + 39 }
    case .whitMonday: CivilDate.easter(of: year).map { $0 + 50 }
    case .nationalDay: CivilDate(year: year, month: 7, day: 14)
    case .assumption: CivilDate(year: year, month: 8, day: 15)
    case .allSaints: CivilDate(year: year, month: 11, day: 1)
    case .armistice: CivilDate(year: year, month: 11, day: 11)
    case .christmas: CivilDate(year: year, month: 12, day: 25)
    }
  }
}

/// The public holidays of a country.
public enum HolidayCalendar: String, CaseIterable, Hashable, Sendable, Codable {
  /// The eleven of article L. 3133-1 of the French Code du travail. The further days of Alsace, Moselle and the overseas
  /// departments are not among them: a plan lists those under its closed days.
  case france

  /// The holidays kept, in the order of the year but for those that move with Easter.
  public var holidays: [PublicHoliday] {
    switch self {
    case .france: PublicHoliday.allCases
    }
  }

  /// The holiday on a date, the first of two that coincide (Ascension fell on 1 May in 2008); nil on other days.
  public func holiday(on date: CivilDate) -> PublicHoliday? {
    let year = date.components.year
    return holidays.first { $0.date(in: year) == date }
  }
}

extension CivilDate {
  /// Easter Sunday of a year (1...9999) in the Gregorian calendar, before 1583 by carrying it backwards; nil for any other
  /// year.
  ///
  /// The anonymous computus of *Nature* (20 April 1876), as given by Meeus, *Astronomical Algorithms*, chapter 8: golden
  /// number, corrections of the century for leap years and for the moon, full moon, following Sunday.
  public static func easter(of year: Int) -> CivilDate? {
    guard (1...9999).contains(year) else { return nil }
    let golden = year % 19
    let (century, inCentury) = year.quotientAndRemainder(dividingBy: 100)
    let (leapCenturies, centuryInCycle) = century.quotientAndRemainder(dividingBy: 4)
    let moonCorrection = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * golden + century - leapCenturies - moonCorrection + 15) % 30
    let (leapYears, yearInCycle) = inCentury.quotientAndRemainder(dividingBy: 4)
    let toSunday = (32 + 2 * centuryInCycle + 2 * leapYears - epact - yearInCycle) % 7
    let late = (golden + 11 * epact + 22 * toSunday) / 451
    let (month, day) = (epact + toSunday - 7 * late + 114).quotientAndRemainder(dividingBy: 31)
    return CivilDate(year: year, month: month, day: day + 1)
  }
}
