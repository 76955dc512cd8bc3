//! `firstline routines`: lists routines, shows one, checks and creates custom ones.

use crate::cli::args::place;
use crate::cli::marks::{self, Equipped};
use crate::cli::{Context, Failure, Json, note, print, print_json, safe};
use crate::coach::{Fit, Limits, Opens, fit, hides_numbers};
use crate::content::intensity;
use crate::content::marks::{Mark, Marks};
use crate::content::own::{self, TEMPLATE};
use crate::content::routines::{find_routine_among, routines};
use crate::content::session_words;
use crate::content::words::takes;
use crate::domain::english::count;
use crate::domain::routine::{Intensity, Place, Work};
use crate::domain::{Day, Journal, OwnRoutine, Routine, Sorting as _};
use crate::fs;
use crate::routine_files;
use clap::{Args, Subcommand};
use color_eyre::eyre::{Result, WrapErr as _};
use serde::Serialize;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The arguments of `routines`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline routines\n  firstline routines --place outdoors\n  firstline routines show chair-8\n  firstline routines favorite chair-8\n  firstline routines equipment mat chair\n  firstline routines new \"Morning five\" --from gentle-8\n  firstline routines check ~/.local/share/firstline/routines/morning-five.toml"
)]
pub struct Routines {
    #[command(subcommand)]
    what: Option<What>,
    /// Only what can be done there: indoors (or home, gym) or outdoors (or outside)
    #[arg(long, value_name = "PLACE", value_parser = place)]
    place: Option<Place>,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Subcommand)]
enum What {
    /// All routines, your own first
    List(Json),
    /// Show one routine, step by step
    Show {
        /// Its name, or the start of it
        name: String,
        #[command(flatten)]
        json: Json,
    },
    /// Mark a favorite: first in the list, suggested a little more often
    Favorite {
        /// Its name, or the start of it
        name: String,
    },
    /// Never suggest it
    Never {
        /// Its name, or the start of it
        name: String,
    },
    /// Remove the mark of a favorite, or of what is never suggested
    Unmark {
        /// Its name, or the start of it
        name: String,
    },
    /// What you have; the rest isn't suggested. Without words, shows it
    Equipment(Equipped),
    /// Check a routine file, and say what is wrong with it
    Check {
        /// The file
        file: PathBuf,
    },
    /// Create a routine file in the routines folder
    New {
        /// Its title
        name: Option<String>,
        /// The routine to copy
        #[arg(long, value_name = "ROUTINE")]
        from: Option<String>,
    },
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct List<'a> {
    routines: Vec<RoutineJson<'a>>,
}

/// A routine as JSON.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RoutineJson<'a> {
    routine: &'a str,
    title: &'a str,
    why: &'a str,
    minutes: u32,
    seconds: u32,
    activity: &'a str,
    intensity: Intensity,
    positions: Vec<&'static str>,
    place: Place,
    equipment: &'a [String],
    own: bool,
    file: Option<&'a str>,
    suggested: bool,
    /// `favorite` or `never`, if the person marked it.
    mark: Option<&'static str>,
    opens: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<StepView>>,
}

/// A step in playback order, as JSON.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct StepView {
    name: String,
    movement: Option<String>,
    kind: &'static str,
    seconds: u32,
    reps: Option<u16>,
    side: Option<&'static str>,
    round: Option<u8>,
    rounds: Option<u8>,
    cue: Option<String>,
}

/// A routine and, if it is custom, its record.
pub(super) type Listed<'a> = (&'a Routine, Option<&'a OwnRoutine>);

impl<'a> RoutineJson<'a> {
    fn of((routine, own): Listed<'a>, person: &Person) -> Self {
        let fit = fit(routine, person.limits, person.today);
        let mark = person.marks.for_routine(routine);
        Self {
            suggested: fit.suggested && mark != Some(Mark::Never),
            mark: mark.map(Mark::word),
            opens: fit.opens.word(),
            routine: &routine.id,
            title: &routine.title,
            why: &routine.why,
            minutes: routine.minutes(),
            seconds: routine.seconds(),
            activity: &routine.activity,
            intensity: intensity::of(routine),
            positions: routine
                .positions
                .iter()
                .map(|position| position.word())
                .collect(),
            place: routine.place,
            equipment: &routine.equipment,
            own: own.is_some(),
            file: own.and_then(|own| own.file.as_deref()),
            steps: None,
        }
    }
}

/// Who the routines are for.
struct Person {
    limits: Limits,
    hides_numbers: bool,
    marks: Marks,
    today: Day,
}

impl Person {
    fn of(journal: &Journal, context: &Context<'_>) -> Self {
        Self {
            limits: Limits::of(journal),
            hides_numbers: hides_numbers(journal),
            marks: Marks::of(journal),
            today: context.today(),
        }
    }
}

/// Every routine, custom ones first.
pub(super) fn all(journal: &Journal) -> impl Iterator<Item = Listed<'_>> {
    let own = journal.routines().map(|own| (&own.routine, Some(own)));
    own.chain(routines().iter().map(|routine| (routine, None)))
}

