//! A person's own keys, and settings changed and set back.

use crate::test_app::TestApp;
use firstline::config::Config;
use firstline::keys::Keymap;

fn seat_with(keys: &str) -> (TestApp, Vec<String>) {
    let (config, problems) = Config::parse(keys);
    assert_eq!(problems, Vec::<String>::new());
    let mut seat = TestApp::with(0);
    let (map, problems) = Keymap::with(&config.own_keys);
    seat.app.keys = map;
    (seat, problems)
}

#[test]
fn own_keys_act_and_are_shown_in_the_footer_on_the_card_and_in_help() {
    let text = "[keys]\ncheck_in.note = \"e\"\nsuggestion.start = [\"v\", \"enter\"]\neverywhere.settings = \"f9\"\n";
    let (mut seat, problems) = seat_with(text);
    assert_eq!(problems, Vec::<String>::new());
    assert!(
        seat.text((100, 30)).contains("e note"),
        "{}",
        seat.text((100, 30))
    );
    seat.types("<esc>");
    let shown = seat.text((100, 30));
    assert!(shown.matches("v start").count() == 2, "{shown}");
    seat.types(",");
    assert!(seat.app.dialogs.is_empty());
    seat.types("?");
    let help = seat.text((100, 30));
    assert!(
        help.contains("v, enter") && help.contains("f9") || help.contains("F9"),
        "{help}"
    );
    seat.types("<esc>v");
    assert!(!seat.text((100, 30)).contains("Up next, if you like"));
}

#[test]
fn a_setting_is_saved_and_u_sets_it_back_and_leaves_the_records_alone() {
    let mut seat = TestApp::with(0).keys("7564<enter>");
    assert_eq!(seat.stored().check_ins().len(), 1);
    seat.types(",");
    seat.types("jj<enter>");
    assert!(seat.app.settings.config.reduced_motion);
    let shown = seat.text((100, 30));
    assert!(
        shown.contains("Reduce motion: on, saved. Press u to undo."),
        "{shown}"
    );
    seat.types("uu");
    assert!(!seat.app.settings.config.reduced_motion);
    assert_eq!(
        seat.stored().check_ins().len(),
        1,
        "u in the settings takes no check-in back"
    );
    assert!(seat.text((100, 30)).contains("Already at the default."));
}

#[test]
fn names_of_the_past_keep_working_in_a_key_file() {
    for name in ["choices.mark", "choices.clear"] {
        let (mut seat, problems) = seat_with(&format!("[keys]\n{name} = \"m\"\n"));
        assert_eq!(problems, Vec::<String>::new(), "{name}");
        seat.types("a1m");
        let marked = seat.text((100, 30));
        seat.types("m");
        assert_ne!(marked, seat.text((100, 30)), "{name}: m marks and unmarks");
    }
    for name in [
        "tabs.bring_in",
        "check_in.bring_in",
        "check_in.tiny",
        "check_in.take_up",
        "check_in.put_off",
        "suggestion.tiny",
        "suggestion.take_up",
        "suggestion.put_off",
        "bring_in.accept",
        "brought_in.undo",
        "take_back.accept",
    ] {
        let (seat, problems) = seat_with(&format!("[keys]\n{name} = \"f9\"\n"));
        assert_eq!(problems, Vec::<String>::new(), "{name}");
        assert_ne!(seat.app.keys, Keymap::default(), "{name}");
    }
    let (_, problems) = seat_with("[keys]\nchoices.clera = \"m\"\n");
    assert!(
        problems[0].contains("No action there called \"clera\""),
        "{problems:?}"
    );
}
