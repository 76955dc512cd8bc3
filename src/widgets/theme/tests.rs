use super::*;
use crate::widgets::color::{contrast, number};
use proptest::prelude::*;

fn truecolor() -> Environment {
    Environment {
        colorterm: "truecolor".into(),
        term: "xterm-256color".into(),
        ..Environment::default()
    }
}

fn answered(background: u32) -> TerminalAnswers {
    TerminalAnswers {
        background: Some(background),
        version: None,
    }
}

fn chosen(colors: ColorSource, environment: &Environment, answers: &TerminalAnswers) -> Theme {
    Theme::choose(&colors, GlyphChoice::Auto, environment, answers)
}

fn named(name: &str) -> ColorSource {
    ColorSource::Palette(themes::built_in(name).unwrap())
}

/// The contrast of a style's text on its own background, or on `ground` if it has none.
fn contrast_of(style: Style, ground: u32) -> f64 {
    let ground = style.bg.and_then(number).unwrap_or(ground);
    contrast(style.fg.and_then(number).unwrap(), ground)
}

#[test]
fn no_color_means_no_color() {
    let environment = Environment {
        no_color: true,
        ..truecolor()
    };
    for colors in [named("dark"), named("nord"), ColorSource::Auto] {
        let theme = chosen(colors, &environment, &answered(0));
        assert_eq!(theme, Theme::mono());
        for style in [
            theme.text,
            theme.selected,
            theme.mark,
            theme.alert,
            theme.mood[0],
        ] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
        assert!(
            theme.selected.add_modifier.contains(Modifier::REVERSED),
            "the selection stays plain to see"
        );
    }
}

#[test]
fn the_terminal_is_asked_only_what_has_a_use() {
    let near = truecolor();
    let asked = |colors: ColorSource, glyphs, environment: &Environment| {
        let questions = Questions::worth_asking(&colors, glyphs, environment);
        (questions.background, questions.version)
    };
    let auto = GlyphChoice::Auto;
    assert_eq!(asked(ColorSource::Auto, auto, &near), (true, true));
    assert_eq!(asked(named("dark"), auto, &near), (true, true));
    assert_eq!(
        asked(named("nord"), auto, &near),
        (false, true),
        "it paints its own"
    );
    assert_eq!(
        asked(ColorSource::Mono, GlyphChoice::Braille, &near),
        (false, false)
    );
    assert_eq!(
        asked(ColorSource::Terminal, GlyphChoice::Ascii, &near),
        (false, false)
    );
    for (changed, expected) in [
        (
            Environment {
                colorterm: String::new(),
                ..near.clone()
            },
            (true, true),
        ),
        (
            Environment {
                colorterm: String::new(),
                term: "xterm".into(),
                ..near.clone()
            },
            (false, true),
        ),
        (
            Environment {
                no_color: true,
                ..near.clone()
            },
            (false, true),
        ),
        (
            Environment {
                is_remote: true,
                ..near.clone()
            },
            (false, false),
        ),
        (
            Environment {
                term: "dumb".into(),
                ..near.clone()
            },
            (false, false),
        ),
        (
            Environment {
                term: "linux".into(),
                ..near.clone()
            },
            (true, false),
        ),
    ] {
        assert_eq!(
            asked(ColorSource::Auto, auto, &changed),
            expected,
            "{changed:?}"
        );
    }
}

#[test]
fn our_own_colors_need_a_known_background() {
    let mut environment = truecolor();
    let silent = TerminalAnswers::default();
    assert_eq!(
        chosen(ColorSource::Auto, &environment, &silent),
        Theme::terminal()
    );
    assert_eq!(
        chosen(ColorSource::Auto, &environment, &answered(0x12_141a)),
        Theme::dark()
    );
    assert_eq!(
        chosen(ColorSource::Auto, &environment, &answered(0xfb_faf7)),
        Theme::light()
    );
    environment.colorfgbg = Some("0;15".into());
    let light = chosen(ColorSource::Auto, &environment, &silent);
    assert_eq!((light.text, light.base), (Theme::light().text, None));
    environment.colorterm = String::new();
    let of_256 = chosen(ColorSource::Auto, &environment, &answered(0));
    assert!(of_256.indexed && of_256.ramp);
    environment.term = "xterm".into();
    assert_eq!(
        chosen(ColorSource::Auto, &environment, &answered(0)),
        Theme::terminal()
    );
}

#[test]
fn colors_fade_to_the_background_that_was_answered_and_to_no_other() {
    let environment = truecolor();
    let silent = chosen(named("dark"), &environment, &TerminalAnswers::default());
    assert_eq!(silent.base, None);
    let told = chosen(named("dark"), &environment, &answered(0x10_2030));
    assert_eq!(told.base, Some(Color::Rgb(0x10, 0x20, 0x30)));
    assert!(!told.fill_background, "the terminal's shows through");
    let nord = chosen(named("nord"), &environment, &answered(0x10_2030));
    assert_eq!(
        nord.base,
        Some(Color::Rgb(0x2e, 0x34, 0x40)),
        "it paints its own"
    );
    assert!(nord.fill_background);
    for plain in [Theme::terminal(), Theme::mono()] {
        assert_eq!((plain.base, plain.fill_background), (None, false));
    }
}

#[test]
fn the_names_of_ratings_have_hues_only_where_they_can_be_read() {
    for name in themes::names() {
        let palette = themes::built_in(name).unwrap();
        let theme = Theme::of(&palette, Some(palette.background));
        for style in theme.names {
            assert!(contrast_of(style, palette.background) >= TEXT, "{name}");
        }
    }
    assert_eq!(Theme::terminal().names, [Style::new(); 4]);
    assert_ne!(
        Theme::terminal().series,
        Theme::terminal().names,
        "marks keep theirs"
    );
}

#[test]
fn a_line_over_quiet_columns_can_be_seen_in_every_theme() {
    for name in themes::names() {
        let palette = themes::built_in(name).unwrap();
        let theme = Theme::of(&palette, Some(palette.background));
        for quiet in theme.quiet {
            let ground = quiet.fg.and_then(number).unwrap();
            assert!(
                contrast(palette.text, ground) >= themes::MARK,
                "{name} {ground:06x}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn words_can_be_read_on_any_background_that_is_answered(
        ground in 0..0x100_0000_u32, in_256 in any::<bool>()
    ) {
        let mut environment = truecolor();
        if in_256 {
            environment.colorterm = String::new();
        }
        for colors in [ColorSource::Auto, named("dark"), named("light"), named("contrast")] {
            let theme = chosen(colors, &environment, &answered(ground));
            let words = [theme.text, theme.dim, theme.accent, theme.sessions, theme.warn, theme.alert];
            for style in words.into_iter().chain(theme.names).chain([theme.selected]) {
                prop_assert!(contrast_of(style, ground) >= TEXT, "{style:?} on {ground:06x}");
            }
            for style in theme.mood {
                prop_assert!(contrast_of(style, ground) >= themes::MARK, "{style:?} on {ground:06x}");
            }
            for style in theme.fill {
                prop_assert!(contrast_of(style, ground) >= TEXT, "{style:?}");
            }
        }
    }
}
