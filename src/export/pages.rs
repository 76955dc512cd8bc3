//! Daily pages for note-taking apps: a block of generated lines between two markers, on pages that otherwise belong to
//! the user.

use crate::content::words::{label, level};
use crate::domain::{
    CheckIn, Moment, OwnRatings, Question, Session, Sorting as _, Units, sanitize, whole,
};
use std::fmt::Write as _;

/// Page markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// Obsidian, Logseq and others.
    Markdown,
    /// Emacs.
    Org,
}

impl Style {
    const fn marks(self) -> [&'static str; 2] {
        match self {
            Self::Markdown => ["<!-- firstline: begin -->", "<!-- firstline: end -->"],
            Self::Org => ["# firstline: begin", "# firstline: end"],
        }
    }

    const fn heading(self) -> &'static str {
        match self {
            Self::Markdown => "## firstline",
            Self::Org => "* firstline",
        }
    }

    /// Prefix for note lines, so that they are never mistaken for a marker.
    const fn quote(self) -> &'static str {
        match self {
            Self::Markdown => "  > ",
            Self::Org => "  : ",
        }
    }

    /// Formats a tag in the page's syntax; one containing spaces is left as plain words.
    fn tag(self, tag: &str) -> String {
        let tag = sanitize::line(tag);
        let is_word = |letter: char| letter.is_alphanumeric() || "_-/".contains(letter);
        let is_tag = tag.chars().all(is_word) && tag.chars().any(char::is_alphabetic);
        match self {
            Self::Markdown if is_tag => format!("#{tag}"),
            Self::Markdown | Self::Org => tag,
        }
    }
}

/// Why a page is left unchanged: it has only one of the two markers, or one of them twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MarksAstray;

/// Lines for one day in time order; entries without a time come last. If numbers are `hidden`, ratings are written as
/// words.
pub(crate) fn lines(
    check_ins: &[CheckIn],
    sessions: &[Session],
    own: OwnRatings<'_>,
    style: Style,
    hidden: bool,
    units: Units,
) -> Vec<String> {
    let mut moments: Vec<(Option<Moment>, String, &str)> = Vec::new();
    for record in check_ins {
        let at = record.timed.then_some(record.at);
        moments.push((at, check_in(record, own, style, hidden), &record.note));
    }
    for session in sessions {
        let at = session.timed.then_some(session.start);
        moments.push((at, session_words(session, hidden, units), &session.note));
    }
    moments.order_by_key(|(at, ..)| (at.is_none(), *at));
    let mut lines = Vec::new();
    for (at, what, note) in moments {
        let time = at.map_or_else(String::new, |at| format!("{} ", units.time(at)));
        lines.push(format!("- {time}{what}"));
        let note = sanitize::text(note);
        let note = note.lines().filter(|line| !line.trim().is_empty());
        lines.extend(note.map(|line| format!("{}{line}", style.quote())));
    }
    lines
}

fn check_in(record: &CheckIn, own: OwnRatings<'_>, style: Style, hidden: bool) -> String {
    let rated = record.ratings.answered().map(|(question, rating)| {
        if hidden {
            format!("{} {}", label(question), level(question, rating))
        } else {
            format!("{} {rating}", label(question))
        }
    });
    let owned = record.own.named(own).map(|(rating, value)| {
        let text = format!("{} {}", own.label(rating), rating.text(value, hidden));
        sanitize::line(&text)
    });
    let slept = record.sleep_hours.filter(|_| !hidden);
    let slept = slept.map(|hours| format!("slept {} h", (hours * 100.0).round() / 100.0));
    let rated: Vec<String> = rated.chain(owned).chain(slept).collect();
    let mut text = if rated.is_empty() {
        "Check-in".to_owned()
    } else {
        format!("Check-in: {}", rated.join(", "))
    };
    for tag in &record.tags {
        let _ = write!(text, " {}", style.tag(tag));
    }
    text
}

fn session_words(session: &Session, hidden: bool, units: Units) -> String {
    let title = sanitize::line(&units.name(&session.title));
    if hidden {
        return title;
    }
    let minutes = whole(session.minutes());
    let mood = match (session.before, session.after) {
        (Some(before), Some(after)) => format!(", {} {before} to {after}", label(Question::Mood)),
        (None, Some(after)) => format!(", {} {after} after", label(Question::Mood)),
        _ => String::new(),
    };
    let distance = session.distance_m.map(|meters| units.distance(meters));
    let distance = distance.map_or_else(String::new, |distance| format!(", {distance}"));
    format!("{title}, {minutes} min{distance}{mood}")
}