/// The routine with this name, custom ones first.
///
/// # Errors
/// If none or several match, with the nearest names.
pub(super) fn find<'a>(
    name: &str,
    journal: &'a Journal,
) -> Result<&'a Routine, crate::content::nearest::Unknown> {
    find_routine_among(name, || all(journal).map(|(routine, _)| routine))
}

impl Routines {
    /// Runs the action.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        match &self.what {
            None => list(self.json.json, self.place, context),
            Some(What::List(json)) => list(json.json || self.json.json, self.place, context),
            Some(What::Show { name, json }) => show(name, json.json || self.json.json, context),
            Some(What::Favorite { name }) => mark(name, Some(Mark::Favorite), context),
            Some(What::Never { name }) => mark(name, Some(Mark::Never), context),
            Some(What::Unmark { name }) => mark(name, None, context),
            Some(What::Equipment(equipped)) => equipped.run(context),
            Some(What::Check { file }) => check(file, context),
            Some(What::New { name, from }) => new(name.as_deref(), from.as_deref(), context),
        }
    }
}

/// Today's records with custom routines; prints the names of files that could not be read.
fn journal(context: &Context<'_>) -> Result<Journal> {
    let mut journal = context.existing()?.recent(context.today())?;
    for broken in routine_files::add(&mut journal, &context.paths.db) {
        note(&own::not_understood(&broken));
    }
    Ok(journal)
}

fn mark(name: &str, mark: Option<Mark>, context: &Context<'_>) -> Result<()> {
    let journal = journal(context)?;
    let routine = find(name, &journal).map_err(|unknown| Failure::usage(unknown.to_string()))?;
    marks::set(routine, mark, context)
}

/// Every routine that can be done at `place`: favorites first, then custom ones.
fn listed<'a>(journal: &'a Journal, person: &Person, place: Option<Place>) -> Vec<Listed<'a>> {
    let suits = |routine: &Routine| place.is_none_or(|place| routine.place.suits(place));
    let mut listed: Vec<Listed<'_>> = all(journal).filter(|(routine, _)| suits(routine)).collect();
    listed.order_by_key(|(routine, _)| person.marks.on(routine) != Some(Mark::Favorite));
    listed
}

fn list(json: bool, place: Option<Place>, context: &Context<'_>) -> Result<()> {
    let journal = journal(context)?;
    let person = Person::of(&journal, context);
    let listed = listed(&journal, &person, place);
    if json {
        let views = listed
            .into_iter()
            .map(|listed| RoutineJson::of(listed, &person));
        return print_json(&List {
            routines: views.collect(),
        });
    }
    let numbers = !person.hides_numbers;
    let (mut text, mut beyond) = (String::new(), false);
    for (routine, own) in listed {
        let mark = own.map_or("", |own| {
            if own.file.is_some() {
                "  your file"
            } else {
                "  yours"
            }
        });
        let why_not = fit(routine, person.limits, person.today).why_not();
        let star = match person.marks.for_routine(routine) {
            Some(Mark::Favorite) => "  *",
            Some(Mark::Never) => "  x",
            None if why_not.is_some() => "  x",
            None => "",
        };
        beyond |= star.ends_with('x');
        let (id, title, effort) = (
            &routine.id,
            safe(&routine.title),
            intensity::of(routine).word(),
        );
        let _ = writeln!(
            text,
            "{id:<16} {:>7}  {effort:<8}  {title}{mark}{star}",
            takes(routine.minutes(), numbers)
        );
    }
    print(&text)?;
    if beyond {
        note(
            "x not suggested now. For the reason: firstline routines show NAME. Safety questions: \
             firstline start --questions",
        );
    }
    Ok(())
}

fn show(name: &str, json: bool, context: &Context<'_>) -> Result<()> {
    let journal = journal(context)?;
    let routine = find(name, &journal).map_err(|unknown| Failure::usage(unknown.to_string()))?;
    let own = journal.routines().find(|own| own.routine.id == routine.id);
    let person = Person::of(&journal, context);
    if json {
        let steps = routine.steps().into_iter().map(view).collect();
        return print_json(&RoutineJson {
            steps: Some(steps),
            ..RoutineJson::of((routine, own), &person)
        });
    }
    let fit = fit(routine, person.limits, person.today);
    let file = own.and_then(|own| own.file.as_deref());
    print(&in_full(routine, file, fit))?;
    match person.marks.for_routine(routine) {
        Some(mark) => print(&format!("{}\n", marks::words(mark))),
        None => Ok(()),
    }
}

fn view(step: crate::domain::Step) -> StepView {
    let (kind, reps) = match step.work {
        Work::Ready => ("ready", None),
        Work::Rest => ("rest", None),
        Work::Timed => ("timed", None),
        Work::Reps { count, .. } => ("reps", Some(count)),
        Work::Open => ("open", None),
    };
    StepView {
        name: session_words::name(&step),
        movement: (!step.movement.is_empty()).then_some(step.movement),
        kind,
        seconds: step.seconds,
        reps,
        side: step.side.map(crate::domain::routine::Side::word),
        round: step.round.map(|(round, _)| round),
        rounds: step.round.map(|(_, of)| of),
        cue: step.cue,
    }
}

