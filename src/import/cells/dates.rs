//! Dates and times as written in files, in ten languages.

use crate::import::cells::fold;
use chrono::{Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

/// Order of day, month and year where it is ambiguous: with `/` or `-` and the year not first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// 25/2/2026.
    DayFirst,
    /// 2/25/2026.
    MonthFirst,
    /// Only 2026-02-25.
    YearFirst,
}

impl Order {
    /// Name on the command line: `dmy`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::DayFirst => "dmy",
            Self::MonthFirst => "mdy",
            Self::YearFirst => "ymd",
        }
    }

    /// Parses the name.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::DayFirst, Self::MonthFirst, Self::YearFirst]
            .into_iter()
            .find(|order| order.word() == word)
    }
}

/// A parsed date and time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Calendar date.
    pub date: NaiveDate,
    /// Time of day, if given.
    pub time: Option<NaiveTime>,
    /// UTC offset, if given.
    pub offset: Option<FixedOffset>,
    /// Weekday, if given; 0 is Monday.
    pub weekday: Option<u32>,
}

impl Stamp {
    /// Date and time; midnight if there is no time.
    pub fn local(self) -> NaiveDateTime {
        self.date.and_time(self.time.unwrap_or_default())
    }
}

/// Month names from January, short and full, without accents; the shortest unambiguous abbreviation.
const MONTHS: [&str; 12] = [
    "jan january januar janv janvier ene enero janeiro gen gennaio januari sty stycznia styczen januari",
    "feb february februar fev fevr fevrier febrero fevereiro febbraio februari lut lutego luty",
    "mar march marz maerz mrz mars marzo marco mrt maart marca marzec marts",
    "apr april avr avril abr abril aprile kwi kwietnia kwiecien",
    "may mai mayo maio mag maggio mei maj maja",
    "jun june juni juin junio junho giu giugno cze czerwca czerwiec",
    "jul july juli juil juillet julio julho lug luglio lip lipca lipiec",
    "aug august aout ago agosto augustus sie sierpnia sierpien augusti",
    "sep sept september septembre septiembre set setembro settembre wrz wrzesnia wrzesien",
    "oct october okt oktober octobre octubre out outubro ott ottobre paz pazdziernika pazdziernik",
    "nov november novembre noviembre novembro lis listopada listopad",
    "dec december dez dezember decembre dic diciembre dezembro dicembre gru grudnia grudzien",
];

/// Weekday names from Monday, in the same form.
const WEEKDAYS: [&str; 7] = [
    "mon monday mo montag lun lundi lunes seg segunda lunedi ma maandag pon poniedzialek man mandag mandag",
    "tue tues tuesday di dienstag mardi mar martes ter terca martedi din dinsdag wt wtorek tir tirsdag tis tisdag",
    "wed wednesday mi mittwoch mer mercredi mie miercoles qua quarta mercoledi wo woensdag sr sroda ons onsdag",
    "thu thur thurs thursday do donnerstag jeu jeudi jue jueves qui quinta gio giovedi don donderdag czw czwartek tor torsdag tors",
    "fri friday fr freitag ven vendredi vie viernes sex sexta venerdi vr vrijdag pt piatek fre fredag",
    "sat saturday sa samstag sam samedi sab sabado sabato za zaterdag sob sobota lor lordag",
    "sun sunday so sonntag dim dimanche dom domingo domenica zo zondag nd niedziela son sondag",
];

/// Words without meaning between the parts of a date.
const FILLERS: [&str; 34] = [
    "de", "del", "a.", "p.", "m.", "m", "uhr", "h", "h.", "hs", "um", "at", "of", "the", "on", "à",
    "às", "as", "-", "–", "om", "o", "kl", "kl.", "ore", "ora", "alle", "el", "las", "godz",
    "godz.", "dnia", "den", "der",
];

