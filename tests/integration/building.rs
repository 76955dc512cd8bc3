//! Routines put together in the builder: made, copied, changed, taken back, kept as a draft, played.

use crate::test_app::{SIZES, TestApp};
use firstline::app::Message;
use firstline::app::Page;
use firstline::content::own;
use firstline::domain::{OwnRoutine, Routine};
use firstline::screens::routine_editor::{EditorRow, RoutineEditor};
use firstline::widgets::theme::Theme;
use proptest::prelude::*;

fn own_routines(seat: &TestApp) -> Vec<OwnRoutine> {
    seat.stored().routines().cloned().collect()
}

fn builder(seat: &TestApp) -> &RoutineEditor {
    match &seat.app.page {
        Some(Page::RoutineEditor(builder)) => builder,
        other => panic!("the builder is not open: {other:?}"),
    }
}

fn routine(seat: &TestApp) -> &Routine {
    &builder(seat).draft.routine
}

fn is_library(seat: &TestApp) -> bool {
    seat.app.page.is_none()
}

/// The library, with the focus on its first line.
fn library() -> TestApp {
    TestApp::with(0).keys("<esc>2")
}

/// A routine of two movements, not stored yet.
const SMALL: &str = "cnMorning two<enter>asquat<enter>tareach up<enter>";

#[test]
fn a_routine_is_made_stored_and_played() {
    let mut seat = library().keys(SMALL);
    let steps = &routine(&seat).blocks[0].step;
    assert_eq!(steps[0].movement.as_deref(), Some("squat"));
    assert_eq!(
        (steps[0].reps, steps[0].seconds),
        (Some(9), None),
        "half a minute of squats"
    );
    assert_eq!(steps[1].movement.as_deref(), Some("arm_reach"));
    seat.types("<enter>");
    assert!(is_library(&seat));
    let stored = own_routines(&seat);
    assert_eq!(stored.len(), 1);
    assert_eq!(
        (
            stored[0].routine.title.as_str(),
            stored[0].routine.id.as_str()
        ),
        ("Morning two", "morning-two")
    );
    assert_eq!(own::problem(&stored[0].routine), None);
    let shown = seat.text((100, 30));
    assert!(
        shown.contains("› Morning two") && shown.contains("Yours"),
        "{shown}"
    );
    assert!(
        shown.contains("Saved: Morning two. Press u to undo."),
        "{shown}"
    );
    // It is the chosen one: enter starts it, 6 is the mood before.
    seat.types("<enter>6");
    let playing = seat.app.playing().expect("it is played");
    assert_eq!(playing.running.routine, stored[0].routine);
    assert_eq!(playing.running.player.steps().len(), 3);
}

#[test]
fn storing_and_deleting_can_be_taken_back() {
    let mut seat = library().keys(SMALL).keys("<enter>u");
    assert!(own_routines(&seat).is_empty());
    seat.types("c");
    assert!(
        routine(&seat).title.is_empty(),
        "what was stored is no draft any more"
    );
    let mut seat = library().keys(SMALL).keys("<enter>d");
    assert!(own_routines(&seat).is_empty());
    seat.types("u");
    assert_eq!(own_routines(&seat).len(), 1);
    let other = TestApp::with(0).keys("<esc>2d");
    assert!(
        other
            .app
            .notices
            .shown()
            .is_some_and(|notice| notice.text().contains("your own"))
    );
}

#[test]
fn every_edit_can_be_taken_back_and_done_again() {
    let mut seat = library().keys(SMALL);
    let made = routine(&seat).clone();
    for key in [
        "<right>",
        "<left>",
        "t",
        "s",
        "r",
        "[",
        "d",
        "p",
        "x",
        "nother<enter>",
        "amarch<enter>",
    ] {
        seat.types(key);
        assert_ne!(routine(&seat), &made, "{key} changes something");
        seat.types("u");
        assert_eq!(routine(&seat), &made, "u takes {key} back");
    }
    for _ in 0..20 {
        seat.types("u");
    }
    assert!(routine(&seat).title.is_empty() && routine(&seat).blocks[0].step.is_empty());
}

#[test]
fn a_routine_of_ours_is_copied_whole_and_stays_as_it_is() {
    let mut seat = library().keys("/strength-a<enter>y");
    let original = firstline::content::routines::routine("strength-a").unwrap();
    assert_eq!(routine(&seat).blocks, original.blocks);
    seat.types("<enter>");
    let copy = own_routines(&seat).remove(0).routine;
    let same = Routine {
        id: original.id.clone(),
        title: original.title.clone(),
        ..copy.clone()
    };
    assert_eq!(&same, original, "all but its name");
    assert_ne!(copy.id, original.id);
}

