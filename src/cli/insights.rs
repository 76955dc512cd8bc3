//! `firstline insights`: what the records show about moving and feeling better.

use crate::cli::colors::Colors;
use crate::cli::{Context, Failure, Json, print, print_bare_json, safe};
use crate::coach::experiment::{TOGETHER, card_words, running_together};
use crate::coach::{NUMBERS_HIDDEN, hides_numbers};
use crate::content::activities::label;
use crate::domain::{Day, Journal};
use crate::stats::sentences::{how, leader, title, would_change};
use crate::stats::{Card, Diary, Extra, Insights};
use color_eyre::eyre::Result;
use std::fmt::Write as _;

/// Prints every card; returns exit code 3 while none has a number.
pub(super) fn run(json: Json, context: &Context<'_>) -> Result<u8> {
    let today = context.today();
    let journal = context.existing()?.all()?;
    let insights = Insights::new(&Diary::from_journal(&journal, today));
    // 3: no number to show yet.
    let code = if insights.has_number() {
        0
    } else {
        Failure::Nothing(String::new()).code()
    };
    if json.json {
        print_bare_json(&insights)?;
        return Ok(code);
    }
    if hides_numbers(&journal) {
        print(&format!("{NUMBERS_HIDDEN}\n"))?;
        return Ok(code);
    }
    let colors = context.colors();
    let mut text = String::new();
    if running_together(&journal, today) {
        let _ = writeln!(text, "{TOGETHER}\n");
    }
    let (first, others): (Vec<&Card>, Vec<&Card>) =
        insights.cards.iter().partition(|card| card.is_headline());
    for card in first {
        tell(card, &journal, today, colors, &mut text);
    }
    if others.iter().any(|card| card.estimate.is_some()) {
        text.push_str("More comparisons (about 1 in 20 will be off by chance):\n\n");
        for card in others {
            tell(card, &journal, today, colors, &mut text);
        }
    }
    print(&context.units().name(&text))?;
    Ok(code)
}

fn tell(card: &Card, journal: &Journal, today: Day, colors: Colors, text: &mut String) {
    let _ = writeln!(
        text,
        "{}\n  {}",
        colors.heading(&title(card)),
        safe(&card_words(card, journal, today))
    );
    if card.estimate.is_some() {
        for line in how(card, None)
            .first()
            .into_iter()
            .chain(would_change(card).as_ref())
        {
            let _ = writeln!(text, "  {}", colors.faint(line));
        }
    }
    if let Extra::RightAfter { by_activity, .. } = &card.extra {
        for row in by_activity {
            let name = label(&row.activity);
            let _ = match (row.estimate, row.low, row.high) {
                (Some(estimate), Some(low), Some(high)) => {
                    writeln!(
                        text,
                        "    {:<28} {estimate:+.1} ({low:+.1} to {high:+.1}), {} times",
                        safe(name),
                        row.n
                    )
                }
                _ => writeln!(text, "    {:<28} {} of 3 times so far", safe(name), row.n),
            };
        }
        if let Some(told) = leader(card, label) {
            let _ = writeln!(text, "  {}", safe(&told));
        }
    }
    text.push('\n');
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::bare::<Insights>()
}