/// A routine as text: its description, each step with its length, and the total.
fn in_full(routine: &Routine, file: Option<&str>, fit: Fit) -> String {
    let mut text = format!("{}  ({})\n", safe(&routine.title), routine.id);
    if !routine.why.is_empty() {
        let _ = writeln!(text, "{}", safe(&routine.why));
    }
    let needs = if routine.equipment.is_empty() {
        "nothing".to_owned()
    } else {
        safe(&routine.equipment.join(", "))
    };
    let _ = writeln!(
        text,
        "{}, {}; needs {needs}",
        intensity::of(routine).word(),
        routine.place.word()
    );
    if let Some(file) = file {
        let _ = writeln!(text, "from the file {}", safe(file));
    }
    if let Some(why) = fit.why_not() {
        let _ = writeln!(text, "{why}");
        if fit.opens != Opens::AtOnce {
            text.push_str("To answer the safety questions: firstline start --questions\n");
        }
    }
    text.push('\n');
    for step in routine.steps() {
        let length = match step.work {
            Work::Open if step.seconds == 0 => "open".to_owned(),
            _ => clock(step.seconds),
        };
        let count = if let Work::Reps { count, .. } = step.work {
            format!("  {count} times")
        } else {
            String::new()
        };
        let round = step
            .round
            .map(|(round, of)| format!("  round {round} of {of}"))
            .unwrap_or_default();
        let movement = if step.movement.is_empty() {
            String::new()
        } else {
            format!("  [{}]", step.movement)
        };
        let _ = writeln!(
            text,
            "{length:>6}  {}{count}{round}{movement}",
            session_words::name(&step)
        );
    }
    let _ = writeln!(
        text,
        "{:>6}  total, not counting getting ready",
        clock(routine.seconds())
    );
    text
}

fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn check(file: &Path, context: &Context<'_>) -> Result<()> {
    // A bare file name may be in the routines folder.
    let kept = routine_files::folder(&context.paths.db).join(file);
    let file = if !file.exists() && kept.exists() {
        &kept
    } else {
        file
    };
    let name = safe(&file.display().to_string());
    let text = routine_files::text_of(file).map_err(|why| {
        Failure::runtime(format!(
            "Couldn't check the \
            routine: {name} {why}."
        ))
    })?;
    match own::parse(&text) {
        Ok(routines) => {
            let told = routines.iter().map(|routine| {
                let steps = routine.steps().len() - 1;
                let (id, title) = (&routine.id, safe(&routine.title));
                format!(
                    "{title} ({id}): {steps} steps, {}, {}. No mistakes found.\n",
                    clock(routine.seconds()),
                    intensity::of(routine).word()
                )
            });
            print(&told.collect::<String>())
        }
        Err(mistakes) => {
            let mut lines = String::new();
            for mistake in &mistakes {
                let _ = writeln!(lines, "{name}:{}", safe(&mistake.to_string()));
            }
            print(&lines)?;
            let words = count(mistakes.len(), "mistake");
            Err(Failure::runtime(format!("{words} in {name}. Fix them and check again.")).into())
        }
    }
}

fn new(name: Option<&str>, from: Option<&str>, context: &Context<'_>) -> Result<()> {
    let journal = journal(context)?;
    let copied = from.map(|from| find(from, &journal)).transpose();
    let copied = copied.map_err(|unknown| Failure::usage(unknown.to_string()))?;
    let title = match (name, copied) {
        (Some(name), _) => name.trim().to_owned(),
        (None, Some(routine)) => own::copy_title(&routine.title),
        (None, None) => "My routine".to_owned(),
    };
    let base = copied.cloned().unwrap_or_else(own::sample);
    let routine = Routine {
        id: own::free_id(&title, |id| all(&journal).any(|(other, _)| other.id == id)),
        title,
        ..base
    };
    let text = format!("{TEMPLATE}{}", own::write(&routine));
    if let Err(mistakes) = own::parse(&text) {
        let first = mistakes
            .first()
            .map(|mistake| format!("{}: {}", mistake.field, mistake.message))
            .unwrap_or_default();
        return Err(Failure::usage(format!("That name doesn't work: {first}.")).into());
    }
    let folder = routine_files::folder(&context.paths.db);
    let path = folder.join(format!("{}.toml", routine.id));
    create(&folder, &path, &text)
        .wrap_err_with(|| Failure::runtime(format!("Couldn't write {}", path.display())))?;
    note("Edit it, then check it: firstline routines check FILE. It's already in Move.");
    print(&format!("{}\n", path.display()))
}

/// Writes a new file that only its owner can read; fails if it exists.
fn create(folder: &Path, path: &Path, text: &str) -> std::io::Result<()> {
    fs::make_folder(folder)?;
    let mut file = fs::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schemas() -> [schemars::Schema; 2] {
    use crate::cli::schemas::of;
    [of::<List<'static>>(), of::<RoutineJson<'static>>()]
}
