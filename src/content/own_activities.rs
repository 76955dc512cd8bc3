//! A person's own activities beside the built-in ones: found by name, and changed with their history.

use crate::content::activities::{Activity, activities, activity, matching_activity, named};
use crate::content::intensity;
use crate::content::marks;
use crate::content::nearest::Unknown;
use crate::content::search::{Query, Rank, closest_first};
use crate::domain::{
    Change, Id, Journal, Moment, OwnActivities, OwnActivity, RecordRef, Routine, Session,
    Sorting as _, Source, is_same_name, is_sitting,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Category of an own activity without a nearest built-in one.
const OWN: &str = "own";
/// MET of imported sessions of an unknown activity.
const UNKNOWN_MET: f64 = 3.0;

/// An activity, the person's own or a built-in one.
pub type Known = Cow<'static, Activity>;

/// An own activity as one to be listed beside the built-in ones: its name is its id.
pub fn listed(own: &OwnActivity) -> Activity {
    let nearest = own.nearest.as_deref().and_then(activity);
    Activity {
        id: own.name.clone(),
        label: own.name.clone(),
        code: String::new(),
        met: own.met,
        category: nearest.map_or_else(|| OWN.to_owned(), |nearest| nearest.category.clone()),
        place: own.place,
        aliases: Vec::new(),
    }
}

/// The activity that a session or routine names: the person's own, or a built-in one by id, alias or label.
pub fn known(own: OwnActivities<'_>, name: &str) -> Option<Known> {
    let ours = || named(name).map(Cow::Borrowed);
    // Ids of built-in activities are the most common names, and no own activity may have one.
    let builtin = activity(name).map(Cow::Borrowed);
    builtin.or_else(|| own.called(name).map(listed).map(Cow::Owned).or_else(ours))
}

/// Finds what a person calls `text`: an own activity, then a built-in one as in
/// [`find_activity`](crate::content::activities::find_activity).
pub fn find(own: OwnActivities<'_>, text: &str) -> Result<Known, Unknown> {
    let mine = own.called(text).map(listed).map(Cow::Owned);
    let found = mine.or_else(|| matching_activity(text).map(Cow::Borrowed));
    found.ok_or_else(|| {
        let names = own.active().map(|own| own.name.as_str());
        let builtin = activities().iter().flat_map(|activity| {
            let aliases = activity.aliases.iter().map(String::as_str);
            aliases.chain([activity.label.as_str()])
        });
        Unknown::new(
            "activity",
            text,
            names.chain(builtin),
            "All activities: firstline activities",
        )
    })
}

/// The activities in use that match `query`, closest first, the person's own before built-in ones; empty for an empty
/// query.
pub fn search(own: OwnActivities<'_>, query: &Query) -> Vec<(Rank, Known)> {
    let mine = own.active().map(listed).map(Cow::Owned);
    let all = mine.chain(activities().iter().map(Cow::Borrowed));
    closest_first(all.filter(|_| !query.is_empty()).map(|activity: Known| {
        let names = activity.aliases.iter().map(String::as_str);
        let names: Vec<&str> = names.chain([activity.label.as_str()]).collect();
        (query.rank(&names, &[&activity.category]), activity)
    }))
}

/// An activity as a routine that counts up, with what the person's own needs.
pub fn free(own: OwnActivities<'_>, activity: &Activity, target_seconds: u32) -> Routine {
    let routine = Routine::free(&activity.id, &activity.label, target_seconds);
    equipped(own, routine)
}

/// The routine with the intensity, place and equipment of the own activity that it consists of, if any.
pub fn equipped(own: OwnActivities<'_>, mut routine: Routine) -> Routine {
    if let Some(mine) = own.called(&routine.activity) {
        routine.intensity = routine.intensity.max(intensity::of_activity(&listed(mine)));
        routine.place = mine.place;
        routine.equipment.clone_from(&mine.equipment);
    }
    routine
}

/// Names of activities in sessions that are neither built-in nor the person's own, most frequent first.
pub fn unknown(journal: &Journal) -> Vec<(&str, usize)> {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for session in journal.sessions() {
        *names.entry(&session.activity).or_default() += 1;
    }
    let own = journal.own_activities();
    names.retain(|name, _| {
        !name.trim().is_empty() && !is_sitting(name) && known(own, name).is_none()
    });
    let mut names: Vec<(&str, usize)> = names.into_iter().collect();
    names.order_by_key(|(_, count)| std::cmp::Reverse(*count));
    names
}

/// Why `wanted` can't be stored beside the others; `None` if it can.
fn problem(own: OwnActivities<'_>, wanted: &OwnActivity) -> Option<String> {
    if let Some(problem) = wanted.problem() {
        return Some(problem);
    }
    let shown = &wanted.name;
    if is_sitting(shown) {
        return Some(format!("\"{shown}\" is a name firstline uses itself."));
    }
    if let Some(builtin) = named(shown) {
        return Some(format!(
            "firstline knows \"{shown}\" already: it's {}.",
            builtin.label
        ));
    }
    let mut others = own.0.iter().filter(|other| other.id != wanted.id);
    others.find(|other| other.is_called(shown)).map(|other| {
        let kept = if other.archived {
            " It's archived: restore it instead."
        } else {
            ""
        };
        format!(
            "You already have an activity called \"{}\".{kept}",
            other.name
        )
    })
}

/// Adds `wanted`; sessions of other programs with its name become its sessions. `fresh` is used as its id if a renamed
/// activity has the derived one.
///
/// # Errors
/// A sentence, if it isn't sound or its name is taken.
pub fn added(journal: &Journal, mut wanted: OwnActivity, fresh: Id) -> Result<Change, String> {
    let own = journal.own_activities();
    if own.get(wanted.id).is_some() {
        wanted.id = fresh;
    }
    if let Some(problem) = problem(own, &wanted) {
        return Err(problem);
    }
    let moved = moved(journal, &[&wanted.name], &listed(&wanted));
    let adding = Change::save(wanted);
    Ok(if moved.is_empty() {
        adding
    } else {
        Change::Several([vec![adding], moved].concat())
    })
}

/// Changes `found` to `wanted`; if its name changes, so does that of its sessions and its mark.
///
/// # Errors
/// A sentence, if it isn't sound or its name is taken.
pub fn changed(
    journal: &Journal,
    found: &OwnActivity,
    mut wanted: OwnActivity,
    now: Moment,
) -> Result<Change, String> {
    wanted.name = wanted.name.split_whitespace().collect::<Vec<_>>().join(" ");
    wanted.updated_at = now.to_utc().fixed_offset();
    if let Some(problem) = problem(journal.own_activities(), &wanted) {
        return Err(problem);
    }
    let mut changes = moved(journal, &[&found.name, &wanted.name], &listed(&wanted));
    changes.extend(marks::moved(journal, &found.name, &wanted.name));
    changes.insert(0, Change::edit(found.clone(), wanted));
    Ok(Change::Several(changes))
}

/// Merges what is called `from`, an own activity or a name in imports, into `into`: its sessions become those of
/// `into`, and an own activity is deleted.
///
/// # Errors
/// A sentence, if there is nothing called `from` or both are the same.
pub fn merged(journal: &Journal, from: &str, into: &Activity) -> Result<Change, String> {
    let own = journal.own_activities();
    let mine = own.called(from);
    let is_seen = unknown(journal)
        .iter()
        .any(|(name, _)| is_same_name(name, from));
    if is_same_name(from, &into.id) {
        return Err("An activity can't be merged into itself.".to_owned());
    }
    if mine.is_none() && !is_seen {
        let shown = crate::domain::sanitize::line(from.trim());
        return Err(match named(from) {
            Some(builtin) => format!(
                "{} is built in; only your own can be merged.",
                builtin.label
            ),
            None => format!("You have no activity called \"{shown}\", and no session of it."),
        });
    }
    let mut changes = moved(journal, &[from], into);
    if let Some(mine) = mine {
        changes.extend(marks::moved(journal, &mine.name, &into.id));
        changes.push(RecordRef::Activity(mine).deletion());
    }
    Ok(Change::Several(changes))
}

/// The sessions with one of these names, as sessions of `into`. A MET that was only guessed at import is replaced; any
/// other stays, so that past weeks keep their sums.
fn moved(journal: &Journal, names: &[&str], into: &Activity) -> Vec<Change> {
    let is_one = |name: &str| names.iter().any(|other| is_same_name(name, other));
    let edit = |session: &Session| {
        let title = if session.title == session.activity {
            into.label.clone()
        } else {
            session.title.clone()
        };
        let is_guess =
            session.source == Source::Imported && (session.met - UNKNOWN_MET).abs() < f64::EPSILON;
        let wanted = Session {
            activity: into.id.clone(),
            title,
            met: if is_guess { into.met } else { session.met },
            ..session.clone()
        };
        (wanted != *session).then(|| Change::edit(session.clone(), wanted))
    };
    let theirs = journal.sessions().iter();
    theirs
        .filter(|session| is_one(&session.activity))
        .filter_map(edit)
        .collect()
}
