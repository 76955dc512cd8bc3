//! Maps other programs' sport names to our activities.

use crate::content::activities::{activity, matching_activity};
use crate::domain::sanitize;
use crate::import::cells::{fold, parted};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Name for an unspecified activity.
pub(super) const OTHER_EXERCISE: &str = "other exercise";
/// Maximum length of a name that is looked up, in characters.
const LONGEST: usize = 60;

/// Maps FIT sport and sub-sport numbers (FIT SDK, profile) to an activity id or a name.
pub(super) fn from_fit(sport: u32, sub_sport: u32) -> &'static str {
    match (sport, sub_sport) {
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

/// Sport names in fifteen languages; those without an id have no corresponding activity.
const SPORTS: &str = include_str!("../../assets/sports.csv");

/// All words with their ids, normalized.
static WORDS: LazyLock<HashMap<String, Option<&'static str>>> = LazyLock::new(|| {
    let rows = SPORTS.lines().skip(1).filter_map(|line| {
        let mut fields = line.split(',');
        let word = fields.next()?;
        let id = fields.nth(1)?;
        Some((fold(&parted(word)), Some(id).filter(|id| !id.is_empty())))
    });
    rows.collect()
});

/// Words that only mean an unspecified activity.
const OTHER: [&str; 13] = [
    "", "other", "unknown", "default", "track me", "sonstige", "otros", "otro", "autre", "outro",
    "altro", "overig", "inne",
];

/// Whether it is the transition between two sports of a race.
pub(super) fn is_transition(activity: &str) -> bool {
    activity == "transition"
}

/// Whether a word is a known sport name.
pub(super) fn is_known(name: &str) -> bool {
    let folded = fold(&parted(name));
    !folded.is_empty() && (WORDS.contains_key(&folded) || matching_activity(name).is_some())
}

/// Whether an activity keeps its own name: it is not one of ours, or it is a sport whose variants are kept separate.
pub(super) fn is_own_word(name: &str) -> bool {
    let is_kept = || matches!(WORDS.get(&fold(&parted(name))), Some(None));
    is_kept() || activity(name).is_none() && matching_activity(name).is_none()
}

/// Converts a sport name as written in files, `Running`, `VirtualRide`, `cross_country_skiing`, to an activity id, or
/// to lowercase text if it is not one of ours.
pub(super) fn from_name(name: &str) -> String {
    let name = sanitize::line(name).trim().replace('_', " ");
    let words = parted(&name.chars().take(LONGEST).collect::<String>()).to_lowercase();
    let folded = fold(&words);
    let known = match folded.as_str() {
        "virtual run" | "trail run" | "trail running" | "treadmill running" => "jog",
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
        folded if OTHER.contains(&folded) => OTHER_EXERCISE,
        folded => match WORDS.get(folded) {
            Some(Some(id)) => id,
            Some(None) => return words,
            None => words.as_str(),
        },
    };
    matching_activity(known).map_or_else(|| known.to_owned(), |found| found.id.clone())
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
