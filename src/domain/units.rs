//! How a person writes distances, times of day and weeks. Records are always stored in meters, UTC and days; this is
//! only for what people read and type.

use crate::domain::Day;
use chrono::Timelike;
use std::borrow::Cow;

/// Meters per mile.
pub const MILE: f64 = 1609.344;
/// Meters per yard.
pub const YARD: f64 = 0.9144;

/// A choice with a fixed name for each value, as in the config file.
pub trait Named: Copy + PartialEq + 'static {
    /// Every value, in the order in which they are offered.
    const ALL: &'static [Self];

    /// The name in the config file.
    fn key(self) -> &'static str;
}

/// The unit of distances and speeds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is its name")]
pub enum LengthUnit {
    #[default]
    Kilometers,
    Miles,
}

impl LengthUnit {
    /// The symbol behind a number: `km`.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Kilometers => "km",
            Self::Miles => "mi",
        }
    }

    /// Its length in meters.
    pub const fn meters(self) -> f64 {
        match self {
            Self::Kilometers => 1000.0,
            Self::Miles => MILE,
        }
    }
}

impl Named for LengthUnit {
    const ALL: &'static [Self] = &[Self::Kilometers, Self::Miles];

    fn key(self) -> &'static str {
        match self {
            Self::Kilometers => "km",
            Self::Miles => "miles",
        }
    }
}

/// How times of day are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HourStyle {
    /// `17:40`.
    #[default]
    TwentyFour,
    /// `5:40 pm`.
    Twelve,
}

impl Named for HourStyle {
    const ALL: &'static [Self] = &[Self::TwentyFour, Self::Twelve];

    fn key(self) -> &'static str {
        match self {
            Self::TwentyFour => "24h",
            Self::Twelve => "12h",
        }
    }
}

/// The first day of a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is its name")]
pub enum WeekStart {
    #[default]
    Monday,
    Sunday,
    Saturday,
}

impl Named for WeekStart {
    const ALL: &'static [Self] = &[Self::Monday, Self::Sunday, Self::Saturday];

    fn key(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Sunday => "sunday",
            Self::Saturday => "saturday",
        }
    }
}

impl WeekStart {
    /// The first day of the week, counted like [`Day::weekday`].
    const fn weekday(self) -> usize {
        match self {
            Self::Monday => 0,
            Self::Saturday => 5,
            Self::Sunday => 6,
        }
    }

    /// The first day of the week that contains `day`.
    pub fn first_day(self, day: Day) -> Day {
        let after = (day.weekday() + 7 - self.weekday()) % 7;
        day.plus(-(after as i64))
    }

    /// The weekdays in the order of the week, each counted like [`Day::weekday`].
    pub fn weekdays(self) -> [usize; 7] {
        std::array::from_fn(|place| (place + self.weekday()) % 7)
    }

    /// Reorders values for Monday to Sunday into the order of the week.
    pub fn in_order<T: Copy>(self, monday_first: &[T; 7]) -> [T; 7] {
        self.weekdays().map(|weekday| monday_first[weekday])
    }
}

/// A person's units and calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Units {
    /// The unit of distances.
    pub length: LengthUnit,
    /// How times of day are written.
    pub hours: HourStyle,
    /// The first day of the week.
    pub week: WeekStart,
}

/// Territories that measure roads in miles (Unicode CLDR, with those of the United States and the Crown).
const MILES: &str = "AS GB GG GU IM JE LR MP PR UM US VI";

/// Territories whose usual clock has twelve hours (Unicode CLDR).
const TWELVE: &str = "AE AG AL AS AU BB BD BH BM BN BS BT CA CO CY DJ DM DO DZ EG EH ER ET FJ FM GD GH GM GR GU GY HK \
    IN IQ JM JO KH KI KN KP KR KW KY LB LC LR LS LY MH MO MP MR MW MY NA NZ OM PA PG PH PK PR PS PW QA SA SB SD SG SL \
    SO SS SY SZ TC TD TN TO TT TW UM US VC VE VG VI VU WS YE ZM";

/// Territories whose week begins on Sunday (Unicode CLDR).
const SUNDAY: &str = "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ \
    NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW";

/// Territories whose week begins on Saturday (Unicode CLDR).
const SATURDAY: &str = "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY";

