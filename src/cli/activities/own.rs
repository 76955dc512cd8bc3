//! Adding, changing, renaming, merging and archiving the person's own activities.

use crate::cli::args::{Json, place};
use crate::cli::{Context, Failure, safe};
use crate::content::activities::find_activity;
use crate::content::nearest::Unknown;
use crate::content::own_activities::{added, changed, find, merged};
use crate::domain::routine::Place;
use crate::domain::{Change, Journal, OwnActivity};
use crate::store::Store;
use crate::store::backups::name::Reason;
use clap::{Args, Subcommand};
use color_eyre::eyre;

#[derive(Debug, Subcommand)]
pub(super) enum OwnAction {
    /// Add an activity that isn't listed
    Add(Add),
    /// Change what it's like, its MET, place or equipment
    Change(Add),
    /// Give it another name; its sessions stay
    Rename {
        /// The current name
        from: String,
        /// The new name
        to: String,
        #[command(flatten)]
        json: Json,
    },
    /// Make its sessions those of another activity (also of a name in imports)
    Merge {
        /// The one that goes
        from: String,
        /// The one that stays
        into: String,
        #[command(flatten)]
        json: Json,
    },
    /// No longer list or suggest it; its sessions stay
    Archive {
        /// The name
        name: String,
        #[command(flatten)]
        json: Json,
    },
    /// List and suggest an archived one again
    Restore {
        /// The name
        name: String,
        #[command(flatten)]
        json: Json,
    },
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// The name
    name: String,
    /// The activity it's most like; its MET and place are taken from there
    #[arg(long, value_name = "ACTIVITY")]
    like: Option<String>,
    /// How hard it is, in MET: 1 at rest, about 3 for a walk, about 8 for a run
    #[arg(long, value_name = "MET", allow_negative_numbers = true)]
    met: Option<f64>,
    /// Where it's done: indoors, outdoors or anywhere
    #[arg(long, value_name = "PLACE", value_parser = anywhere)]
    place: Option<Place>,
    /// What it needs, separated by commas; "" for nothing
    #[arg(long, value_name = "WORDS")]
    equipment: Option<String>,
    #[command(flatten)]
    json: Json,
}

fn anywhere(text: &str) -> Result<Place, String> {
    if text.eq_ignore_ascii_case(Place::Anywhere.word()) {
        return Ok(Place::Anywhere);
    }
    place(text)
}

impl Add {
    fn apply(&self, activity: &mut OwnActivity) -> Result<(), Failure> {
        if let Some(like) = &self.like {
            let nearest =
                find_activity(like).map_err(|unknown| Failure::usage(unknown.to_string()))?;
            activity.nearest = Some(nearest.id.clone());
            (activity.met, activity.place) = (nearest.met, nearest.place);
        }
        activity.met = self.met.unwrap_or(activity.met);
        activity.place = self.place.unwrap_or(activity.place);
        if let Some(words) = &self.equipment {
            let words = words.split(',').map(str::trim);
            activity.equipment = words
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect();
        }
        Ok(())
    }
}

/// What was done: the name to list, a sentence, and whether JSON was asked for.
pub(super) struct Done {
    pub(super) name: String,
    pub(super) sentence: String,
    pub(super) json: Json,
}

/// Carries it out as one undo step.
pub(super) fn run(
    what: &OwnAction,
    store: &mut Store,
    context: &Context<'_>,
) -> eyre::Result<Done> {
    let journal = store.all()?;
    let (change, done) = prepared(what, &journal, store, context)?;
    if matches!(change, Change::Several(_)) {
        context.back_up(store, Reason::Edit);
    }
    store.apply(&change, context.now())?;
    Ok(done)
}

fn prepared(
    what: &OwnAction,
    journal: &Journal,
    store: &Store,
    context: &Context<'_>,
) -> Result<(Change, Done), Failure> {
    let now = context.now();
    let edit = |found: &OwnActivity, wanted: OwnActivity| {
        changed(journal, found, wanted, now).map_err(Failure::usage)
    };
    let (change, name, sentence, json) = match what {
        OwnAction::Add(add) => {
            if add.like.is_none() && add.met.is_none() {
                return Err(Failure::usage(
                    "How hard is it? Say what it's like (--like walk) or its MET (--met 5).",
                ));
            }
            let mut wanted = OwnActivity::new(&add.name, f64::NAN, now);
            add.apply(&mut wanted)?;
            let name = wanted.name.clone();
            let change = added(journal, wanted, store.new_id(now)).map_err(Failure::usage)?;
            let sentence = format!("Added \"{name}\". Log it: firstline log \"{name}\" 20m.");
            (change, name, sentence, add.json)
        }
        OwnAction::Change(args) => {
            let found = mine(journal, &args.name)?;
            let mut wanted = found.clone();
            args.apply(&mut wanted)?;
            if wanted == *found {
                return Err(Failure::usage(
                    "Nothing to change. Try: firstline activities change dragonboat --met 5",
                ));
            }
            let sentence = format!(
                "Changed \"{}\". Sessions you logged stay as they are.",
                found.name
            );
            (
                edit(found, wanted)?,
                found.name.clone(),
                sentence,
                args.json,
            )
        }
        OwnAction::Rename { from, to, json } => {
            let found = mine(journal, from)?;
            let wanted = OwnActivity {
                name: to.clone(),
                ..found.clone()
            };
            let to = to.split_whitespace().collect::<Vec<_>>().join(" ");
            let sentence = format!(
                "\"{}\" is now called \"{to}\", in your history too.",
                found.name
            );
            (edit(found, wanted)?, to, sentence, *json)
        }
        OwnAction::Merge { from, into, json } => {
            let into = find(journal.own_activities(), into)
                .map_err(|unknown| Failure::usage(unknown.to_string()))?;
            let change = merged(journal, from, &into).map_err(Failure::usage)?;
            let sentence = format!(
                "Sessions of \"{from}\" are now sessions of \"{}\".",
                into.label
            );
            (change, into.id.clone(), sentence, *json)
        }
        OwnAction::Archive { name, json } | OwnAction::Restore { name, json } => {
            let archived = matches!(what, OwnAction::Archive { .. });
            let found = mine(journal, name)?;
            if found.archived == archived {
                let is = if archived {
                    "already archived"
                } else {
                    "not archived"
                };
                return Err(Failure::usage(format!(
                    "\"{}\" is {is}.",
                    safe(&found.name)
                )));
            }
            let sentence = if archived {
                format!("Archived \"{}\". Its sessions stay.", found.name)
            } else {
                format!("\"{}\" is listed and suggested again.", found.name)
            };
            let wanted = OwnActivity {
                archived,
                ..found.clone()
            };
            (edit(found, wanted)?, found.name.clone(), sentence, *json)
        }
    };
    let sentence = safe(&sentence);
    Ok((
        change,
        Done {
            name,
            sentence,
            json,
        },
    ))
}

fn mine<'a>(journal: &'a Journal, name: &str) -> Result<&'a OwnActivity, Failure> {
    let own = journal.own_activities();
    own.called(name).ok_or_else(|| {
        let names = own.0.iter().map(|own| own.name.as_str());
        let see = "To add it: firstline activities add NAME --like ACTIVITY";
        Failure::usage(Unknown::new("activity of yours", name, names, see).to_string())
    })
}