fn place(table: &[&str], word: &str) -> Option<u32> {
    let word = fold(word);
    let has = |names: &str| names.split(' ').any(|name| name == word);
    table
        .iter()
        .position(|names| has(names))
        .filter(|_| !word.is_empty())
        .map(|at| at as u32)
}

/// Parses a full weekday name; 0 is Monday.
pub fn weekday(word: &str) -> Option<u32> {
    place(&WEEKDAYS, word).filter(|_| word.trim().chars().count() > 3)
}

/// Parses a date, with or without a time: ISO, numeric in the given order, or with a month name. `None` if it is not a
/// date or has no year.
pub fn read(cell: &str, order: Order) -> Option<Stamp> {
    if cell.len() > 80 || !cell.contains(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    let mut found = Found::default();
    let mut before = ' ';
    let mut text = String::with_capacity(cell.len());
    // `[Europe/Berlin]` after an offset is redundant.
    let cell = match cell
        .trim()
        .strip_suffix(']')
        .and_then(|cell| cell.split_once('['))
    {
        Some((before, _)) if before.contains(['T', ':']) => before,
        _ => cell,
    };
    let mut signs = cell.trim().chars().peekable();
    while let Some(sign) = signs.next() {
        // 2026年2月14日.
        let sign = match sign {
            '年' | '月' if before.is_ascii_digit() => '-',
            '日' if before.is_ascii_digit() => ' ',
            sign => sign,
        };
        let between = before.is_ascii_digit()
            && signs.peek().is_some_and(char::is_ascii_digit)
            && matches!(sign, 'T' | 't' | '_');
        text.push(if between || sign == ',' || sign.is_whitespace() {
            ' '
        } else {
            sign
        });
        before = sign;
    }
    let tokens: Vec<&str> = text.split_whitespace().collect();
    for (at, token) in tokens.iter().enumerate() {
        found.take(token, tokens.get(at + 1).copied(), order)?;
    }
    found.stamp()
}

/// Parts of a cell parsed so far.
#[derive(Default)]
struct Found {
    date: Option<NaiveDate>,
    month: Option<u32>,
    numbers: Vec<(u32, usize)>,
    time: Option<NaiveTime>,
    afternoon: Option<bool>,
    offset: Option<FixedOffset>,
    weekday: Option<u32>,
}

impl Found {
    /// Consumes the next token; `None` if it is not part of a date.
    fn take(&mut self, token: &str, next: Option<&str>, order: Order) -> Option<()> {
        let lower = token.to_lowercase();
        let plain = lower.trim_end_matches('.');
        let digits = lower.bytes().take_while(u8::is_ascii_digit).count();
        let has_date = self.date.is_some() || self.month.is_some() && self.numbers.len() == 2;
        let is_dotted = plain.len() <= 8
            && plain.contains('.')
            && plain.split('.').all(|part| matches!(part.len(), 1 | 2))
            && plain
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.');
        if FILLERS.contains(&lower.as_str()) {
            match lower.as_str() {
                "a." => self.afternoon = Some(false),
                "p." => self.afternoon = Some(true),
                _ => {}
            }
        } else if matches!(plain, "am" | "a.m") {
            self.afternoon = Some(false);
        } else if matches!(plain, "pm" | "p.m") {
            self.afternoon = Some(true);
        } else if digits > 0 && lower.contains(':') {
            self.clock(&lower)?;
        } else if let Some((hour, minute)) = lower
            .split_once('h')
            .filter(|(hour, _)| digits > 0 && hour.len() == digits)
        {
            let minute = if minute.is_empty() { "00" } else { minute };
            self.clock(&format!("{hour}:{minute}"))?;
        } else if next.is_some_and(|next| next.eq_ignore_ascii_case("uhr")) && digits > 0
            || has_date && is_dotted && self.time.is_none()
        {
            self.clock(&plain.replace('.', ":"))?;
        } else if self.offset.is_some()
            && token.len() <= 5
            && token.bytes().all(|byte| byte.is_ascii_uppercase())
        {
            // Time zone name for the offset already parsed.
        } else if self.time.is_some() && offset(token).is_some() {
            self.offset = offset(token);
        } else if digits == token.len() && digits == 8 && self.date.is_none() {
            self.date = NaiveDate::parse_from_str(token, "%Y%m%d").ok();
            self.date?;
        } else if digits == 6 && self.date.is_some() && matches!(&lower[digits..], "" | "z") {
            self.time = NaiveTime::parse_from_str(&lower[..digits], "%H%M%S").ok();
            self.offset = offset(&lower[digits..]);
            self.time?;
        } else if let Some(date) = numeric(plain, order) {
            self.date = Some(date);
        } else {
            for word in plain.split(['-', '/']).filter(|word| !word.is_empty()) {
                self.word(word)?;
            }
        }
        Some(())
    }

    /// A number, an ordinal, a month or a day of the week.
    fn word(&mut self, word: &str) -> Option<()> {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let ordinal = ["", ".", "st", "nd", "rd", "th", "er", "º", "ª", "o"];
            let number = word[..digits].parse().ok()?;
            self.numbers.push((number, digits));
            return ordinal.contains(&&word[digits..]).then_some(());
        }
        let word = word.trim_end_matches('.');
        // "mar" is both March and Tuesday; "do" is a weekday but not a month.
        match (place(&MONTHS, word), place(&WEEKDAYS, word)) {
            (Some(month), _) if self.month.is_none() => self.month = Some(month + 1),
            (_, Some(day)) => self.weekday = Some(day),
            _ => return None,
        }
        Some(())
    }

    /// `18:05`, `18:05:30.123`, `6:05pm`, `18:05:30+01:00`.
    fn clock(&mut self, text: &str) -> Option<()> {
        let end = text
            .find(|sign: char| !sign.is_ascii_digit() && !matches!(sign, ':' | '.' | ','))
            .unwrap_or(text.len());
        let (clock, rest) = (&text[..end], text[end..].trim_end_matches('.'));
        match rest {
            "" => {}
            "am" | "a.m" => self.afternoon = Some(false),
            "pm" | "p.m" => self.afternoon = Some(true),
            other => self.offset = Some(offset(other)?),
        }
        let (clock, fraction) = clock.split_once(['.', ',']).unwrap_or((clock, ""));
        let mut parts = clock.split(':');
        let mut part = |least: usize| {
            let part = parts.next()?;
            let sound =
                (least..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<u32>().ok().filter(|_| sound)
        };
        let (hour, minute) = (part(1)?, part(2)?);
        let second = if clock.matches(':').count() > 1 {
            part(2)?
        } else {
            0
        };
        let sound =
            clock.matches(':').count() <= 2 && fraction.bytes().all(|byte| byte.is_ascii_digit());
        self.time =
            NaiveTime::from_hms_opt(hour, minute, second).filter(|_| sound && self.time.is_none());
        self.time.map(|_| ())
    }

    fn stamp(self) -> Option<Stamp> {
        let date = match (self.date, self.month, self.numbers.as_slice()) {
            (Some(date), None, []) => date,
            (None, Some(month), [(first, length), (second, _)]) => {
                let (year, day) = if *length == 4 {
                    (*first, *second)
                } else {
                    (*second, *first)
                };
                NaiveDate::from_ymd_opt(full_year(year)?, month, day)?
            }
            _ => return None,
        };
        let time = match (self.time, self.afternoon) {
            (Some(time), Some(afternoon)) => {
                let hour = chrono::Timelike::hour(&time);
                let hour = (1..=12)
                    .contains(&hour)
                    .then_some(hour % 12 + if afternoon { 12 } else { 0 })?;
                chrono::Timelike::with_hour(&time, hour)
            }
            (None, Some(_)) => return None,
            (time, None) => time,
        };
        Some(Stamp {
            date,
            time,
            offset: self.offset,
            weekday: self.weekday,
        })
    }
}

/// `2026-02-14`, `14.2.2026`, `14/2/26`.
fn numeric(token: &str, order: Order) -> Option<NaiveDate> {
    let mark = token.chars().find(|sign| !sign.is_ascii_digit())?;
    let parts: Vec<&str> = token.split(mark).collect();
    let [first, second, third] = *parts.as_slice() else {
        return None;
    };
    let sound = |part: &str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !matches!(mark, '-' | '/' | '.') || !parts.iter().all(|part| sound(part)) {
        return None;
    }
    let number = |part: &str| part.parse::<u32>().ok();
    let (year, month, day) = match (first.len(), mark, order) {
        (4, ..) => (first, second, third),
        (_, '.', _) | (_, _, Order::DayFirst) => (third, second, first),
        (_, _, Order::MonthFirst) => (third, first, second),
        (_, _, Order::YearFirst) => return None,
    };
    if !matches!(year.len(), 2 | 4) || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let whole = if year.len() == 4 {
        number(year)? as i32
    } else {
        full_year(number(year)?)?
    };
    NaiveDate::from_ymd_opt(whole, number(month)?, number(day)?)
}

/// Two-digit years: 70 to 99 are in the 1900s, 0 to 69 in the 2000s.
fn full_year(year: u32) -> Option<i32> {
    match year {
        0..70 => Some(2000 + year as i32),
        70..100 => Some(1900 + year as i32),
        1000..10_000 => Some(year as i32),
        _ => None,
    }
}

/// `+01:00`, `+0100`, `Z`, `UTC-04:00`, `GMT`.
pub fn offset(text: &str) -> Option<FixedOffset> {
    let text = text.trim();
    let upper = text.to_uppercase();
    let rest = upper
        .strip_prefix("UTC")
        .or_else(|| upper.strip_prefix("GMT"))
        .unwrap_or(&upper);
    if matches!(rest, "Z") || (rest.is_empty() && !upper.is_empty()) {
        return FixedOffset::east_opt(0);
    }
    let sign = match rest.chars().next()? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let digits: String = rest.chars().skip(1).filter(|sign| *sign != ':').collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse::<i32>().ok()?, 0),
        4 => (digits[..2].parse().ok()?, digits[2..].parse().ok()?),
        _ => return None,
    };
    FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60))
        .filter(|_| hours <= 14 && minutes < 60)
}

