//! Words that people try as commands, with what to type instead.

use crate::cli::safe;
use crate::content::activities::activities;
use crate::content::nearest::fold;
use crate::content::routines::routine;

/// Words of other programs, with one or more commands of ours.
const TRIED: [(&[&str], &[&str]); 28] = [
    (
        &["list", "ls", "show", "view", "entries", "cat", "print"],
        &["history", "sessions", "checkins"],
    ),
    (
        &["stats", "statistics", "analyze", "trends", "summary"],
        &["insights", "history"],
    ),
    (
        &["note", "journal", "write", "diary", "jot"],
        &["checkin --note \"...\""],
    ),
    (
        &[
            "mood", "rate", "rating", "feel", "feeling", "ask", "check", "track", "save",
        ],
        &["checkin 7 5 6 4"],
    ),
    (
        &["add", "new", "create", "record", "entry"],
        &["checkin 7 5 6 4", "log walk 25m"],
    ),
    (
        &["done", "did", "finish", "exercise", "activity"],
        &["log walk 25m", "start"],
    ),
    (
        &["settings", "set", "get", "preferences", "prefs", "options"],
        &["config"],
    ),
    (&["theme", "themes", "color"], &["config set theme dark"]),
    (&["rm", "remove", "del", "erase"], &["delete last"]),
    (&["change", "modify", "update", "amend"], &["edit last"]),
    (
        &["graph", "chart", "calendar", "week", "month", "year"],
        &["history"],
    ),
    (&["yesterday"], &["today --from yesterday"]),
    (&["now", "current"], &["today"]),
    (
        &[
            "timer", "run", "go", "workout", "session", "play", "move", "begin",
        ],
        &["start"],
    ),
    (&["next", "todo", "what"], &["suggest", "today"]),
    (
        &["goal", "goals", "target", "habit", "habits", "review"],
        &["plan"],
    ),
    (&["revert", "rollback", "back"], &["undo"]),
    (&["query", "grep", "filter"], &["search WORDS"]),
    (&["tag", "labels"], &["tags"]),
    (&["routine", "exercises", "library"], &["routines"]),
    (&["dump", "csv", "json"], &["export csv", "export json"]),
    (&["load", "read"], &["import FILE"]),
    (&["push", "pull", "clone"], &["sync FOLDER"]),
    (&["version", "about"], &["--version", "doctor"]),
    (
        &["completion", "complete", "shell", "autocomplete"],
        &["completions bash"],
    ),
    (&["where", "path", "info", "data", "files"], &["paths"]),
    (
        &[
            "questionnaire",
            "questionnaires",
            "quiz",
            "assess",
            "phq",
            "gad",
            "depression",
            "anxiety",
        ],
        &["phq9", "gad7"],
    ),
    (
        &[
            "me", "lifeline", "suicide", "suicidal", "panic", "988", "112", "911",
        ],
        &["support", "--help"],
    ),
];

/// Words for what other programs need and this one doesn't, or has without a command.
const NEEDLESS: [&str; 14] = [
    "init", "setup", "install", "login", "logout", "signup", "register", "account", "auth", "open",
    "ui", "gui", "tui", "app",
];

/// Commands that a slip of the finger on an unrelated word must not lead to.
const CARE: [&str; 4] = ["support", "phq9", "phq2", "gad7"];

/// The message for an unknown command, with what to type. `after` is what follows the word.
pub(super) fn message(word: &str, after: &[String], commands: &[String]) -> String {
    let shown: String = safe(word).chars().take(40).collect();
    let what = format!("No command called \"{shown}\".");
    let folded = fold(word);
    if NEEDLESS.contains(&folded.as_str()) {
        return format!("{what} There's nothing to set up. To open the app: firstline");
    }
    let lines = meant(word, &folded, after)
        .unwrap_or_else(|| nearest(&folded, commands).map(str::to_owned).collect());
    let typed: Vec<String> = lines
        .iter()
        .map(|line| format!("firstline {line}"))
        .collect();
    match typed.as_slice() {
        [] => format!("{what} All commands: firstline --help"),
        [one] => format!("{what} Try: {one}"),
        [one, other] => format!("{what} Try: {one}, or {other}"),
        [most @ .., last] => format!("{what} Try: {}, or {last}", most.join(", ")),
    }
}

