//! Distances: parsing, formatting and units. They are stored in meters.

use crate::domain::duration::decimal;
use crate::domain::units::{LengthUnit, MILE};

/// The longest distance of a session, in meters.
const FARTHEST: f64 = 1_000_000.0;

/// Parses a distance into kilometers, 0 to 1000: `5`, `5km`, `3mi`, `800m`.
///
/// # Errors
/// If the text is not a distance; the message explains the format.
pub fn parse_kilometers(text: &str) -> Result<f64, String> {
    let meters = meters(text, LengthUnit::Kilometers)?;
    Ok(meters / 1000.0)
}

/// Parses a distance into meters; a number without a unit is in `bare`.
///
/// # Errors
/// If the text is not a distance of 0 to 1000 km; the message explains the format.
pub fn meters(text: &str, bare: LengthUnit) -> Result<f64, String> {
    let text = text.trim().to_lowercase();
    let letters = text.find(|character: char| character.is_alphabetic());
    let (number, unit) = text.split_at(letters.unwrap_or(text.len()));
    let unit = match unit {
        "" => Some(bare.meters()),
        "k" | "km" => Some(1000.0),
        "mi" | "mile" | "miles" => Some(MILE),
        "m" => Some(1.0),
        _ => None,
    };
    let value = decimal(number.trim_end()).zip(unit);
    let value = value.map(|(number, unit)| number * unit);
    let value = value.filter(|meters| (0.0..=FARTHEST).contains(meters));
    value.ok_or_else(|| match bare {
        LengthUnit::Kilometers => "Distances go from 0 to 1000 km, like 5.2km or 3mi.".to_owned(),
        LengthUnit::Miles => "Distances go from 0 to 621 miles, like 3.2 or 5km.".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_has_a_unit_or_is_in_kilometers() {
        for (text, expected) in [
            ("5", 5.0),
            ("5,2 km", 5.2),
            ("800m", 0.8),
            ("3mi", 4.828_032),
        ] {
            let read = parse_kilometers(text).unwrap();
            assert!((read - expected).abs() < 1e-9, "{text}: {read}");
        }
        assert!(parse_kilometers("5 leagues").is_err() && parse_kilometers("1001").is_err());
        let in_unit = |text, unit| meters(text, unit).unwrap();
        assert!((in_unit("2", LengthUnit::Miles) - 2.0 * MILE).abs() < 1e-9);
        assert!((in_unit("2 km", LengthUnit::Miles) - 2_000.0).abs() < 1e-9);
        assert!((in_unit("2mi", LengthUnit::Kilometers) - 2.0 * MILE).abs() < 1e-9);
        assert!(meters("700", LengthUnit::Miles).is_err());
    }
}
