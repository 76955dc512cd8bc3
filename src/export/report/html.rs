//! The report as a single HTML page: no scripts, no external resources, ready to print.

use crate::content::questionnaires::of;
use crate::content::words::{label, level_of};
use crate::domain::{DOSE_FULL, DOSE_HALF, Question, total};
use crate::export::report::{Assessed, CAVEAT, Report, WITHOUT_NUMBERS, chart, day, number};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = "\
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, sans-serif; color: #24272e; background: #fff; max-width: 44rem; margin: 2rem auto; padding: 0 1.2rem; }
h1 { font-size: 1.5rem; margin: 0 0 .2rem; } h2 { font-size: 1.1rem; margin: 1.8rem 0 .4rem; border-bottom: 1px solid #d9d6cd; }
h3 { font-size: 1rem; margin: 1rem 0 .2rem; } p { margin: .4rem 0; } .quiet { color: #5d6470; font-size: .9rem; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0; } th, td { text-align: left; padding: .15rem .7rem .15rem 0; vertical-align: top; }
th { font-weight: 600; color: #5d6470; font-size: .9rem; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
tr + tr td { border-top: 1px solid #eeece5; } svg { width: 100%; height: auto; margin: .3rem 0; }
.grid { stroke: #d9d6cd; stroke-width: 1; } .line { fill: none; stroke: #0b6e63; stroke-width: 1.4; } .dot { fill: #0b6e63; }
.axis { font: 10px system-ui, sans-serif; fill: #5d6470; } .end { text-anchor: end; } .note { white-space: pre-wrap; overflow-wrap: anywhere; }
td { overflow-wrap: anywhere; }
@media print { html { font-size: 7.8pt; } body { margin: 0; padding: 0; max-width: none; font-size: 7.8pt; line-height: 1.2; } h1 { margin: 0; font-size: 1.5em; } h2 { margin: .6em 0 .2em; } h3, p, ul { margin: .25em 0; } th, td { padding: 0 .4em; } svg { max-height: 16mm; margin: 0; } table { margin: .2em 0; } table, svg, li { break-inside: avoid; } h2, h3 { break-after: avoid; } @page { margin: 9mm; } }
";

/// Renders the full report.
pub fn page(report: &Report) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="generator" content="Written by firstline";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { "Report, " (report.period()) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { "Moving and feeling: a report" }
                p class="quiet" { (report.period()) " · made on " (day(report.wanted.made)) " with firstline" }
                @if report.numbers {
                    @for form in &report.assessed { (assessed(form, report)) }
                    (movement(report))
                    (ratings(report))
                    (findings(report))
                } @else { (in_words(report)) }
                (factors(report))
                (notes(report))
                section { h2 { "How to read this" } p { (CAVEAT) } }
            }
        }
    };
    markup.into_string()
}

/// The report without numbers: ranges, kinds of movement, and a word for each rating.
fn in_words(report: &Report) -> Markup {
    html! {
        p class="quiet" { (WITHOUT_NUMBERS) }
        @for form in &report.assessed {
            section {
                h2 { (of(form.instrument).name) }
                ul { @for row in &form.rows { li { (day(row.day)) ": " (row.range) } } }
            }
        }
        @if !report.kinds.is_empty() {
            section { h2 { "Movement" } ul { @for row in &report.kinds { li { (row.label) } } } }
        }
        @if !report.rated.is_empty() {
            section {
                h2 { "Ratings" }
                ul { @for row in &report.rated { li { (label(row.question)) ": mostly " (level_of(row.question, row.mean)) } }
                    @for row in &report.own { li { (row.name) ": mostly " (row.word) } } }
            }
        }
    }
}

fn assessed(form: &Assessed, report: &Report) -> Markup {
    let words = of(form.instrument);
    let points: Vec<_> = form.rows.iter().map(|row| (row.day, row.score)).collect();
    let difficult = form.rows.iter().any(|row| row.difficulty.is_some());
    html! {
        section {
            h2 { (words.name) }
            @if points.len() > 1 { (chart::scores(words, &points, report.wanted.first, report.wanted.last)) }
            table {
                tr {
                    th { "Day" } th class="n" { "Score (out of " (words.highest()) ")" } th { "Range" } th { "Change" }
                    @if difficult { th { "Day to day" } }
                }
                @for row in &form.rows {
                    tr {
                        td { (day(row.day)) } td class="n" { (row.score) } td { (row.range) }
                        td { (row.change.as_deref().unwrap_or("–")) }
                        @if difficult { td { (row.difficulty.unwrap_or("–")) } }
                    }
                    @if let Some(answers) = &row.answers {
                        tr { td {} td colspan="4" class="quiet" { "answers, item by item: " (listed(answers)) } }
                    }
                }
            }
            @if let Some(advice) = &form.advice { p { (advice) } }
            p class="quiet" { (words.about) " " (words.credit) }
        }
    }
}

fn listed(answers: &[u8]) -> String {
    answers
        .iter()
        .map(u8::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

fn movement(report: &Report) -> Markup {
    let sessions: usize = report.kinds.iter().map(|row| row.sessions).sum();
    html! {
        section {
            h2 { "Movement" }
            @if sessions == 0 { p { "No session in this date range." } } @else {
                p {
                    (sessions) " sessions, " (number(total(report.weeks.iter().map(|week| week.minutes)).round())) " minutes."
                }
                table {
                    tr { th { "week" } th class="n" { "active days" } th class="n" { "minutes" } th class="n" { "dose" } }
                    @for week in &report.weeks {
                        tr {
                            td { (day(week.first)) " to " (day(week.last)) } td class="n" { (week.active_days) }
                            td class="n" { (number(week.minutes.round())) } td class="n" { (number(week.dose.round())) }
                        }
                    }
                }
                p class="quiet" {
                    "Dose: MET-minutes above rest. " (number(DOSE_HALF)) " a week is half of what is advised and goes with most of the benefit; "
                    (number(DOSE_FULL)) " is the advised week (Pearce et al. 2022, doi:10.1001/jamapsychiatry.2022.0609)."
                }
                table {
                    tr { th { "kind" } th class="n" { "sessions" } th class="n" { "minutes" } }
                    @for row in &report.kinds {
                        tr { td { (row.label) } td class="n" { (row.sessions) } td class="n" { (number(row.minutes.round())) } }
                    }
                }
            }
        }
    }
}

fn ratings(report: &Report) -> Markup {
    html! {
        section {
            h2 { "Ratings" }
            @if report.rated.is_empty() { p { "No rating in this date range." } } @else {
                p { "Days with a check-in: " (report.days_rated) ". Each rating is from 1 to 9, higher is better." }
                table {
                    tr { th { "rating" } th class="n" { "average" } th class="n" { "range" } th class="n" { "days" } }
                    @for row in &report.rated {
                        tr {
                            td { (label(row.question)) } td class="n" { (number(row.mean)) }
                            td class="n" { (number(row.range.0)) " to " (number(row.range.1)) } td class="n" { (row.days) }
                        }
                    }
                }
                @if !report.own.is_empty() {
                    h3 { "Own ratings" }
                    table {
                        tr { th { "rating" } th class="n" { "average" } th class="n" { "range" } th class="n" { "days" } }
                        @for row in &report.own {
                            tr {
                                td { (row.name) } td class="n" { (row.mean) }
                                td class="n" { (row.range) } td class="n" { (row.days) }
                            }
                        }
                    }
                }
                @for row in report.rated.iter().filter(|row| row.question == Question::Mood) {
                    h3 { (label(row.question)) ", day by day" }
                    (chart::ratings(label(row.question), &row.daily, report.wanted.first, report.wanted.last))
                }
            }
        }
    }
}

fn findings(report: &Report) -> Markup {
    let part = |randomized: bool| {
        report
            .told
            .iter()
            .filter(move |told| told.randomized == randomized)
    };
    html! {
        section {
            h2 { "What the diary shows" }
            @if report.told.is_empty() { p { "Too early to say anything in numbers." } }
            @if part(false).next().is_some() {
                h3 { "Links (not causes)" }
                ul { @for told in part(false) { li { strong { (told.about) } ": " (told.text) } } }
                p class="quiet" { "In brackets: 95% intervals. A better day may also be what \
                    makes moving easier." }
            }
            @if part(true).next().is_some() {
                h3 { "Self-experiments" }
                ul { @for told in part(true) { li { strong { (told.about) } ": " (told.text) } } }
            }
            @if !report.protocols.is_empty() {
                h3 { "Protocols of the experiments" }
                ul { @for line in &report.protocols { li { (line) } } }
            }
        }
    }
}

fn factors(report: &Report) -> Markup {
    html! {
        @if !report.factors.is_empty() {
            section {
                h2 { "Tags" }
                p { @for (index, (name, days)) in report.factors.iter().enumerate() {
                    @if index > 0 { ", " } (name) @if report.numbers { " (" (days) ")" }
                } }
                p class="quiet" { @if report.numbers { "In brackets: days. " } "Added by the \
                    person; nothing is concluded from them here." }
            }
        }
    }
}

fn notes(report: &Report) -> Markup {
    html! {
        @if !report.notes.is_empty() {
            section {
                h2 { "Chosen notes" }
                @for note in &report.notes { p { strong { (day(note.day)) } " " span class="note" { (note.text) } } }
            }
        }
    }
}
