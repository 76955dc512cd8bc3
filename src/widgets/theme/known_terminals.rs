//! Terminals known to draw the finer characters themselves, by the name and version they report (XTVERSION).
//!
//! A terminal that leaves these characters to its fonts shows boxes or shifts the whole row, so only listed
//! terminals get them. No answer, an unlisted name or an unrecognized version means plain characters.

use crate::config::GlyphChoice;

/// A terminal's name, and the first versions that draw sextants (U+1FB00) and octants (U+1CD00); sources are noted
/// at each entry.
struct KnownTerminal {
    name: &'static str,
    sextants: Option<[u32; 3]>,
    octants: Option<[u32; 3]>,
}

const KNOWN: [KnownTerminal; 5] = [
    // Changelog: "Symbols for Legacy Computing" in 0.19.0, fixed in 0.19.3; octants in 0.40.0.
    KnownTerminal {
        name: "kitty",
        sextants: Some([0, 19, 3]),
        octants: Some([0, 40, 0]),
    },
    // Documentation of `custom_block_glyphs`: sextants in 20210814; no release mentioned for octants.
    KnownTerminal {
        name: "WezTerm",
        sextants: Some([20_210_814, 0, 0]),
        octants: None,
    },
    // Changelog: the neighbors of the sextants in 1.9.0; octants in 1.20.0, which crashed on sextants until
    // 1.20.1.
    KnownTerminal {
        name: "foot",
        sextants: Some([1, 9, 0]),
        octants: Some([1, 20, 1]),
    },
    // Repository: sextants before 1.0.0 (commit 7676c1c52); octants before 1.2.0 (2a29f71b2, 6e69893f2).
    KnownTerminal {
        name: "ghostty",
        sextants: Some([1, 0, 0]),
        octants: Some([1, 2, 0]),
    },
    // Sextants were observed in 0.70. Repository: octants before 0.78.0 (commit 38064959).
    KnownTerminal {
        name: "VTE",
        sextants: Some([7000, 0, 0]),
        octants: Some([7800, 0, 0]),
    },
];

/// The characters to draw with: the user's choice, or the finest that the terminal of this `version` is known to
/// draw.
pub(super) fn best(choice: GlyphChoice, version: Option<&str>) -> GlyphChoice {
    if choice != GlyphChoice::Auto {
        return choice;
    }
    let Some((name, version)) = version.and_then(split) else {
        return GlyphChoice::Auto;
    };
    let Some(known) = KNOWN.iter().find(|known| known.name == name) else {
        return GlyphChoice::Auto;
    };
    let has = |since: Option<[u32; 3]>| since.is_some_and(|since| version >= since);
    if has(known.octants) {
        GlyphChoice::Octants
    } else if has(known.sextants) {
        GlyphChoice::Sextants
    } else {
        GlyphChoice::Auto
    }
}

/// Name and version from `kitty(0.40.1)`, `WezTerm 20240203-110809-5046fc22`, `ghostty 1.2.0`, `VTE(7600)`.
fn split(answer: &str) -> Option<(&str, [u32; 3])> {
    let (name, rest) = answer.split_once(['(', ' '])?;
    let rest = rest.trim_end_matches(')');
    let mut numbers = rest
        .split(['.', '-', '+', ' '])
        .map(|part| part.parse().ok());
    let first = numbers.next()??;
    let mut next = || numbers.next().flatten().unwrap_or(0);
    Some((name, [first, next(), next()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn finer_signs_go_to_terminals_that_say_they_are_ones_that_draw_them() {
        for (answer, expected) in [
            ("kitty(0.40.1)", GlyphChoice::Octants),
            ("kitty(0.26.5)", GlyphChoice::Sextants),
            ("kitty(0.19.2)", GlyphChoice::Auto),
            ("WezTerm 20240203-110809-5046fc22", GlyphChoice::Sextants),
            ("foot(1.20.1)", GlyphChoice::Octants),
            ("foot(1.20.0-12-gabc)", GlyphChoice::Sextants),
            ("ghostty 1.2.3", GlyphChoice::Octants),
            ("VTE(7802)", GlyphChoice::Octants),
            ("VTE(7006)", GlyphChoice::Sextants),
        ] {
            assert_eq!(best(GlyphChoice::Auto, Some(answer)), expected, "{answer}");
        }
    }

    #[test]
    fn silence_and_what_nobody_knows_mean_plain_signs() {
        let plain = |version| assert_eq!(best(GlyphChoice::Auto, version), GlyphChoice::Auto);
        plain(None);
        for answer in [
            "XTerm(379)",
            "tmux 3.4",
            "Konsole 24.02",
            "kitty",
            "kitty()",
            "kitty(new)",
            "(0.40)",
            "KITTY(0.40.1)",
            "mykitty(0.40.1)",
            "kitty(99999999999999999999)",
            "",
        ] {
            plain(Some(answer));
        }
    }

    #[test]
    fn what_was_chosen_holds_whatever_the_terminal_says() {
        for choice in GlyphChoice::ALL
            .into_iter()
            .filter(|choice| *choice != GlyphChoice::Auto)
        {
            assert_eq!(best(choice, Some("kitty(0.40.1)")), choice);
        }
    }

    proptest! {
        #[test]
        fn no_answer_breaks_it(answer in "\\PC{0,40}", numbers in "(kitty|VTE|foot)[( ][-0-9.]{0,30}") {
            best(GlyphChoice::Auto, Some(&answer));
            best(GlyphChoice::Auto, Some(&numbers));
        }
    }
}
