//! `firstline status`: one line for a shell prompt, tmux or a status bar.
//!
//! It runs at every prompt, so it opens the file read-only and loads a few columns of two weeks.

use crate::cli::json_views::{hundredths, tenths};
use crate::cli::{Command, Context, Failure, Json, Options, print, print_json};
use crate::coach::Limits;
use crate::content::about::LIMITS;
use crate::content::words::level;
use crate::domain::{Day, Question, Rating, total, whole};
use crate::store::{PromptRows, prompt_query};
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::ffi::OsString;
use std::fmt::Write as _;

/// The arguments of `status`.
#[derive(Debug, Args)]
#[command(after_help = "Placeholders, each of them - if there's no data:
  {mood} {energy} {calm} {sleep}   the day's latest rating, 1 to 9
  {checkins}                       check-ins today
  {minutes}                        active minutes today
  {week}                           active minutes of the last 7 days
  {days}                           active days of the last 7
  {dose}                           their MET-minutes above rest; the weekly range is 264 to 528
  {spark}                          mood, 14 days, one bar per day, blank if none
  {{ and }}                        braces

Examples:
  firstline status
  firstline status --format 'mood {mood}, {week} min'
  PS1='$(firstline status --format \"{mood}\") \\$ '                       in a shell's prompt
  set -g status-right '#(firstline status --format \"{spark} {week}m\")'   in tmux
  \"exec\": \"firstline status --format '{mood}'\", \"interval\": 300          in waybar")]
pub struct Status {
    /// The line, with placeholders
    #[arg(long, value_name = "STR")]
    format: Option<String>,
    #[command(flatten)]
    json: Json,
}

/// Parses the usual forms of this command without building the whole grammar, which takes longer than the command
/// itself; `None` for any other command line.
pub(super) fn quickly(mut arguments: impl Iterator<Item = OsString>) -> Option<Options> {
    if arguments.next()?.to_str()? != "status" {
        return None;
    }
    let mut options = Options::default();
    let mut format = None;
    while let Some(argument) = arguments.next() {
        match argument.to_str()? {
            "--format" => {
                format = Some(
                    arguments
                        .next()?
                        .into_string()
                        .ok()
                        .filter(|text| !text.starts_with('-'))?,
                );
            }
            "--db" => options.db = Some(arguments.next().filter(|path| !path.is_empty())?.into()),
            "--ascii" => options.ascii = true,
            other => format = Some(other.strip_prefix("--format=")?.to_owned()),
        }
    }
    options.command = Some(Command::Status(Status {
        format,
        json: Json::default(),
    }));
    Some(options)
}

/// The parts of the line without `--format`, each shown if its data is known.
const USUAL: [&str; 3] = ["mood {mood}", "{days} of 7 days  {week} min", "{spark}"];
/// How many days the row of bars covers.
const SPARK: i64 = 14;

#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Facts {
    mood: Option<Rating>,
    energy: Option<Rating>,
    calm: Option<Rating>,
    sleep: Option<Rating>,
    checkins: usize,
    minutes: f64,
    week: f64,
    days: usize,
    dose: f64,
    spark: Vec<Option<f64>>,
}

impl Status {
    /// Whether the output is for people: in a prompt, missing data is not reported.
    pub(super) const fn lists(&self) -> bool {
        self.format.is_none()
    }

    /// Prints the line.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let today = context.today();
        // Checked first, so that a mistake is also reported on an empty history.
        let format = self.format.as_deref().map(parse).transpose();
        let format = format.map_err(Failure::usage)?;
        context.refuse_absent()?;
        let since = today.plus(1 - SPARK);
        let read = if context.options.demo {
            Some(of_journal(&context.existing()?.recent(since)?))
        } else {
            prompt_query(&context.paths.db, since, LIMITS)?
        };
        let read = read.unwrap_or_default();
        let facts = Facts::of(&read, today);
        if self.json.json {
            return print_json(&facts.rounded());
        }
        let ascii = context.options.ascii;
        if let Some(parts) = format {
            return print(&format!("{}\n", facts.fill(&parts, ascii)));
        }
        if read.is_empty() {
            return Err(Failure::Nothing(
                "Nothing logged in the last two weeks, and that's okay.".to_owned(),
            )
            .into());
        }
        let hidden = context.config.hide_numbers || Limits::read(&read.setting).without_numbers;
        print(&format!("{}\n", facts.usual(!hidden, ascii)))
    }
}

