//! The report as Markdown, for a message or a notes file.

use crate::content::questionnaires::of;
use crate::content::words::{label, level_of};
use crate::domain::{DOSE_FULL, DOSE_HALF};
use crate::export::report::{CAVEAT, Report, WITHOUT_NUMBERS, day, number};
use std::fmt::Write as _;

/// Renders the full report.
pub fn page(report: &Report) -> String {
    let mut text = format!(
        "# Moving and feeling: a report\n<!-- Written by firstline -->\n\n{}, made on {} with firstline.\n",
        report.period(),
        day(report.wanted.made)
    );
    if report.numbers {
        assessed(report, &mut text);
        movement(report, &mut text);
        ratings(report, &mut text);
        findings(report, &mut text);
    } else {
        in_words(report, &mut text);
    }
    if !report.factors.is_empty() {
        let list: Vec<String> = report
            .factors
            .iter()
            .map(|(name, days)| {
                if report.numbers {
                    format!("{} ({days})", plain(name))
                } else {
                    plain(name)
                }
            })
            .collect();
        let brackets = if report.numbers {
            "In brackets: days. "
        } else {
            ""
        };
        let _ = write!(
            text,
            "\n## Tags\n\n{}\n\n{brackets}Added by the person; nothing is concluded from them \
             here.\n",
            list.join(", ")
        );
    }
    if !report.notes.is_empty() {
        text.push_str("\n## Chosen notes\n\n");
        for note in &report.notes {
            let _ = writeln!(text, "- **{}** {}", day(note.day), plain(&note.text));
        }
    }
    let _ = write!(text, "\n## How to read this\n\n{CAVEAT}\n");
    text
}

/// The report without numbers: ranges, kinds of movement, and a word for each rating.
fn in_words(report: &Report, text: &mut String) {
    let _ = write!(text, "\n{WITHOUT_NUMBERS}\n");
    for form in &report.assessed {
        let _ = write!(text, "\n## {}\n\n", of(form.instrument).name);
        for row in &form.rows {
            let _ = writeln!(text, "- {}: {}", day(row.day), row.range);
        }
    }
    if !report.kinds.is_empty() {
        let kinds: Vec<String> = report.kinds.iter().map(|row| plain(&row.label)).collect();
        let _ = write!(text, "\n## Movement\n\n{}\n", kinds.join(", "));
    }
    if !report.rated.is_empty() {
        text.push_str("\n## Ratings\n\n");
        for row in &report.rated {
            let level = level_of(row.question, row.mean);
            let _ = writeln!(text, "- {}: mostly {level}", label(row.question));
        }
        for row in &report.own {
            let _ = writeln!(text, "- {}: mostly {}", plain(&row.name), plain(&row.word));
        }
    }
}

fn assessed(report: &Report, text: &mut String) {
    for form in &report.assessed {
        let words = of(form.instrument);
        let _ = write!(text, "\n## {}\n\n", words.name);
        let _ = writeln!(
            text,
            "| Day | Score (out of {}) | Range | Change | Day to day |",
            words.highest()
        );
        text.push_str("| --- | ---: | --- | --- | --- |\n");
        for row in &form.rows {
            let (change, difficulty) = (
                row.change.as_deref().unwrap_or("–"),
                row.difficulty.unwrap_or("–"),
            );
            let _ = writeln!(
                text,
                "| {} | {} | {} | {change} | {difficulty} |",
                day(row.day),
                row.score,
                row.range
            );
        }
        if let Some(advice) = &form.advice {
            let _ = write!(text, "\n{advice}\n");
        }
        for row in &form.rows {
            if let Some(answers) = &row.answers {
                let list: Vec<String> = answers.iter().map(u8::to_string).collect();
                let _ = write!(
                    text,
                    "\nAnswers of {}, item by item: {}\n",
                    day(row.day),
                    list.join(", ")
                );
            }
        }
        let _ = write!(text, "\n{} {}\n", words.about, words.credit);
    }
}

fn movement(report: &Report, text: &mut String) {
    text.push_str("\n## Movement\n\n");
    if report.kinds.is_empty() {
        text.push_str("No session in this date range.\n");
        return;
    }
    text.push_str("| week | active days | minutes | dose |\n| --- | ---: | ---: | ---: |\n");
    for week in &report.weeks {
        let (minutes, dose) = (number(week.minutes.round()), number(week.dose.round()));
        let _ = writeln!(
            text,
            "| {} to {} | {} | {minutes} | {dose} |",
            day(week.first),
            day(week.last),
            week.active_days
        );
    }
    let _ = write!(
        text,
        "\nDose: MET-minutes above rest; {} a week is half of what is advised, {} the advised \
         week (Pearce et al. 2022, doi:10.1001/jamapsychiatry.2022.0609).\n\n",
        number(DOSE_HALF),
        number(DOSE_FULL)
    );
    text.push_str("| kind | sessions | minutes |\n| --- | ---: | ---: |\n");
    for row in &report.kinds {
        let _ = writeln!(
            text,
            "| {} | {} | {} |",
            plain(&row.label),
            row.sessions,
            number(row.minutes.round())
        );
    }
}

fn ratings(report: &Report, text: &mut String) {
    text.push_str("\n## Ratings\n\n");
    if report.rated.is_empty() {
        text.push_str("No rating in this date range.\n");
        return;
    }
    let _ = writeln!(
        text,
        "Days with a check-in: {}. Each rating is from 1 to 9, higher is better.\n",
        report.days_rated
    );
    text.push_str("| rating | average | range | days |\n| --- | ---: | ---: | ---: |\n");
    for row in &report.rated {
        let (low, high) = (number(row.range.0), number(row.range.1));
        let _ = writeln!(
            text,
            "| {} | {} | {low} to {high} | {} |",
            label(row.question),
            number(row.mean),
            row.days
        );
    }
    if report.own.is_empty() {
        return;
    }
    text.push_str("\n| own rating | average | range | days |\n| --- | ---: | ---: | ---: |\n");
    for row in &report.own {
        let (name, mean, range) = (plain(&row.name), plain(&row.mean), plain(&row.range));
        let _ = writeln!(text, "| {name} | {mean} | {range} | {} |", row.days);
    }
}

fn findings(report: &Report, text: &mut String) {
    text.push_str("\n## What the diary shows\n\n");
    if report.told.is_empty() {
        text.push_str("Too early to say anything in numbers.\n");
    }
    for (randomized, title) in [(false, "Links (not causes)"), (true, "Self-experiments")] {
        let mut part = report
            .told
            .iter()
            .filter(|told| told.randomized == randomized)
            .peekable();
        if part.peek().is_some() {
            let _ = writeln!(text, "{title}, 95% intervals in brackets:\n");
            for told in part {
                let _ = writeln!(text, "- **{}**: {}", told.about, told.text);
            }
            text.push('\n');
        }
    }
    if !report.protocols.is_empty() {
        text.push_str("Protocols of the experiments:\n\n");
        for line in &report.protocols {
            let _ = writeln!(text, "- {}", plain(line));
        }
    }
}

/// User text on a single line with Markdown syntax escaped.
pub(in crate::export) fn plain(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => clean.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' => {
                clean.push('\\');
                clean.push(character);
            }
            other => clean.push(other),
        }
    }
    clean
}
