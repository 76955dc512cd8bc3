//! The settings that are more than switches: written, or kept with the records.

use crate::test_app::{SIZES, TestApp};
use firstline::screens::settings::SettingItem;

fn at(item: SettingItem) -> String {
    let place = SettingItem::ALL
        .iter()
        .position(|other| *other == item)
        .unwrap();
    format!("<esc>,{}", "<down>".repeat(place))
}

#[test]
fn the_own_voice_is_written_as_a_command() {
    let mut seat = TestApp::with(0);
    seat.types(&at(SettingItem::VoiceCommand));
    assert!(seat.text((100, 30)).contains("automatic"));
    seat.types("<enter>espeak-ng -v 'my voice'");
    for size in SIZES {
        insta::assert_snapshot!(
            format!("settings-voice-{}x{}", size.0, size.1),
            seat.text(size)
        );
    }
    seat.types("<enter>");
    assert_eq!(
        seat.app.settings.config.voice_command,
        ["espeak-ng", "-v", "my voice"]
    );
    let shown = seat.text((100, 30));
    assert!(shown.contains("espeak-ng -v 'my voice'"), "{shown}");
    // A quote left open is told, and nothing changes.
    seat.types("<enter> 'x<enter>");
    assert!(seat.text((100, 30)).contains("has an open quote"));
    seat.types("<esc>u");
    assert!(
        seat.app.settings.config.voice_command.is_empty(),
        "set back"
    );
    seat.types("<esc>");
    assert!(seat.app.dialogs.is_empty());
}

#[test]
fn the_country_for_support_is_chosen_from_a_list_and_kept_with_the_records() {
    let mut seat = TestApp::with(0);
    seat.types(&at(SettingItem::Country));
    let shown = seat.text((100, 30));
    assert!(shown.contains("Austria, from your language"), "{shown}");
    seat.types("<right>new zea<enter>");
    assert_eq!(seat.stored().setting("country"), Some("NZ"));
    assert!(seat.text((100, 30)).contains("New Zealand"));
    seat.types("<esc>!");
    assert!(seat.text((100, 30)).contains("Showing New Zealand."));
    seat.types("<esc>");
    seat.types(&at(SettingItem::Country)["<esc>".len()..]);
    seat.types("<right><up>");
    seat.types(&"<up>".repeat(250));
    assert!(seat.text((100, 30)).contains("automatic: Austria"));
    seat.types("<enter>");
    assert!(seat.text((100, 30)).contains("Austria, from your language"));
}