/// The same rows from records that are already loaded.
fn of_journal(journal: &crate::domain::Journal) -> PromptRows {
    let four = |record: &crate::domain::CheckIn| {
        let ratings = record.ratings;
        (
            record.day,
            [ratings.mood, ratings.energy, ratings.calm, ratings.sleep],
        )
    };
    PromptRows {
        check_ins: journal.check_ins().iter().map(four).collect(),
        sessions: journal
            .sessions()
            .iter()
            .map(|record| (record.day, record.moved()))
            .collect(),
        questionnaires: journal.assessments().len(),
        setting: journal.setting(LIMITS).unwrap_or_default().to_owned(),
    }
}

impl Facts {
    fn rounded(self) -> Self {
        let spark = self.spark.iter().map(|mood| mood.map(hundredths));
        Self {
            spark: spark.collect(),
            minutes: tenths(self.minutes),
            week: tenths(self.week),
            dose: tenths(self.dose),
            ..self
        }
    }

    fn of(rows: &PromptRows, today: Day) -> Self {
        let of_today = || rows.check_ins.iter().filter(|(day, _)| *day == today);
        let latest = |place: usize| of_today().rev().find_map(|(_, four)| four[place]);
        let week = || {
            rows.sessions
                .iter()
                .filter(|(day, ..)| (0..7).contains(&today.since(*day)))
        };
        let moved = |ago: i64| week().any(|(day, ..)| today.since(*day) == ago);
        let mood = |day: Day| {
            let moods = rows
                .check_ins
                .iter()
                .filter(|(other, _)| *other == day)
                .filter_map(|(_, four)| four[0]);
            let (sum, count) = moods.fold((0.0, 0), |(sum, count), mood| {
                (sum + f64::from(mood.get()), count + 1)
            });
            (count > 0).then(|| sum / f64::from(count))
        };
        Self {
            mood: latest(0),
            energy: latest(1),
            calm: latest(2),
            sleep: latest(3),
            checkins: of_today().count(),
            minutes: total(
                week()
                    .filter(|(day, _)| *day == today)
                    .map(|(_, moved)| moved.minutes()),
            ),
            week: total(week().map(|(_, moved)| moved.minutes())),
            days: (0..7).filter(|ago| moved(*ago)).count(),
            dose: total(week().map(|(_, moved)| moved.dose())),
            spark: (0..SPARK).rev().map(|ago| mood(today.plus(-ago))).collect(),
        }
    }

    /// The known parts in one line. If numbers are hidden: mood as a word and as bars, but no bars in ASCII, where they
    /// would be digits.
    fn usual(&self, numbers: bool, ascii: bool) -> String {
        let [mood, week, spark] = USUAL;
        let is_rated = self.spark.iter().any(Option::is_some);
        let known = [
            (mood, self.mood.is_some()),
            (week, self.days > 0 && numbers),
            (spark, is_rated && (numbers || !ascii)),
        ];
        let known = known
            .into_iter()
            .filter_map(|(part, known)| known.then_some(part));
        let words: Vec<String> = known
            .map(
                |part| match self.mood.filter(|_| !numbers && part == mood) {
                    Some(rating) => format!("mood {}", level(Question::Mood, rating)),
                    None => self.fill(&parse(part).unwrap_or_default(), ascii),
                },
            )
            .collect();
        if words.is_empty() {
            return "No mood today and no session in the last 7 days, and that's okay.".to_owned();
        }
        words.join("  ").trim_end().to_owned()
    }

    fn fill(&self, parts: &[FormatPart], ascii: bool) -> String {
        let mut line = String::new();
        for part in parts {
            let rating = |rating: Option<Rating>| {
                rating.map_or_else(|| "-".to_owned(), |rating| rating.to_string())
            };
            // A day without movement shows as a dash, not as zero.
            let amount = |value: f64| {
                if value > 0.0 {
                    whole(value)
                } else {
                    "-".to_owned()
                }
            };
            let text = match part {
                FormatPart::Text(text) => text.clone(),
                FormatPart::Mood => rating(self.mood),
                FormatPart::Energy => rating(self.energy),
                FormatPart::Calm => rating(self.calm),
                FormatPart::Sleep => rating(self.sleep),
                FormatPart::CheckIns => amount(self.checkins as f64),
                FormatPart::Minutes => amount(self.minutes),
                FormatPart::Week => amount(self.week),
                FormatPart::Days => amount(self.days as f64),
                FormatPart::Dose => amount(self.dose),
                FormatPart::Spark => self
                    .spark
                    .iter()
                    .map(|mood| crate::cli::sparkline::rating(*mood, ascii))
                    .collect(),
            };
            line.push_str(&text);
        }
        line
    }
}

/// A part of the format.
#[derive(Clone, Debug, PartialEq, Eq)]
enum FormatPart {
    Text(String),
    Mood,
    Energy,
    Calm,
    Sleep,
    CheckIns,
    Minutes,
    Week,
    Days,
    Dose,
    Spark,
}