impl Units {
    /// The habits of the territories in two locales such as `en_US.UTF-8`: one for measures, one for times and
    /// calendars. Without a territory (`C`, `de`): kilometers, 24 hours, Monday.
    pub fn of_locales(measures: Option<&str>, times: Option<&str>) -> Self {
        let is_in = |list: &str, territory: &str| list.split(' ').any(|known| known == territory);
        let measures = measures.and_then(territory).unwrap_or_default();
        let at = times.and_then(territory).unwrap_or_default();
        // The one language within a territory whose clock differs.
        let is_french = times.is_some_and(|locale| locale.starts_with("fr"));
        Self {
            length: if is_in(MILES, &measures) {
                LengthUnit::Miles
            } else {
                LengthUnit::Kilometers
            },
            hours: if is_in(TWELVE, &at) && !(is_french && at == "CA") {
                HourStyle::Twelve
            } else {
                HourStyle::TwentyFour
            },
            week: if is_in(SUNDAY, &at) {
                WeekStart::Sunday
            } else if is_in(SATURDAY, &at) {
                WeekStart::Saturday
            } else {
                WeekStart::Monday
            },
        }
    }

    /// A distance with one decimal: `5.2 km`, `3.2 mi`.
    pub fn distance(self, meters: f64) -> String {
        let unit = self.length;
        format!("{:.1} {}", meters / unit.meters(), unit.symbol())
    }

    /// A distance for a text field, with up to two decimals: `5.25 km`, `5 km`.
    pub fn typed_distance(self, meters: f64) -> String {
        let number = format!("{:.2}", meters / self.length.meters());
        let number = number.trim_end_matches('0').trim_end_matches('.');
        format!("{number} {}", self.length.symbol())
    }

    /// A time of day: `17:40`, `5:40 pm`; midnight is `12:00 am`, noon `12:00 pm`.
    pub fn time(self, at: impl Timelike + Copy) -> String {
        let (hour, minute) = (at.hour(), at.minute());
        match self.hours {
            HourStyle::TwentyFour => format!("{hour:02}:{minute:02}"),
            HourStyle::Twelve => {
                let (is_pm, hour) = at.hour12();
                let half = if is_pm { "pm" } else { "am" };
                format!("{hour}:{minute:02} {half}")
            }
        }
    }

    /// Columns of the longest time of day.
    pub const fn time_columns(self) -> u16 {
        match self.hours {
            HourStyle::TwentyFour => 5,
            HourStyle::Twelve => 8,
        }
    }

    /// A time of day for a column, aligned at its colon and as wide as the longest.
    pub fn aligned_time(self, at: impl Timelike + Copy) -> String {
        let width = usize::from(self.time_columns());
        format!("{:>width$}", self.time(at))
    }

    /// A name of an activity or session, or a sentence with one, with its speeds in the person's unit: `Run, about
    /// 8 km/h` becomes `Run, about 5 mph`.
    pub fn name(self, name: &str) -> Cow<'_, str> {
        match self.length {
            LengthUnit::Kilometers => Cow::Borrowed(name),
            LengthUnit::Miles => in_miles(name).map_or(Cow::Borrowed(name), Cow::Owned),
        }
    }
}

/// A text with its kilometers per hour as miles, to the nearest half; `None` for a text without any.
pub fn in_miles(text: &str) -> Option<String> {
    const SPEED: &str = "km/h";
    if !text.contains(SPEED) {
        return None;
    }
    let mut words: Vec<Cow<'_, str>> = text.split(' ').map(Cow::Borrowed).collect();
    for place in 0..words.len() {
        let Some(after) = words[place].strip_prefix(SPEED) else {
            continue;
        };
        words[place] = Cow::Owned(format!("mph{after}"));
        // The numbers before it: `4 to 4.5`.
        for word in words[..place].iter_mut().rev() {
            match word.parse::<f64>() {
                Ok(speed) => {
                    let miles = (speed * 2000.0 / MILE).round() / 2.0;
                    *word = Cow::Owned(miles.to_string());
                }
                Err(_) if word == "to" => {}
                Err(_) => break,
            }
        }
    }
    Some(words.join(" "))
}

