use super::*;
use proptest::prelude::*;

const WHOLE: &str = include_str!("../../../assets/themes/tokyo-night.toml");

#[test]
fn every_built_in_theme_can_be_read_and_its_ratings_seen() {
    for name in names() {
        let palette = built_in(name).unwrap_or_else(|| panic!("{name} is not whole"));
        assert_eq!(palette.weaknesses(), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn contrast_has_more_of_it() {
    let palette = built_in("contrast").unwrap();
    for (name, color) in palette.words() {
        assert!(contrast(color, palette.background) >= 7.0, "{name}");
    }
    assert!(contrast(palette.frame, palette.background) >= MARK);
}

#[test]
fn two_stops_make_nine_ratings_and_nine_are_taken_as_they_are() {
    let with = |mood: &str| {
        let lines = WHOLE.lines().filter(|line| !line.starts_with("mood"));
        let text = lines.collect::<Vec<_>>().join("\n");
        Palette::parse(&format!("{text}\nmood = {mood}\n"))
            .unwrap()
            .mood
    };
    let two = with("[\"#000000\", \"#ffffff\"]");
    assert_eq!((two[0], two[8]), (0x00_0000, 0xff_ffff));
    assert!(two.is_sorted());
    let nine: Vec<String> = (1..=9).map(|step| format!("\"#00000{step}\"")).collect();
    assert_eq!(
        with(&format!("[{}]", nine.join(", "))),
        [1, 2, 3, 4, 5, 6, 7, 8, 9]
    );
}

#[test]
fn each_mistake_is_told_with_its_line_and_what_to_write() {
    let lines = |from: &str, to: &str| Palette::parse(&WHOLE.replace(from, to)).unwrap_err();
    let text = "text = \"#c0caf5\"";
    let line = 1 + WHOLE.lines().position(|line| line == text).unwrap();
    for (to, part) in [
        (
            "text = \"blue\"",
            "text isn't a color; write it like \"#c0caf5\"",
        ),
        ("text = \"#c0caf\"", "text isn't a color"),
        ("text = 7", "text isn't a color"),
        ("txt = \"#c0caf5\"", "Did you mean text?"),
    ] {
        let told = lines(text, to);
        assert!(told[0].starts_with(&format!("line {line}: ")), "{told:?}");
        assert!(told[0].contains(part), "{told:?}");
    }
    assert_eq!(lines(text, ""), ["add text"]);
    assert!(lines("fill = true", "fill = 1")[0].contains("true or false"));
    for mood in [
        "[]",
        "[\"#000000\"]",
        "\"#000000\"",
        "[\"red\", \"blue\"]",
        "3",
    ] {
        let told = lines("mood = [", &format!("mood = {mood}\n# ["));
        assert!(told[0].contains("2 to 9 colors"), "{mood}: {told:?}");
    }
    assert!(Palette::parse("text = ").unwrap_err()[0].starts_with("line 1: "));
    assert_eq!(Palette::parse("").unwrap_err().len(), 1);
}

#[test]
fn what_is_hard_to_read_is_named_with_its_contrast() {
    let palette = Palette::parse(&WHOLE.replace("#9aa5ce", "#565f89")).unwrap();
    assert_eq!(
        palette.weaknesses(),
        ["dim has a contrast of 2.7, hard to read under 4.5"]
    );
}

proptest! {
    #[test]
    fn no_file_breaks_it(
        text in "\\PC{0,200}", key in prop::sample::select(KEYS.to_vec()), value in "\\PC{0,20}"
    ) {
        let _ = Palette::parse(&text);
        let _ = Palette::parse(&format!("{WHOLE}{key} = {value}"));
        let line = WHOLE.lines().find(|line| line.starts_with(key)).unwrap_or("#");
        if let Err(mistakes) = Palette::parse(&WHOLE.replace(line, &format!("{key} = {value}"))) {
            prop_assert!(mistakes.iter().all(|mistake| !mistake.contains(sanitize::is_unfit)));
        }
    }
}
