//! What other programs call a sport, as one of our activities.

use crate::content::activities::find_activity;

/// FIT's numbers of sport and sub-sport (FIT SDK, profile) as an activity's id or a name.
pub(super) fn from_fit(sport: u32, sub_sport: u32) -> &'static str {
    match (sport, sub_sport) {
        (1, 1 | 45) => "treadmill_brisk",
        (1, _) => "jog",
        (2, 5) => "spin",
        (2, 6 | 58) => "bike_still",
        (2, _) => "bike",
        (4 | 15, 14) => "row_light",
        (4, 15) => "elliptical",
        (4, 16) => "stairs",
        (4 | 10, 43) => "yoga",
        (4 | 10, 44) => "pilates",
        (4 | 10, 20) => "strength",
        (10, 19) => "stretch",
        (10, 62) => "breathe",
        (10, _) => "home_exercise",
        (5, 17) => "swim_laps",
        (5, _) => "swim_leisure",
        (6, _) => "basketball",
        (7, _) => "football",
        (8, _) => "tennis",
        (11, _) => "walk_self",
        (12, _) => "cross-country skiing",
        (13, _) => "downhill skiing",
        (14, _) => "snowboarding",
        (15, _) => "rowing",
        (16 | 17, _) => "hike",
        (19, _) => "kayaking",
        (21, _) => "ebike",
        (25, _) => "golf",
        (30, _) => "roller_skate",
        (31, _) => "climb",
        (33, _) => "skating",
        (35, _) => "snowshoeing",
        (37, _) => "stand-up paddling",
        (47, _) => "boxing",
        (62, _) => "intervals",
        _ => "other exercise",
    }
}

/// A sport's name as files write it: `Running`, `VirtualRide`, `cross_country_skiing`.
pub(super) fn from_name(name: &str) -> String {
    let name = crate::domain::plain::line(name).trim().replace('_', " ");
    let (mut words, mut after_small) = (String::new(), false);
    for character in name.chars().take(60) {
        if character.is_uppercase() && after_small {
            words.push(' ');
        }
        after_small = character.is_lowercase();
        words.extend(character.to_lowercase());
    }
    let known = match words.as_str() {
        "" | "other" | "unknown" | "default" | "track me" => "other exercise",
        "virtual run" | "trail run" | "trail running" => "jog",
        "treadmill running" => "treadmill_brisk",
        "virtual ride" | "indoor ride" | "indoor cycling" => "bike_still",
        "gravel ride" | "mountain bike ride" | "road biking" | "mountain biking" => "bike",
        "e bike ride" => "ebike",
        "pool swim" | "lap swimming" => "swim_laps",
        "weight training" | "traditional strength training" | "functional strength training" => {
            "strength"
        }
        "high intensity interval training" => "intervals",
        "mind and body" | "flexibility" | "cooldown" => "stretch",
        "core training" => "bodyweight",
        "cardio" | "mixed cardio" => "home_exercise",
        other => other,
    };
    find_activity(known).map_or_else(|_| known.to_owned(), |found| found.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sports_lead_to_activities() {
        for (name, id) in [
            ("Running", "jog"),
            ("RUN", "jog"),
            ("Ride", "bike"),
            ("VirtualRide", "bike_still"),
            ("Walk", "walk_self"),
        ] {
            assert_eq!(from_name(name), id);
        }
        assert_eq!(from_name("CrossCountrySkiing"), "cross country skiing");
        assert_eq!(from_name("Other"), "other exercise");
    }
}
