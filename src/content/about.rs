//! The initial questions and the statement of what the program is: `assets/about.toml`.

use serde::Deserialize;
use std::sync::LazyLock;

/// A possible answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The stored value.
    pub value: String,
    /// The displayed text.
    pub text: String,
    /// What the answer changes, in a few words, if it affects suggestions or display.
    #[serde(default)]
    so: Option<String>,
}

/// One of the initial questions.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstQuestion {
    /// The setting that stores the answer: `about:minutes`.
    pub id: String,
    /// The question.
    pub text: String,
    /// A short hint on how to answer.
    pub hint: String,
    /// Whether several answers may apply; they are stored separated by commas.
    #[serde(default)]
    pub several: bool,
    /// Possible answers.
    pub options: Vec<Choice>,
}

/// The contents of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// What the program is and is not.
    pub statement: String,
    /// The closing line, with placeholders `{chosen}` for the effects of the answers and
    /// `{options}` for a key.
    done: String,
    /// The final question, answered from the list of countries.
    pub country: CountryQuestion,
    /// The questions before the country question, in order.
    #[serde(rename = "question")]
    pub questions: Vec<FirstQuestion>,
}

impl About {
    /// Number of questions.
    pub const fn steps(&self) -> usize {
        self.questions.len() + 1
    }

    /// The closing line after these answers, given as settings with values; `options` is the key to
    /// change them.
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

/// The question about the country for support numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountryQuestion {
    /// The question.
    pub text: String,
    /// What the answer is used for.
    pub hint: String,
}

fn read() -> Result<About, serde_json::Error> {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/about.json")))
}

// The file is compiled in and read by a test, so the default is never used.
static ABOUT: LazyLock<About> = LazyLock::new(|| read().unwrap_or_default());

/// The initial questions and the text around them.
pub fn about() -> &'static About {
    &ABOUT
}

/// Setting for the day the initial questions were asked or postponed.
pub const ASKED: &str = "about:asked";
/// Setting for the initial weekly minutes of movement.
pub const MINUTES: &str = "about:minutes";
/// Setting for the person's limits.
pub const LIMITS: &str = "about:limits";
/// Setting for the preferred hour.
pub const WHEN: &str = "about:when";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::equipment::LACKS;

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
    fn there_are_five_short_questions_and_a_plain_statement() {
        let about = read().unwrap();
        let ids: Vec<&str> = about
            .questions
            .iter()
            .map(|question| question.id.as_str())
            .collect();
        assert_eq!(ids, [MINUTES, LIMITS, LACKS, "about:wants", WHEN]);
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
