//! Favorites, what is never suggested, and the equipment a person has.

use crate::cli::{Context, Failure, Json, Output, print, safe};
use crate::content::equipment::{Equipment, LACKS, Lacks};
use crate::content::marks::{Mark, marking};
use crate::domain::{Change, Routine};
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;

/// What a mark means, as a line.
pub(super) const fn words(mark: Mark) -> &'static str {
    match mark {
        Mark::Favorite => "A favorite of yours.",
        Mark::Never => "Never suggested, as you chose.",
    }
}

/// Marks a routine or activity, or removes its mark.
pub(super) fn set(routine: &Routine, mark: Option<Mark>, context: &Context<'_>) -> Result<()> {
    context
        .store()?
        .apply(&marking(routine, mark), context.now())?;
    let title = safe(&routine.title);
    print(&match mark {
        Some(Mark::Favorite) => format!("{title} is a favorite.\n"),
        Some(Mark::Never) => format!("{title} won't be suggested.\n"),
        None => format!("{title} has no mark.\n"),
    })
}

/// The arguments of `routines equipment`.
#[derive(Debug, Args)]
pub(super) struct Equipped {
    /// mat, chair, band, dumbbells, bike, or all or none
    items: Vec<String>,
    #[command(flatten)]
    json: Json,
}

/// The equipment, as JSON.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct EquipmentJson {
    /// What the person has.
    equipment: Vec<&'static str>,
}

impl Output for EquipmentJson {
    fn text(&self) -> String {
        match self.equipment.as_slice() {
            [] => "You have none of it, so nothing that needs it is suggested.\n".to_owned(),
            all if all.len() == Equipment::ALL.len() => {
                format!("You have all of it: {}.\n", all.join(", "))
            }
            some => format!("You have: {}. The rest isn't suggested.\n", some.join(", ")),
        }
    }
}

impl Equipped {
    /// Saves what was given, and shows it.
    pub(super) fn run(&self, context: &Context<'_>) -> Result<()> {
        let lacks = if self.items.is_empty() {
            let known = context.existing()?.setting(LACKS)?;
            Lacks::read(known.as_deref().unwrap_or_default())
        } else {
            let lacks = Lacks::all_but(&self.owned()?);
            let change = Change::setting(LACKS, lacks.words());
            context.store()?.apply(&change, context.now())?;
            lacks
        };
        let equipment = Equipment::ALL.into_iter().filter(|one| !lacks.has(*one));
        self.json.show(&EquipmentJson {
            equipment: equipment.map(Equipment::word).collect(),
        })
    }

    /// The equipment named; separated by spaces or commas.
    fn owned(&self) -> Result<Vec<Equipment>> {
        let names = self.items.iter().flat_map(|item| item.split(','));
        let names: Vec<&str> = names
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        match names.as_slice() {
            ["all"] => return Ok(Equipment::ALL.to_vec()),
            ["none"] => return Ok(Vec::new()),
            _ => {}
        }
        let known = |name: &str| {
            Equipment::named(name).ok_or_else(|| {
                let words = Equipment::ALL.map(Equipment::word).join(", ");
                let name = safe(name);
                Failure::usage(format!(
                    "{name} isn't on the list: {words}, or all or none."
                ))
                .into()
            })
        };
        names.into_iter().map(known).collect()
    }
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<EquipmentJson>()
}