/// Parses a time of day without a date: `18:05`, `6:05 p. m.`, `18h05`.
pub fn time_of_day(cell: &str) -> Option<NaiveTime> {
    let stamp = read(&format!("2000-01-01 {}", cell.trim()), Order::YearFirst)?;
    stamp
        .time
        .filter(|_| stamp.date.year() == 2000 && stamp.offset.is_none())
}

/// Parses a Unix timestamp in seconds (10 digits) or milliseconds (13), for the years 2000 to 2040.
pub fn since_1970(cell: &str) -> Option<NaiveDateTime> {
    let cell = cell.trim();
    let cell = cell.split_once('.').map_or(cell, |(whole, _)| whole);
    let number: i64 = cell.parse().ok()?;
    let millis = match cell.len() {
        9 | 10 => number.checked_mul(1000)?,
        12 | 13 => number,
        _ => return None,
    };
    let at = chrono::DateTime::from_timestamp_millis(millis)?.naive_utc();
    (2000..=2040).contains(&at.year()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(cell: &str, order: Order) -> String {
        read(cell, order).map_or("none".to_owned(), |stamp| {
            let time = stamp.time.map_or(String::new(), |time| format!(" {time}"));
            let offset = stamp
                .offset
                .map_or(String::new(), |offset| format!(" {offset}"));
            format!("{}{time}{offset}", stamp.date)
        })
    }

    #[test]
    fn dates_and_times_as_files_have_them() {
        for (cell, expected) in [
            ("2026-02-14", "2026-02-14"),
            ("2026/2/4", "2026-02-04"),
            ("2026.02.14", "2026-02-14"),
            ("20260214", "2026-02-14"),
            ("20260214T180530Z", "2026-02-14 18:05:30 +00:00"),
            ("20260214T180530", "2026-02-14 18:05:30"),
            ("2026-02-14T18:05:30.123+0100", "2026-02-14 18:05:30 +01:00"),
            ("2026-02-14 18:05 Z", "2026-02-14 18:05:00 +00:00"),
            ("14.02.2026, 15:09:27", "2026-02-14 15:09:27"),
            ("14.2.26", "2026-02-14"),
            ("14/2/99", "1999-02-14"),
            ("Feb 15, 2026, 5:30:00 PM", "2026-02-15 17:30:00"),
            ("Mar 1, 2026", "2026-03-01"),
            ("21 févr. 2026, 15:09:27", "2026-02-21 15:09:27"),
            ("8 de fev. de 2026, 06:47:55", "2026-02-08 06:47:55"),
            ("8th Dec 2021", "2021-12-08"),
            ("9 mei 2026, 19:00:00", "2026-05-09 19:00:00"),
            ("7 września 2017", "2017-09-07"),
            ("2026 Tue Feb 17 8:39 AM", "2026-02-17 08:39:00"),
            ("Tuesday, Feb 17, 2026", "2026-02-17"),
            ("12-Feb-26", "2026-02-12"),
            ("2026-02-01 11:10PM", "2026-02-01 23:10:00"),
            ("14.02.2026 18.05 Uhr", "2026-02-14 18:05:00"),
            ("14/02/2026 18h05", "2026-02-14 18:05:00"),
            ("2026-02-14 6:05\u{202f}p. m.", "2026-02-14 18:05:00"),
            ("1. März 2026", "2026-03-01"),
            ("2026年2月14日 18:05", "2026-02-14 18:05:00"),
            ("28 September", "none"),
            ("2026-02-30", "none"),
            ("soon", "none"),
            ("8.40", "none"),
            ("1200", "none"),
            ("26-02-25 07:32:38", "none"),
        ] {
            let order = if cell.starts_with("26-") {
                Order::YearFirst
            } else {
                Order::DayFirst
            };
            assert_eq!(written(cell, order), expected, "{cell}");
        }
        assert_eq!(written("3/1/2026", Order::MonthFirst), "2026-03-01");
        assert_eq!(written("25/2/2026", Order::MonthFirst), "none");
    }

    #[test]
    fn offsets_times_of_day_and_seconds_since_1970() {
        for (text, seconds) in [
            ("UTC-0300", -10_800),
            ("+05:30", 19_800),
            ("GMT", 0),
            ("UTC-04:00", -14_400),
        ] {
            assert_eq!(
                offset(text).map(|offset| offset.local_minus_utc()),
                Some(seconds),
                "{text}"
            );
        }
        assert_eq!(offset("Europe/Berlin"), None);
        assert_eq!(time_of_day("6:05 p. m.").unwrap().to_string(), "18:05:00");
        assert_eq!(time_of_day("25:00"), None);
        assert_eq!(
            since_1970("1771362000").unwrap().to_string(),
            "2026-02-17 21:00:00"
        );
        assert_eq!(since_1970("17713620000000"), None);
        assert_eq!(weekday("Sonntag"), Some(6));
        assert_eq!(weekday("mar"), None);
    }

    proptest! {
        #[test]
        fn any_cell_is_a_date_or_none(cell in "\\PC{0,20}|[-0-9:/. TZapmfebuhr,+]{0,30}") {
            let _ = (read(&cell, Order::DayFirst), read(&cell, Order::MonthFirst), offset(&cell), time_of_day(&cell), since_1970(&cell));
        }
    }
}
