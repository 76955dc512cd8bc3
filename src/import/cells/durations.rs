//! Durations as written in files.

use crate::import::cells::fold;
use crate::import::cells::numbers::Marks;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Milliseconds.
    Milliseconds,
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
}

impl Unit {
    /// Length in seconds.
    pub const fn seconds(self) -> f64 {
        match self {
            Self::Milliseconds => 0.001,
            Self::Seconds => 1.0,
            Self::Minutes => 60.0,
            Self::Hours => 3600.0,
        }
    }

    /// Parses a unit name in any of the export languages.
    pub fn of_word(word: &str) -> Option<Self> {
        const WORDS: [(Unit, &str); 4] = [
            (
                Unit::Milliseconds,
                "ms msec milliseconds millis millisekunden",
            ),
            (
                Unit::Seconds,
                "s sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos secondi secondo seconden sekundy sekund sekunder 秒",
            ),
            (
                Unit::Minutes,
                "m min mins minute minutes minuten minuto minutos minuti minuut minuty minut minuter minutter mn 分",
            ),
            (
                Unit::Hours,
                "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur uren godz godziny godzin timer timmar 時間",
            ),
        ];
        let word = fold(word);
        let is = |words: &str| words.split(' ').any(|known| known == word);
        WORDS
            .iter()
            .find(|(_, words)| is(words))
            .map(|(unit, _)| *unit)
    }
}

/// A parsed duration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Length {
    /// Seconds.
    Seconds(f64),
    /// `5:30`: hours and minutes, or minutes and seconds.
    TwoParts(f64, f64),
    /// A number without a unit.
    Plain(f64),
}

/// Parses `0:31:26`, `31:26`, `20 min`, `1h 5m`, `7h30`, `1:30 h`, `PT31M26S` or a plain number; `None` for anything
/// else.
pub fn read(cell: &str, marks: Marks) -> Option<Length> {
    let cell = cell.trim();
    if cell.is_empty() || cell.len() > 40 || !cell.contains(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    if let Some(rest) = cell.strip_prefix("PT") {
        return with_units(&rest.to_lowercase(), Marks::default()).map(Length::Seconds);
    }
    if cell.contains(':') {
        return colons(cell);
    }
    // 45' is 45 minutes.
    if let Some(minutes) = cell.strip_suffix(['\'', '’', '′']) {
        let minutes = marks.read(minutes).filter(|value| *value >= 0.0)?;
        return Some(Length::Seconds(minutes * 60.0));
    }
    if let Some(value) = marks.read(cell) {
        return (value >= 0.0).then_some(Length::Plain(value));
    }
    with_units(cell, marks).map(Length::Seconds)
}

/// `1:02:03`, `31:26.5`, `1:30 h`.
fn colons(cell: &str) -> Option<Length> {
    let end = cell
        .find(|sign: char| sign.is_alphabetic() || sign.is_whitespace())
        .unwrap_or(cell.len());
    let (clock, unit) = (&cell[..end], cell[end..].trim());
    let mut parts = Vec::new();
    for part in clock.split(':') {
        let sound = !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
        let value: f64 = part.replace(',', ".").parse().ok().filter(|_| sound)?;
        parts.push(value);
    }
    let below = |value: f64| value < 60.0;
    match *parts.as_slice() {
        [hours, minutes, seconds] if unit.is_empty() && below(minutes) && below(seconds) => {
            Some(Length::Seconds(hours * 3600.0 + minutes * 60.0 + seconds))
        }
        [first, second] if below(second) => match (unit, Unit::of_word(unit.trim_matches('.'))) {
            ("", _) => Some(Length::TwoParts(first, second)),
            (_, Some(unit @ (Unit::Hours | Unit::Minutes))) => {
                Some(Length::Seconds((first + second / 60.0) * unit.seconds()))
            }
            _ => None,
        },
        _ => None,
    }
}

/// `1h 5m`, `0,75 h`, `45 Min.`, `7h30`.
fn with_units(cell: &str, marks: Marks) -> Option<f64> {
    let mut total = 0.0;
    let mut rest = cell.trim();
    let mut before: Option<Unit> = None;
    while !rest.is_empty() {
        let number = rest
            .find(|sign: char| sign.is_alphabetic() || sign.is_whitespace())
            .unwrap_or(rest.len());
        let value = marks.read(&rest[..number]).filter(|value| *value >= 0.0)?;
        rest = rest[number..].trim_start();
        let word = rest
            .find(|sign: char| !sign.is_alphabetic())
            .unwrap_or(rest.len());
        let unit = match (&rest[..word], before) {
            // A number without a unit after hours means minutes.
            ("", Some(Unit::Hours)) if rest.is_empty() => Unit::Minutes,
            (word, _) => Unit::of_word(word)?,
        };
        total += value * unit.seconds();
        before = Some(unit);
        rest = rest[word..].trim_start_matches(['.', ',']).trim_start();
    }
    before.map(|_| total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn durations_as_files_have_them() {
        for (cell, seconds) in [
            ("0:31:26", 1886.0),
            ("00:31:08.5", 1868.5),
            ("20 min", 1200.0),
            ("45 Min.", 2700.0),
            ("1h 5m", 3900.0),
            ("1h 2m 3s", 3723.0),
            ("7h30", 27_000.0),
            ("1:30 h", 5400.0),
            ("0,75 h", 2700.0),
            ("PT31M26S", 1886.0),
            ("PT1H", 3600.0),
            ("1200 ms", 1.2),
        ] {
            assert_eq!(
                read(cell, Marks::default()),
                Some(Length::Seconds(seconds)),
                "{cell}"
            );
        }
        assert_eq!(
            read("5:30", Marks::default()),
            Some(Length::TwoParts(5.0, 30.0))
        );
        assert_eq!(read("90", Marks::default()), Some(Length::Plain(90.0)));
        for cell in ["", "soon", "1:75:00", "-5", "5 apples", "::", "1h x"] {
            assert_eq!(read(cell, Marks::default()), None, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn any_cell_is_a_duration_or_none(cell in "\\PC{0,12}|[-0-9:.,hms PT]{0,20}") {
            let _ = read(&cell, Marks::default());
        }
    }
}