/// The territory of a locale such as `de_AT.UTF-8`, `en-GB` or `zh_Hant_TW`.
fn territory(locale: &str) -> Option<String> {
    let tag = locale.split(['.', '@', ':']).next()?;
    let mut parts = tag.split(['_', '-']).skip(1);
    let is_territory =
        |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    parts.find(is_territory).map(str::to_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveDate, NaiveTime};
    use proptest::prelude::*;

    fn of(locale: &str) -> (&'static str, &'static str, &'static str) {
        let units = Units::of_locales(Some(locale), Some(locale));
        (units.length.key(), units.hours.key(), units.week.key())
    }

    #[test]
    fn a_locale_says_how_its_people_measure() {
        for (locale, expected) in [
            ("en_US.UTF-8", ("miles", "12h", "sunday")),
            ("es-US", ("miles", "12h", "sunday")),
            ("en_GB.UTF-8", ("miles", "24h", "monday")),
            ("en_CA.UTF-8", ("km", "12h", "sunday")),
            ("fr_CA.UTF-8", ("km", "24h", "sunday")),
            ("en_AU.UTF-8", ("km", "12h", "monday")),
            ("en_IN", ("km", "12h", "sunday")),
            ("ja_JP.UTF-8", ("km", "24h", "sunday")),
            ("pt_BR.UTF-8", ("km", "24h", "sunday")),
            ("zh_Hant_TW", ("km", "12h", "sunday")),
            ("ar_EG.UTF-8", ("km", "12h", "saturday")),
            ("fa_IR", ("km", "24h", "saturday")),
            ("de_AT.UTF-8@euro", ("km", "24h", "monday")),
            ("de", ("km", "24h", "monday")),
            ("C.UTF-8", ("km", "24h", "monday")),
            ("POSIX", ("km", "24h", "monday")),
            ("", ("km", "24h", "monday")),
            ("_._@-", ("km", "24h", "monday")),
        ] {
            assert_eq!(of(locale), expected, "{locale}");
        }
        let mixed = Units::of_locales(Some("en_GB"), Some("de_DE"));
        assert_eq!(mixed.length, LengthUnit::Miles);
        assert_eq!(mixed.hours, HourStyle::TwentyFour);
    }

    #[test]
    fn territories_are_known_once_and_by_two_letters() {
        for list in [MILES, TWELVE, SUNDAY, SATURDAY] {
            let all: Vec<&str> = list.split(' ').collect();
            assert!(all.windows(2).all(|pair| pair[0] < pair[1]), "{list}");
            assert!(all.iter().all(|code| code.len() == 2), "{list}");
        }
        assert!(SUNDAY.split(' ').all(|code| !SATURDAY.contains(code)));
    }

    #[test]
    fn noon_and_midnight_have_their_half() {
        let twelve = Units {
            hours: HourStyle::Twelve,
            ..Units::default()
        };
        for (hour, minute, shown, plain) in [
            (0, 0, "12:00 am", "00:00"),
            (0, 5, "12:05 am", "00:05"),
            (1, 5, "1:05 am", "01:05"),
            (11, 59, "11:59 am", "11:59"),
            (12, 0, "12:00 pm", "12:00"),
            (13, 40, "1:40 pm", "13:40"),
            (23, 59, "11:59 pm", "23:59"),
        ] {
            let at = NaiveTime::from_hms_opt(hour, minute, 30).unwrap();
            assert_eq!(twelve.time(at), shown);
            assert_eq!(Units::default().time(at), plain);
            assert_eq!(twelve.aligned_time(at).len(), 8);
        }
    }

    #[test]
    fn distances_and_speeds_are_in_the_persons_unit() {
        let miles = Units {
            length: LengthUnit::Miles,
            ..Units::default()
        };
        assert_eq!(miles.distance(5_190.0), "3.2 mi");
        assert_eq!(Units::default().distance(5_190.0), "5.2 km");
        assert_eq!(miles.typed_distance(MILE), "1 mi");
        assert_eq!(Units::default().typed_distance(5_250.0), "5.25 km");
        for (name, shown) in [
            ("Run, about 8 km/h", "Run, about 5 mph"),
            ("Treadmill, 4 to 4.5 km/h", "Treadmill, 2.5 to 3 mph"),
            ("Cycle, 19 to 22 km/h", "Cycle, 12 to 13.5 mph"),
            ("Walk, own pace", "Walk, own pace"),
            (
                "Most after: Run, about 10 km/h, and Walk.",
                "Most after: Run, about 6 mph, and Walk.",
            ),
        ] {
            assert_eq!(miles.name(name), shown);
            assert_eq!(Units::default().name(name), name);
        }
    }

    proptest! {
        #[test]
        fn a_week_begins_on_its_day_and_holds_seven(days in -40_000i64..40_000) {
            let day = Day::from_date(NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()).plus(days);
            for week in WeekStart::ALL {
                let first = week.first_day(day);
                prop_assert_eq!(first.weekday(), week.weekdays()[0]);
                prop_assert!((0..7).contains(&day.since(first)));
                prop_assert_eq!(week.first_day(first.plus(6)), first);
                prop_assert_eq!(week.first_day(first.plus(7)), first.plus(7));
            }
        }

        #[test]
        fn any_locale_has_units(locale in "\\PC{0,20}") {
            Units::of_locales(Some(&locale), Some(&locale));
        }
    }
}
