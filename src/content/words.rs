//! The text for ratings and effort: the questions and the meaning of each point.

use crate::domain::{Effort, Question, Rating};

/// The text for one question.
struct Words {
    label: &'static str,
    ask: &'static str,
    anchors: (&'static str, &'static str, &'static str),
    levels: [&'static str; 9],
    /// Its name in the settings, where the question can be turned on or off, and what it is about.
    setting: (&'static str, &'static str),
}

#[allow(clippy::too_many_lines, reason = "it is a table")]
const fn words(question: Question) -> &'static Words {
    match question {
        Question::Mood => &Words {
            label: "mood",
            ask: "How is your mood right now?",
            anchors: ("very low", "in between", "very good"),
            levels: [
                "very low",
                "low",
                "fairly low",
                "a bit low",
                "in between",
                "fairly good",
                "good",
                "really good",
                "very good",
            ],
            setting: ("asked", "always"),
        },
        Question::Energy => &Words {
            label: "energy",
            ask: "How much energy do you have?",
            anchors: ("drained", "some", "lively"),
            levels: [
                "drained",
                "very tired",
                "tired",
                "a bit tired",
                "some",
                "fairly awake",
                "awake",
                "very awake",
                "lively",
            ],
            setting: ("asked", "always"),
        },
        Question::Calm => &Words {
            label: "calm",
            ask: "How calm are you?",
            anchors: ("very tense", "in between", "at ease"),
            levels: [
                "very tense",
                "tense",
                "quite tense",
                "a bit tense",
                "in between",
                "fairly calm",
                "calm",
                "very calm",
                "at ease",
            ],
            setting: ("asked", "always"),
        },
        Question::Sleep => &Words {
            label: "sleep",
            ask: "How did you sleep last night?",
            anchors: ("very badly", "so-so", "very well"),
            levels: [
                "very badly",
                "badly",
                "quite badly",
                "a bit badly",
                "so-so",
                "fairly well",
                "well",
                "really well",
                "very well",
            ],
            setting: ("asked", "always"),
        },
        Question::Body => &Words {
            label: "body",
            ask: "How does your body feel?",
            anchors: ("aching, stiff", "all right", "loose, easy"),
            levels: [
                "aching, stiff",
                "stiff",
                "fairly stiff",
                "a bit stiff",
                "all right",
                "fairly loose",
                "loose",
                "very loose",
                "loose, easy",
            ],
            setting: ("Also ask about body", "stiff and aching, or loose and easy"),
        },
        Question::Interest => &Words {
            label: "interest",
            ask: "How interested are you in things?",
            anchors: ("not at all", "somewhat", "very"),
            levels: [
                "not at all",
                "hardly",
                "a little",
                "less than usual",
                "somewhat",
                "fairly",
                "quite",
                "really",
                "very",
            ],
            setting: (
                "Also ask about interest",
                "how interested you are in things",
            ),
        },
        Question::Appetite => &Words {
            label: "appetite",
            ask: "How is your appetite, compared with usual?",
            anchors: ("far from usual", "a bit off", "my usual"),
            levels: [
                "far from usual",
                "far off",
                "quite off",
                "fairly off",
                "a bit off",
                "slightly off",
                "nearly usual",
                "almost usual",
                "my usual",
            ],
            setting: (
                "Also ask about appetite",
                "far from your usual, or your usual",
            ),
        },
        Question::Focus => &Words {
            label: "focus",
            ask: "How clear is your head?",
            anchors: ("foggy", "all right", "sharp"),
            levels: [
                "foggy",
                "very hazy",
                "hazy",
                "a bit hazy",
                "all right",
                "fairly clear",
                "clear",
                "very clear",
                "sharp",
            ],
            setting: ("Also ask about focus", "foggy, or sharp"),
        },
    }
}

/// Label next to the scale: `mood`.
pub const fn label(question: Question) -> &'static str {
    words(question).label
}

/// The question as a sentence.
pub const fn ask(question: Question) -> &'static str {
    words(question).ask
}

/// The meanings of 1, 5 and 9.
pub const fn anchors(question: Question) -> (&'static str, &'static str, &'static str) {
    words(question).anchors
}

/// Its name in the settings, where the question can be turned on or off, and what it is about.
pub const fn setting(question: Question) -> (&'static str, &'static str) {
    words(question).setting
}

/// The meaning of a rating in a word or two.
pub const fn level(question: Question, rating: Rating) -> &'static str {
    words(question).levels[rating.get() as usize - 1]
}

/// The meaning of an effort in our own words, based on how well one can talk (the talk test).
pub const fn effort(effort: Effort) -> &'static str {
    [
        "rest",
        "barely moving",
        "easy, could sing",
        "light",
        "comfortable, could chat",
        "a little warm, still chatting",
        "short sentences",
        "hard, broken sentences",
        "a few words",
        "a word at most",
        "nothing left",
    ][effort.get() as usize]
}

/// The word for a rating or mean rating, 1 to 9; shown instead of the figure if numbers are hidden.
pub fn level_of(question: Question, mean: f64) -> &'static str {
    let rating = Rating::new(mean.round().clamp(1.0, 9.0) as u8).unwrap_or(Rating::MIDDLE);
    level(question, rating)
}

/// The duration of a routine: `8 min`, or a word if numbers are hidden.
pub fn takes(minutes: u32, numbers: bool) -> String {
    match minutes {
        minutes if numbers => format!("{minutes} min"),
        0..5 => "brief".to_owned(),
        5..=10 => "short".to_owned(),
        11..=15 => "medium".to_owned(),
        _ => "long".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_and_the_middle_say_what_the_anchors_say() {
        for question in Question::ALL {
            let (low, middle, high) = anchors(question);
            assert_eq!(level(question, Rating::MIN), low);
            assert_eq!(level(question, Rating::MIDDLE), middle);
            assert_eq!(level(question, Rating::MAX), high);
            assert_eq!(label(question), question.key());
        }
    }

    #[test]
    fn every_word_is_short() {
        for question in Question::ALL {
            for text in words(question).levels {
                assert!(text.len() <= 16, "{text}");
            }
        }
    }
}