#[test]
fn ones_own_is_changed_in_its_place() {
    let mut seat = library().keys(SMALL).keys("<enter>");
    let before = own_routines(&seat).remove(0);
    seat.types("e<down><right><right><enter>");
    let after = own_routines(&seat);
    assert_eq!(after.len(), 1);
    assert_eq!(
        (after[0].id, after[0].routine.id.as_str()),
        (before.id, "morning-two")
    );
    assert_eq!(after[0].routine.blocks[0].rounds, 3);
    assert!(after[0].routine.seconds() > 2 * before.routine.seconds());
}

#[test]
fn leaving_asks_nothing_and_keeps_a_draft() {
    let mut seat = library().keys(SMALL).keys("<esc>");
    assert!(is_library(&seat) && own_routines(&seat).is_empty());
    // The program ends; another day goes on with it.
    let mut later =
        TestApp::later(std::mem::replace(&mut seat, library()).into_store(), 1).keys("<esc>2c");
    assert_eq!(routine(&later).title, "Morning two");
    later.types("<enter>");
    assert_eq!(own_routines(&later).len(), 1);
    // Nothing typed leaves nothing behind.
    let seat = library().keys("c<esc>");
    assert!(seat.app.notices.shown().is_none() && is_library(&seat));
}

#[test]
fn what_cannot_be_stored_says_why_and_leads_there() {
    let mut seat = library().keys("c<enter>");
    assert!(seat.text((80, 24)).contains("Add a name first (n)."));
    seat.types("Mine<enter><enter>");
    assert!(seat.text((80, 24)).contains("Add an exercise first (a)."));
    seat.types("asquat<enter><enter>");
    assert_eq!(own_routines(&seat).len(), 1);
}

#[test]
fn steps_move_between_parts_and_empty_parts_are_left_out() {
    let mut seat = library().keys(SMALL).keys("p");
    assert_eq!(builder(&seat).row(), EditorRow::Part(1));
    seat.types("<up>]");
    assert_eq!(builder(&seat).row(), EditorRow::Step(1, 0));
    seat.types("[[[");
    assert_eq!(builder(&seat).row(), EditorRow::Step(0, 0));
    seat.types("<enter>");
    assert_eq!(own_routines(&seat)[0].routine.blocks.len(), 1);
}

#[test]
fn a_file_is_left_to_its_editor() {
    let mut seat = library();
    let text = "title = \"By hand\"\n[[block]]\nstep = [{ move = \"squat\", seconds = 40 }]\n";
    let written = OwnRoutine::from_file(own::parse(text).unwrap().remove(0), "hand.toml");
    seat.tell(Message::Done(firstline::app::Outcome::RoutineFiles(
        vec![written],
        vec!["odd.toml".to_owned()],
    )));
    let shown = seat.text((100, 30));
    assert!(
        shown.contains("By hand") && shown.contains("Yours, in the file hand.toml"),
        "{shown}"
    );
    assert!(shown.contains("Couldn't read odd.toml."), "{shown}");
    seat.types("d");
    assert!(
        seat.text((100, 30))
            .contains("hand.toml. Delete it in the routines folder")
    );
    seat.types("e");
    assert_eq!(builder(&seat).draft.record, None, "a copy");
    assert_eq!(routine(&seat).title, "By hand, mine");
}

const SCREENS: [(&str, &str); 5] = [
    ("builder-new", "c"),
    ("builder", "/strength-a<enter>y<down><down><down>"),
    ("builder-name", "/strength-a<enter>yn"),
    ("builder-picking", "/strength-a<enter>y<down><down>apush"),
    ("builder-problem", "camarch<enter><enter><esc>"),
];

#[test]
fn every_screen_of_the_builder_at_every_size() {
    for (name, keys) in SCREENS {
        let mut seat = library().keys(keys);
        for size in SIZES {
            insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), seat.text(size));
        }
        let shown = seat.drawn(
            (100, 30),
            &Theme::mono().with_glyphs(firstline::config::GlyphChoice::Ascii),
        );
        assert!(shown.is_ascii(), "{shown}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    #[ignore = "long: .ci/run runs it"]
    fn random_keys_never_make_a_routine_that_is_not_sound(keys in proptest::collection::vec(prop::sample::select(vec![
        "<up>", "<down>", "<left>", "<right>", "asquat<enter>", "ayoga<esc>", "mmarch<enter>", "t", "s", "r", "R", "[", "]",
        "d", "p", "nName<enter>", "x", "u", "<enter>", "c", "e", "y", "<esc>c",
    ]), 1..60)) {
        let mut seat = library().keys("c");
        for key in keys {
            seat.types(key);
            if !matches!(seat.app.page, None | Some(Page::RoutineEditor(_))) {
                break;
            }
        }
        for own in own_routines(&seat) {
            prop_assert_eq!(own::problem(&own.routine), None);
        }
        seat.text((60, 20));
        seat.text((40, 12));
    }
}
