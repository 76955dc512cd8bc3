//! Which settings go with the person to other computers, and which stay where they were made.

/// How the settings begin that keep what is known of the terminal: nothing that anybody would miss.
pub const TERMINAL: &str = "terminal:";

/// What stays on its computer, by the beginning of its name, and why. Everything else travels: the
/// plan, days off, what was answered about oneself, people and notes, what was put off or paused.
/// (What belongs to the terminal is in `config.toml`, which never travels.)
const STAY: [(&str, &str); 4] = [
    (
        "draft:",
        "half-filled forms, which would come back here after they were sent there",
    ),
    (
        "running.damaged.",
        "what is left of a session that ran here",
    ),
    ("snapshot:", "what a snapshot says about itself"),
    (TERMINAL, "what the terminal here looked like"),
];

/// Whether the setting `key` goes to other computers.
pub fn travels(key: &str) -> bool {
    !STAY.iter().any(|(begin, _)| key.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::travels;

    #[test]
    fn what_a_person_chose_travels_and_drafts_stay() {
        for key in [
            "plan",
            "plan:reviewed",
            "off:2026-03-02",
            "about:limits",
            "country",
            "people:1",
            "remind:paused",
        ] {
            assert!(travels(key), "{key}");
        }
        for key in [
            "draft:phq9",
            "draft:routine:morning",
            "running.damaged.17",
            "snapshot:mark",
            "terminal:background",
        ] {
            assert!(!travels(key), "{key}");
        }
    }
}
