//! Reading files, with questions at a terminal about what only the person can tell.

use crate::cli::import::waiting::Waiting;
use crate::cli::import::{Import, preview};
use crate::cli::{note, safe};
use crate::domain::Rating;
use crate::domain::import::{Choice, FileQuestion, Reply};
use crate::import::format_arg::FormatArg;
use crate::import::word_map::WordMap;
use crate::import::{Gathered, Here, ReadOptions, Refusal, Stopped};
use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::Path;

/// Replies listed by number; further ones can be typed.
const LISTED: usize = 24;

impl Import {
    /// Shows how tables were read and asks whether to continue, if standard input is interactive.
    pub(super) fn agrees(&self, gathered: &Gathered) -> bool {
        let shown: String = gathered.files.iter().map(preview::tables).collect();
        let is_there = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        if self.json.json || shown.is_empty() || self.yes || !(self.dry_run || is_there) {
            return true;
        }
        note(shown.trim_end());
        if self.dry_run {
            return true;
        }
        line("Import this? [y/N] ").is_some_and(|answer| answer.trim().eq_ignore_ascii_case("y"))
    }

    /// Reads a file and prints what is worth knowing; at a terminal, asks what only the person can tell.
    pub(super) fn read_file(
        &self,
        file: &Path,
        word: Option<FormatArg>,
        options: &mut ReadOptions<'_>,
        here: &Here<'_>,
        gathered: &mut Gathered,
        waiting: &mut Waiting,
    ) -> Result<(), Stopped> {
        let mut read = |gathered: &mut Gathered, options: &ReadOptions<'_>| {
            let read = gathered.read_watched(file, word, options, here, &mut |read, bytes| {
                waiting.reached(read, bytes)
            });
            waiting.clear();
            read
        };
        loop {
            let outcome = read(gathered, options);
            let is_answered = match &outcome {
                Err(Stopped::File(name, why)) if !self.json.json => ask(name, why, options),
                _ => false,
            };
            if !is_answered {
                outcome?;
                break;
            }
        }
        if let Some(found) = gathered.files.last() {
            if let Some(why) = &found.refused {
                note(&format!("{}: skipped; {why}", found.name));
            }
            for said in found.said.iter().chain(&preview::worth_knowing(found)) {
                note(&format!("{}: {said}", found.name));
            }
        }
        Ok(())
    }
}

/// Asks, at a terminal, what has to be known before a file can be read; returns whether it was answered.
fn ask(name: &str, why: &Refusal, options: &mut ReadOptions<'_>) -> bool {
    if !std::io::stdin().is_terminal() {
        return false;
    }
    if let Refusal::UnknownMoods(names) = why {
        note(&format!(
            "{name} has mood names only you can explain. How good is each, from 1 (very low) to 9 \
             (very good)?"
        ));
        let names = names.iter().map(|(name, _)| name.as_str());
        return ask_moods(names, &mut options.words);
    }
    match why.question() {
        Some(asked) if std::io::stdout().is_terminal() => {
            note(&format!("{name}: {}", asked.text));
            reply(asked).is_some_and(|choices| {
                settle(&choices, asked.shape.as_deref(), options);
                true
            })
        }
        _ => false,
    }
}

/// Lists the replies and reads the number, or the words, of one; `None` if the person stops.
fn reply(asked: &FileQuestion) -> Option<Vec<Choice>> {
    for (number, reply) in asked.replies.iter().take(LISTED).enumerate() {
        note(&format!("  {:2}  {}", number + 1, safe(&reply.words)));
    }
    let more = asked.replies.len().saturating_sub(LISTED);
    if more > 0 {
        note(&format!("      … and {more} more; type its name"));
    }
    loop {
        let line = line("A number; enter stops the import: ")?;
        let typed = line.trim().to_lowercase();
        let is_typed = |reply: &&Reply| reply.words.trim_matches('"').to_lowercase() == typed;
        let by_number = |number: usize| asked.replies.get(number.checked_sub(1)?);
        let found = match typed.parse() {
            Ok(number) => by_number(number),
            Err(_) if typed.is_empty() => return None,
            Err(_) => asked.replies.iter().find(is_typed),
        };
        match found {
            Some(Reply {
                next: Some(next), ..
            }) => {
                note(&next.text);
                return reply(next);
            }
            Some(found) => return Some(found.choices.clone()),
            None => note("That isn't one of them."),
        }
    }
}

/// Adds choices to the options: to those given, or to those for tables of this shape.
fn settle(choices: &[Choice], shape: Option<&str>, options: &mut ReadOptions<'_>) {
    let mapping = match shape {
        Some(shape) if options.mapping.says_nothing() => {
            options.settled.entry(shape.to_owned()).or_default()
        }
        _ => &mut options.mapping,
    };
    for choice in choices {
        mapping.choose(choice);
    }
}

/// Asks for a line; `None` at the end of the input.
/// Asks, and reads the answer.
pub(in crate::cli) fn line(prompt: &str) -> Option<String> {
    let mut err = std::io::stderr();
    let _ = write!(err, "{prompt}");
    let _ = err.flush();
    std::io::stdin().lock().lines().next()?.ok()
}

/// Asks for the meaning of each mood; returns whether all were answered.
fn ask_moods<'a>(names: impl Iterator<Item = &'a str>, map: &mut WordMap) -> bool {
    for name in names {
        loop {
            let Some(line) = line(&format!("  {} ", safe(name))) else {
                return false;
            };
            if let Some(rating) = line.trim().parse().ok().and_then(Rating::new) {
                map.set(name, rating);
                break;
            }
            if line.trim().is_empty() {
                return false;
            }
            note("A number from 1 to 9; enter stops the import.");
        }
    }
    true
}
