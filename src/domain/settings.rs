//! Which settings sync to the person's other computers and which stay on this one.

/// Prefix of settings that cache what is known about the terminal; losing them does no harm.
pub const TERMINAL: &str = "terminal:";

/// Prefixes of settings that stay on this computer, and why. Everything else syncs: the plan, days
/// off, answers about the person, contacts and notes, postponed or paused items. (Terminal
/// preferences are in `config.toml`, which never syncs.)
const STAY: [(&str, &str); 6] = [
    ("commands:", "what was last run by name here"),
    (
        "draft:",
        "half-filled forms, which would come back here after they were sent there",
    ),
    (
        "running.damaged.",
        "what is left of a session that ran here",
    ),
    ("shared:", "where the shared folder is on this computer"),
    ("snapshot:", "what a snapshot says about itself"),
    (TERMINAL, "what the terminal here looked like"),
];

/// Whether the setting `key` syncs to other computers.
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
            "about:equipment",
            "mark:walk-10",
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
            "shared:folder",
            "snapshot:mark",
            "terminal:background",
        ] {
            assert!(!travels(key), "{key}");
        }
    }
}
