//! Activities and their metabolic equivalents: `assets/activities.toml`.

use crate::content::nearest::{Unknown, fold};
use crate::content::search::{Query, Rank, closest_first};
use crate::domain::routine::Place;
use crate::domain::units::in_miles;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A kind of movement, with its energy cost.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Id, as stored with sessions.
    pub id: String,
    /// Displayed name.
    pub label: String,
    /// Code in the 2024 Adult Compendium, or the 2011 one for sports recorded by other programs;
    /// empty for our own estimate.
    pub code: String,
    /// Metabolic equivalent, 1 (at rest) to about 12 (Herrmann et al. 2024, 10.1016/j.jshs.2023.10.010; Ainsworth et
    /// al. 2011, 10.1249/MSS.0b013e31821ece12).
    pub met: f64,
    /// Category: `walk`, `yoga`, `strength` …
    pub category: String,
    /// Where it can be done.
    pub place: Place,
    /// Alternative names.
    #[serde(default)]
    pub aliases: Vec<String>,
}

#[derive(Deserialize)]
struct ActivitiesFile {
    activity: Vec<Activity>,
}

const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/activities.json"));

static ACTIVITIES: LazyLock<Vec<Activity>> = LazyLock::new(|| {
    serde_json::from_str::<ActivitiesFile>(TEXT)
        .map(|file| file.activity)
        .unwrap_or_default()
});

/// Every activity.
pub fn activities() -> &'static [Activity] {
    &ACTIVITIES
}

/// The activity with this id.
pub fn activity(id: &str) -> Option<&'static Activity> {
    activities().iter().find(|activity| activity.id == id)
}

/// Ids, aliases and labels, normalized with `fold`; where two are equal, the first in this order counts.
static NAMES: LazyLock<HashMap<String, &'static Activity>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    let ids = activities().iter().map(|known| (&known.id, known));
    let aliases = activities()
        .iter()
        .flat_map(|known| known.aliases.iter().map(move |alias| (alias, known)));
    let labels = activities().iter().map(|known| (&known.label, known));
    for (name, known) in ids.chain(aliases).chain(labels) {
        names.entry(fold(name)).or_insert(known);
    }
    // As labels are shown to people who measure in miles.
    for known in activities() {
        if let Some(shown) = in_miles(&known.label) {
            names.entry(fold(&shown)).or_insert(known);
        }
    }
    names
});

/// Labels, normalized with `fold`.
static LABELS: LazyLock<Vec<(String, &'static Activity)>> = LazyLock::new(|| {
    let folded = activities().iter().map(|known| (fold(&known.label), known));
    folded.collect()
});

/// The known activity for a name used in a record: by id, alias or label.
pub fn named(name: &str) -> Option<&'static Activity> {
    activity(name).or_else(|| NAMES.get(&fold(name)).copied())
}

/// The displayed name; the id itself if unknown.
pub fn label(id: &str) -> &str {
    activity(id).map_or(id, |activity| activity.label.as_str())
}

/// The activity with this id, alias or label, or with the only label that begins with `text`. Fast enough for every row
/// of a file.
pub fn matching_activity(text: &str) -> Option<&'static Activity> {
    let wanted = fold(text);
    if wanted.is_empty() {
        return None;
    }
    NAMES.get(&wanted).copied().or_else(|| {
        let mut beginning = LABELS
            .iter()
            .filter(|(label, _)| wanted.len() > 2 && label.starts_with(&wanted));
        match (beginning.next(), beginning.next()) {
            (Some((_, only)), None) => Some(*only),
            _ => None,
        }
    })
}

/// Finds an activity by id, alias, label, or a prefix that matches only one label.
pub fn find_activity(text: &str) -> Result<&'static Activity, Unknown> {
    matching_activity(text).ok_or_else(|| {
        let known = activities().iter().flat_map(|activity| {
            activity
                .aliases
                .iter()
                .map(String::as_str)
                .chain([activity.label.as_str()])
        });
        Unknown::new(
            "activity",
            text,
            known,
            "All activities: firstline activities",
        )
    })
}

/// The activities that match `query`, closest first; empty for an empty query.
pub fn search_activities(query: &Query) -> Vec<(Rank, &'static Activity)> {
    let fitting = activities()
        .iter()
        .filter(|_| !query.is_empty())
        .map(|activity| {
            let names = activity.aliases.iter().map(String::as_str);
            let names: Vec<&str> = names.chain([activity.label.as_str()]).collect();
            (query.rank(&names, &[&activity.category]), activity)
        });
    closest_first(fitting)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_list_is_whole_and_sound() {
        assert!(serde_json::from_str::<ActivitiesFile>(TEXT).is_ok());
        assert!(activities().len() >= 110, "{}", activities().len());
        let ids: BTreeSet<&str> = activities()
            .iter()
            .map(|activity| activity.id.as_str())
            .collect();
        assert_eq!(ids.len(), activities().len(), "an id is there twice");
        for activity in activities() {
            assert!((1.0..=12.0).contains(&activity.met), "{}", activity.id);
            assert!(
                activity.code.is_empty() || activity.code.len() == 5,
                "{}",
                activity.id
            );
        }
    }

    /// A widely copied table clips every value at 9.9.
    #[test]
    fn values_above_nine_are_not_clipped() {
        for (id, met) in [
            ("skip", 11.8),
            ("run_12", 11.8),
            ("run_11", 11.0),
            ("swim_hard", 9.8),
            ("walk_brisk", 4.8),
        ] {
            assert!((activity(id).unwrap().met - met).abs() < 1e-9, "{id}");
        }
    }

    #[test]
    fn people_find_what_they_mean() {
        for (text, id) in [
            ("walk", "walk_self"),
            ("Walking", "walk_self"),
            ("walking brisk", "walk_brisk"),
            ("walk_brisk", "walk_brisk"),
            ("run", "jog"),
            ("Swimming", "swim_leisure"),
            ("tai-chi", "taichi"),
            ("gardening", "garden"),
            ("badm", "badminton"),
            ("Run, about 8 km/h", "run_8"),
            ("run, about 5 mph", "run_8"),
        ] {
            assert_eq!(find_activity(text).unwrap().id, id, "{text}");
        }
        let error = find_activity("wakl").unwrap_err().to_string();
        assert!(
            error.contains("Did you mean") && error.contains("walk"),
            "{error}"
        );
        assert!(find_activity("").is_err());
    }

    #[test]
    fn searching_puts_the_closest_first() {
        let search = |text: &str| search_activities(&Query::new(text));
        assert_eq!(search("yoga")[0].1.id, "yoga");
        assert_eq!(search("walk")[0].1.id, "walk_self");
        assert!(search("").is_empty());
    }
}