/// What the word stands for, if it is known: a word of other programs, a tag, a rating, an activity or a routine.
fn meant(word: &str, folded: &str, after: &[String]) -> Option<Vec<String>> {
    let found = TRIED.iter().find(|(words, _)| words.contains(&folded));
    if let Some((_, lines)) = found {
        return Some(lines.iter().map(|line| (*line).to_owned()).collect());
    }
    let rest = match after {
        [] => String::new(),
        words => safe(&format!(" {}", words.join(" "))),
    };
    if let Some(tag) = word.strip_prefix(['@', '+']).filter(|tag| !tag.is_empty()) {
        let tag = safe(tag);
        return Some(vec![format!("history @{tag}"), format!("checkins @{tag}")]);
    }
    if matches!(word.len(), 1..=4) && word.bytes().all(|byte| matches!(byte, b'1'..=b'9')) {
        return Some(vec![format!("checkin {word}{rest}")]);
    }
    if let Some(routine) = routine(word) {
        return Some(vec![format!("start {}", routine.id)]);
    }
    let is = |name: &str| fold(name) == folded;
    let is_activity = activities().iter().any(|activity| {
        is(&activity.id) || is(&activity.label) || activity.aliases.iter().any(|alias| is(alias))
    });
    let rest = if rest.is_empty() { " 25m" } else { &rest };
    is_activity.then(|| vec![format!("log {}{rest}", safe(word))])
}

/// Up to three commands that the word is the beginning of, or nearly is.
fn nearest<'a>(word: &str, commands: &'a [String]) -> impl Iterator<Item = &'a str> {
    let letters = word.chars().take(40).count();
    let mut near: Vec<(usize, &str)> = Vec::new();
    for name in commands {
        let distance = strsim::damerau_levenshtein(word.get(..40).unwrap_or(word), name);
        let is_care = CARE.contains(&name.as_str());
        let slips = if is_care { 1 } else { 1 + letters / 5 };
        let is_begun = letters > 1 && !is_care && name.starts_with(word);
        if is_begun || letters > 2 && distance <= slips {
            near.push((distance, name));
        }
    }
    near.sort_unstable();
    near.into_iter().take(3).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Options;
    use clap::{CommandFactory as _, Parser as _};

    fn commands() -> Vec<String> {
        let grammar = Options::command();
        let names = grammar
            .get_subcommands()
            .map(|one| one.get_name().to_owned());
        names.collect()
    }

    fn said(word: &str) -> String {
        message(word, &[], &commands())
    }

    #[test]
    fn what_is_offered_is_a_command() {
        for line in TRIED.iter().flat_map(|(_, lines)| *lines) {
            let words = ["firstline"].into_iter().chain(line.split_whitespace());
            let read = Options::try_parse_from(words);
            let is_fine = read.map_or_else(|error| !error.use_stderr(), |_| true);
            assert!(is_fine, "firstline {line}");
        }
    }

    #[test]
    fn no_word_stands_twice_or_is_a_command() {
        let mut words: Vec<&str> = TRIED
            .iter()
            .flat_map(|(words, _)| *words)
            .copied()
            .collect();
        words.extend(NEEDLESS);
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
        for word in words {
            assert_eq!(fold(word), word);
            assert!(!commands().contains(&word.to_owned()), "{word}");
        }
    }

    #[test]
    fn no_unrelated_word_leads_to_help_in_a_crisis_or_a_questionnaire() {
        let related = TRIED
            .iter()
            .filter(|(_, lines)| lines.iter().any(|line| CARE.contains(line)));
        let related: Vec<&str> = related.flat_map(|(words, _)| *words).copied().collect();
        let tried = TRIED.iter().flat_map(|(words, _)| *words).copied();
        let more = [
            "god",
            "had",
            "pad",
            "gd",
            "so",
            "su",
            "sup",
            "report2",
            "supply",
            "sport",
            "phone",
            "ph",
            "gap",
            "page",
            "sort",
            "short",
            "import2",
            "suggestion",
        ];
        for word in tried.chain(NEEDLESS).chain(more) {
            let said = said(word);
            let leads = CARE
                .iter()
                .any(|care| said.contains(&format!("firstline {care}")));
            assert_eq!(leads, related.contains(&word), "{word}: {said}");
        }
    }

    #[test]
    fn slips_and_beginnings_are_recognized() {
        for (word, line) in [
            ("histry", "firstline history"),
            ("hsitory", "firstline history"),
            ("stat", "firstline status"),
            ("st", "firstline start, or firstline status"),
            ("sugest", "firstline suggest"),
            ("suport", "firstline support"),
            ("phq-9", "firstline phq9"),
            ("7", "firstline checkin 7"),
            ("walk", "firstline log walk 25m"),
            ("walk-10", "firstline start walk-10"),
            ("@work", "firstline history @work"),
        ] {
            assert!(said(word).contains(line), "{word}: {}", said(word));
        }
        let after = ["5".to_owned(), "6".to_owned()];
        assert!(message("7", &after, &commands()).ends_with("firstline checkin 7 5 6"));
        assert!(said("").ends_with("All commands: firstline --help"));
        assert!(said("xyzzy").ends_with("All commands: firstline --help"));
        assert!(!said("\u{1b}[2J").contains('\u{1b}'));
    }
}
