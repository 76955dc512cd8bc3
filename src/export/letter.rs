//! The letter as Markdown and as a page.

use crate::coach::letter::Letter;
use maud::{DOCTYPE, PreEscaped, html};
use std::fmt::Write as _;

const STYLE: &str = "\
:root { color-scheme: light; }
body { font: 16px/1.6 system-ui, sans-serif; color: #24272e; background: #fff; max-width: 38rem; margin: 2rem auto; padding: 0 1.2rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1rem; margin: 1.4rem 0 .2rem; } p { margin: .2rem 0; overflow-wrap: anywhere; }
svg { width: 100%; height: auto; } .quiet { color: #5d6470; font-size: .9rem; margin-top: 2rem; }
@media print { body { margin: 0; max-width: none; } }
";

/// What every letter says at its end.
const OWN_WORDS: &str = "From the person's own records. It isn't medical advice.";

/// The letter as Markdown.
pub fn markdown(letter: &Letter) -> String {
    let mut text = format!(
        "# {}\n<!-- Written by firstline: letter -->\n",
        letter.heading()
    );
    for (heading, paragraph) in letter.paragraphs() {
        let _ = write!(text, "\n## {heading}\n\n{}\n", plain(paragraph));
    }
    let _ = write!(text, "\n{OWN_WORDS}\n");
    text
}

/// The letter as one page without scripts or links; `chart` is an SVG picture.
pub fn page(letter: &Letter, chart: &str) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="generator" content="Written by firstline: letter";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (letter.heading()) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (letter.heading()) }
                (PreEscaped(chart))
                @for (heading, paragraph) in letter.paragraphs() {
                    section { h2 { (heading) } p { (paragraph) } }
                }
                p class="quiet" { (OWN_WORDS) }
            }
        }
    };
    markup.into_string()
}

/// A person's words without the meaning that Markdown would give them.
fn plain(text: &str) -> String {
    super::report::markdown::plain(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::letter::Period;
    use crate::domain::Day;

    #[test]
    fn a_persons_words_give_no_orders_in_it() {
        let day = Day::from_date("2026-02-23".parse().unwrap());
        let letter = Letter {
            period: Period::Week,
            first: day,
            last: day,
            did: "You moved: <b>*us*.".to_owned(),
            felt: String::new(),
            goes_with: String::new(),
            to_try: None,
            mood: vec![None],
            minutes: vec![0.0],
        };
        assert!(markdown(&letter).contains("\\<b\\>\\*us\\*"));
        let page = page(&letter, "<svg></svg>");
        assert!(page.contains("&lt;b&gt;*us*") && page.contains("<svg></svg>"));
    }
}