/// The placeholders by name.
const NAMES: [(&str, FormatPart); 10] = [
    ("mood", FormatPart::Mood),
    ("energy", FormatPart::Energy),
    ("calm", FormatPart::Calm),
    ("sleep", FormatPart::Sleep),
    ("checkins", FormatPart::CheckIns),
    ("minutes", FormatPart::Minutes),
    ("week", FormatPart::Week),
    ("days", FormatPart::Days),
    ("dose", FormatPart::Dose),
    ("spark", FormatPart::Spark),
];

/// Parses the format; the error names the unknown placeholder and the known ones.
fn parse(format: &str) -> Result<Vec<FormatPart>, String> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut rest = format;
    while let Some(place) = rest.find(['{', '}']) {
        text.push_str(&rest[..place]);
        let (brace, after) = rest[place..].split_at(1);
        if let Some(doubled) = after.strip_prefix(brace) {
            text.push_str(brace);
            rest = doubled;
            continue;
        }
        let end = after.find('}').filter(|_| brace == "{");
        let Some(end) = end else {
            return Err(format!(
                "--format has a single {brace}. Write {brace}{brace} for the character itself."
            ));
        };
        let name = &after[..end];
        let Some((_, part)) = NAMES.iter().find(|(known, _)| *known == name) else {
            let mut known = String::new();
            for (name, _) in &NAMES {
                let _ = write!(known, " {{{name}}}");
            }
            return Err(format!("--format doesn't have {{{name}}}. It has{known}."));
        };
        parts.push(FormatPart::Text(std::mem::take(&mut text)));
        parts.push(part.clone());
        rest = &after[end + 1..];
    }
    text.push_str(rest);
    parts.push(FormatPart::Text(crate::cli::safe(&text)));
    parts.retain(|part| *part != FormatPart::Text(String::new()));
    Ok(parts)
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<Facts>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Moved;

    #[test]
    fn placeholders_braces_and_mistakes() {
        assert_eq!(
            parse("{{{mood}}} {week}m").unwrap(),
            [
                FormatPart::Text("{".into()),
                FormatPart::Mood,
                FormatPart::Text("} ".into()),
                FormatPart::Week,
                FormatPart::Text("m".into())
            ]
        );
        assert_eq!(parse("").unwrap(), []);
        for (format, part) in [
            ("{moods}", "doesn't have {moods}"),
            ("{mood", "single {"),
            ("a } b", "single }"),
        ] {
            assert!(parse(format).unwrap_err().contains(part), "{format}");
        }
    }

    #[test]
    fn the_quick_way_reads_what_the_long_way_does() {
        use clap::Parser as _;
        for line in [
            "status",
            "status --format {mood}",
            "status --format={mood} --ascii",
            "status --db a.db --format x",
            "status --json",
            "status --format",
            "status --format -x",
            "status --fromat x",
            "today",
        ] {
            let arguments = || line.split(' ').map(OsString::from);
            let Some(quick) = quickly(arguments()) else {
                continue;
            };
            let long =
                Options::try_parse_from(std::iter::once("firstline".into()).chain(arguments()))
                    .unwrap();
            assert_eq!(format!("{quick:?}"), format!("{long:?}"), "{line}");
        }
        assert!(
            quickly(
                ["status", "--format", "{mood}"]
                    .into_iter()
                    .map(OsString::from)
            )
            .is_some()
        );
        assert!(quickly(["status", "--json"].into_iter().map(OsString::from)).is_none());
    }

    #[test]
    fn a_line_of_what_there_is() {
        let today = Day::from_date(chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap());
        let nine = Rating::new(9);
        let four = |mood: u8| [Rating::new(mood), nine, None, None];
        let moved = |ago, active_seconds, met| {
            (
                today.plus(ago),
                Moved {
                    active_seconds,
                    met,
                },
            )
        };
        let rows = PromptRows {
            check_ins: vec![
                (today.plus(-1), four(4)),
                (today, four(3)),
                (today, [None, Rating::new(6), None, None]),
            ],
            sessions: vec![moved(-7, 600, 3.0), moved(-6, 600, 3.0), moved(0, 90, 4.0)],
            questionnaires: 0,
            setting: String::new(),
        };
        let facts = Facts::of(&rows, today);
        let parts =
            parse("{mood}{energy}{calm} {checkins} {minutes} {week} {days} {dose} [{spark}]")
                .unwrap();
        assert_eq!(
            facts.fill(&parts, false),
            "36- 2 2 12 2 24 [            ▄▃]"
        );
        let empty = Facts::of(&PromptRows::default(), today);
        assert_eq!(empty.fill(&parse("{mood} {week}").unwrap(), false), "- -");
    }
}
