//! Distances: parsing, formatting and units. They are stored in meters.

use crate::domain::duration::decimal;

/// Meters per mile.
pub const MILE: f64 = 1609.344;
/// Meters per yard.
pub const YARD: f64 = 0.9144;

/// Parses a distance into kilometers, 0 to 1000: `5`, `5km`, `3mi`, `800m`.
///
/// # Errors
/// If the text is not a distance; the message explains the format.
pub fn kilometers(text: &str) -> Result<f64, String> {
    let text = text.trim().to_lowercase();
    let letters = text.find(|character: char| character.is_alphabetic());
    let (number, unit) = text.split_at(letters.unwrap_or(text.len()));
    let unit = match unit {
        "" | "k" | "km" => Some(1.0),
        "mi" | "mile" | "miles" => Some(MILE / 1000.0),
        "m" => Some(0.001),
        _ => None,
    };
    let value = decimal(number.trim_end()).zip(unit);
    let value = value.map(|(number, unit)| number * unit);
    let value = value.filter(|kilometers| (0.0..=1000.0).contains(kilometers));
    value.ok_or_else(|| "Distances go from 0 to 1000 km, like 5.2km or 3mi.".to_owned())
}

/// Formats a distance in kilometers: `5.2 km`.
pub fn shown(meters: f64) -> String {
    format!("{:.1} km", meters / 1000.0)
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
            let read = kilometers(text).unwrap();
            assert!((read - expected).abs() < 1e-9, "{text}: {read}");
        }
        assert!(kilometers("5 leagues").is_err() && kilometers("1001").is_err());
        assert_eq!(shown(5_190.0), "5.2 km");
    }
}
