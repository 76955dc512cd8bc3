//! The first questions and the plain statement of what this is: `assets/about.toml`.

use serde::Deserialize;
use std::sync::LazyLock;

/// One possible answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// What the person reads.
    pub text: String,
    /// What the answer changes, in a few words, if it changes what is suggested or shown.
    #[serde(default)]
    so: Option<String>,
}

/// One of the first questions.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstQuestion {
    /// The setting its answer is kept under: `about:minutes`.
    pub id: String,
    /// The question.
    pub text: String,
    /// A word on how to answer.
    pub hint: String,
    /// Whether more than one answer may hold; they are kept with commas between.
    #[serde(default)]
    pub several: bool,
    /// The answers.
    pub options: Vec<Choice>,
}

/// The whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// What this is and is not.
    pub statement: String,
    /// The last line, with `{chosen}` for what the answers change and `{options}` for a key.
    done: String,
    /// The last question, which is answered from the list of countries.
    pub country: CountryQuestion,
    /// The questions before it, in their order.
    #[serde(rename = "question")]
    pub questions: Vec<FirstQuestion>,
}

impl About {
    /// How many questions there are.
    pub const fn steps(&self) -> usize {
        self.questions.len() + 1
    }

    /// The last line after these answers, settings with their values; `options` is the key that changes them.
    pub fn done(&self, answers: &[(String, String)], options: &str) -> String {
        let changes: Vec<&str> = self
            .questions
            .iter()
            .flat_map(|question| {
                let given = answers.iter().find(|(id, _)| *id == question.id);
                let given = given.map_or("", |(_, value)| value);
                let is_given = |option: &&Choice| given.split(',').any(|one| one == option.value);
                question.options.iter().filter(is_given)
            })
            .filter_map(|option| option.so.as_deref())
            .collect();
        let chosen = if changes.is_empty() {
            String::new()
        } else {
            format!(": {}", changes.join(", "))
        };
        let done = self.done.replace("{chosen}", &chosen);
        done.replace("{options}", options)
    }
}

/// The question for the country whose numbers support shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountryQuestion {
    /// The question.
    pub text: String,
    /// What it is for.
    pub hint: String,
}

fn read() -> Result<About, serde_json::Error> {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/about.json")))
}

// The file is part of the program and a test reads it, so no default is ever taken.
static ABOUT: LazyLock<About> = LazyLock::new(|| read().unwrap_or_default());

/// The first questions and the words around them.
pub fn about() -> &'static About {
    &ABOUT
}

/// The setting with the day on which the first questions were asked, or put off.
pub const ASKED: &str = "about:asked";
/// The setting with the minutes of movement a week at the start.
pub const MINUTES: &str = "about:minutes";
/// The setting with what has to be worked around.
pub const LIMITS: &str = "about:limits";
/// The setting with the hour that fits.
pub const WHEN: &str = "about:when";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_says_what_the_answers_change() {
        let about = read().unwrap();
        let answers = [
            (MINUTES.to_owned(), "20".to_owned()),
            (LIMITS.to_owned(), "seated,quiet".to_owned()),
        ];
        assert_eq!(
            about.done(&answers, "o"),
            "You're all set: seated or lying, small and quiet. Change this any time with o on Today."
        );
        assert_eq!(
            about.done(&answers[..1], "o"),
            "You're all set. Change this any time with o on Today."
        );
    }

    #[test]
    fn there_are_four_short_questions_and_a_plain_statement() {
        let about = read().unwrap();
        let ids: Vec<&str> = about
            .questions
            .iter()
            .map(|question| question.id.as_str())
            .collect();
        assert_eq!(ids, [MINUTES, LIMITS, "about:wants", WHEN]);
        for question in &about.questions {
            assert!(
                (2..=9).contains(&question.options.len()),
                "a digit for each answer"
            );
            assert!(
                question.text.len() <= 60 && question.text.ends_with('?'),
                "{}",
                question.text
            );
            assert!(
                question
                    .options
                    .iter()
                    .all(|option| !option.value.contains(','))
            );
        }
        for word in ["isn't medical care", "doesn't diagnose", "Press !"] {
            assert!(about.statement.contains(word), "{word}");
        }
        assert!(
            about.questions[0]
                .options
                .iter()
                .all(|option| option.value.parse::<u32>().is_ok())
        );
    }
}