/// Replaces the generated block in `page` with `lines`, or appends it if there is no block yet; everything else is
/// unchanged. `None` if there is nothing to write and no existing block.
///
/// # Errors
/// If the markers are not a matching pair.
pub(crate) fn merged(
    page: &str,
    lines: &[String],
    style: Style,
) -> Result<Option<String>, MarksAstray> {
    let [begin, end] = style.marks();
    let mut feed = if page.contains("\r\n") { "\r\n" } else { "\n" };
    let (mut begins, mut ends) = (Vec::new(), Vec::new());
    let mut place = 0;
    for line in page.split_inclusive('\n') {
        // Outliners may have turned the marker into a list item.
        let words = line.trim().trim_start_matches("- ");
        if words == begin {
            begins.push(place);
            feed = if line.ends_with("\r\n") { "\r\n" } else { "\n" };
        } else if words == end {
            ends.push(place + line.trim_end_matches(['\r', '\n']).len());
        }
        place += line.len();
    }
    let mut block = [begin, style.heading()].join(feed) + feed;
    for line in lines {
        block.push_str(line);
        block.push_str(feed);
    }
    block.push_str(end);
    match (begins.as_slice(), ends.as_slice()) {
        ([], []) if lines.is_empty() => Ok(None),
        ([], []) => {
            let mut text = page.to_owned();
            if !text.is_empty() {
                if !text.ends_with('\n') {
                    text.push_str(feed);
                }
                text.push_str(feed);
            }
            Ok(Some(text + &block + feed))
        }
        ([from], [to]) if from < to => {
            let (before, after) = (page.get(..*from), page.get(*to..));
            let (before, after) = before.zip(after).ok_or(MarksAstray)?;
            Ok(Some(format!("{before}{block}{after}")))
        }
        _ => Err(MarksAstray),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn own(words: &[&str]) -> Vec<String> {
        words.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn its_own_lines_are_replaced_and_all_others_stay() {
        let lines = own(&["- 09:00 Check-in"]);
        let first = merged("", &lines, Style::Markdown).unwrap().unwrap();
        assert_eq!(
            first,
            "<!-- firstline: begin -->\n## firstline\n- 09:00 Check-in\n<!-- firstline: end -->\n"
        );
        let page = format!(
            "# March 1\n\nmine{}\n\nmine too",
            first.replace("09:00", "08:00")
        );
        let page = page.replace("mine<", "mine\n- <");
        let again = merged(&page, &lines, Style::Markdown).unwrap().unwrap();
        assert!(
            again.starts_with("# March 1\n\nmine\n<!--") && again.ends_with("-->\n\n\nmine too")
        );
        assert!(again.contains("09:00") && !again.contains("08:00"));
        let windows = merged("mine\r\n", &lines, Style::Org).unwrap().unwrap();
        assert_eq!(
            windows,
            "mine\r\n\r\n# firstline: begin\r\n* firstline\r\n- 09:00 Check-in\r\n# firstline: end\r\n"
        );
        assert_eq!(merged("mine", &[], Style::Markdown), Ok(None));
    }

    #[test]
    fn a_mark_without_the_other_is_left_alone() {
        for page in [
            "<!-- firstline: begin -->\nmine",
            "<!-- firstline: end -->",
            "<!-- firstline: end -->\n<!-- firstline: begin -->",
            "<!-- firstline: begin -->\n<!-- firstline: begin -->\n<!-- firstline: end -->",
        ] {
            assert_eq!(
                merged(page, &own(&["- x"]), Style::Markdown),
                Err(MarksAstray),
                "{page}"
            );
        }
    }

    #[test]
    fn hidden_numbers_are_words() {
        use crate::domain::{Day, Id, Rating, Ratings, Source};
        let at = chrono::DateTime::parse_from_rfc3339("2026-03-01T09:00:00+01:00").unwrap();
        let mut ratings = Ratings::default();
        ratings.set(Question::Mood, Rating::new(7));
        let record = CheckIn {
            id: Id::parse("0195d9a0-0000-7000-8000-000000000001").unwrap(),
            at,
            timed: false,
            day: Day::from_date(at.date_naive()),
            ratings,
            sleep_hours: Some(7.5),
            own: crate::domain::OwnAnswers::default(),
            tags: vec![
                "with people".to_owned(),
                "42".to_owned(),
                "out-side".to_owned(),
            ],
            note: String::new(),
            source: Source::Typed,
            import: None,
            updated_at: at,
        };
        let of = |style, hidden| {
            lines(
                std::slice::from_ref(&record),
                &[],
                OwnRatings(&[]),
                style,
                hidden,
                Units::default(),
            )
            .concat()
        };
        assert_eq!(
            of(Style::Markdown, false),
            "- Check-in: mood 7, slept 7.5 h with people 42 #out-side"
        );
        let words = of(Style::Org, true);
        let rating = words.split(" with people").next().unwrap();
        assert!(
            rating.starts_with("- Check-in: mood ") && !rating.contains(char::is_numeric),
            "{words}"
        );
    }

    proptest! {
        #[test]
        fn a_second_time_changes_nothing_and_the_first_adds_only(
            page in "[a-zé\\r\\n #<>-]{0,60}",
            note in "[ -~\\né]{0,40}",
            org in proptest::bool::ANY,
        ) {
            let style = if org { Style::Org } else { Style::Markdown };
            let quoted = note.lines().map(|line| format!("{}{line}", style.quote()));
            let lines: Vec<String> = quoted.chain(["- X".to_owned()]).collect();
            let once = merged(&page, &lines, style).unwrap().unwrap();
            prop_assert!(once.starts_with(&page));
            let twice = merged(&once, &lines, style).unwrap().unwrap();
            prop_assert_eq!(&once, &twice);
            let emptied = merged(&once, &[], style).unwrap().unwrap();
            prop_assert!(emptied.starts_with(&page) && !emptied.contains("- X"));
        }
    }
}
