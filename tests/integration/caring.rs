//! Questionnaires, the first questions, the plan and one's own people, on the screens.

use crate::test_app::{SIZES, TestApp, WINDOWS, in_a_row};
use firstline::app::{Dialog, Tab};
use firstline::coach::plan::Plan;
use firstline::config::GlyphChoice;
use firstline::domain::{Change, Instrument};
use firstline::widgets::theme::Theme;

/// Every screen of care: a name, days of example history, the keys that lead there.
const SCREENS: [(&str, u32, &str); 19] = [
    ("options", 180, "<esc>o"),
    ("phq9-first", 0, "o4<enter>"),
    ("phq9-third", 0, "o4<enter>12"),
    ("phq9-ninth", 0, "o4<enter>12010011"),
    ("phq9-support", 0, "o4<enter>120100112"),
    ("phq9-support-daily", 0, "o4<enter>120100113"),
    ("phq9-tenth", 0, "o4<enter>120100110"),
    ("phq9-scores", 180, "<esc>o4"),
    ("phq9-scores-first", 0, "o4"),
    ("gad7-scores-one", 0, "o5<enter>11111111"),
    ("about-minutes", 0, "a"),
    ("about-limits", 0, "a32"),
    ("about-equipment", 0, "a3<enter>1"),
    ("about-country", 0, "a3<enter><enter><enter>1"),
    ("plan-first", 0, "a3<enter><enter><enter>1<enter>o1"),
    ("plan", 180, "<esc>o11"),
    ("people", 0, "o6"),
    ("letter-month", 180, "7564<enter>a"),
    ("letter", 180, "7564<enter>ar"),
];

#[test]
fn every_screen_at_every_size() {
    for (name, days, keys) in SCREENS {
        let mut seat = TestApp::with(days).keys(keys);
        for size in SIZES {
            insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), seat.text(size));
        }
    }
}

#[test]
fn support_is_one_key_away_from_each_of_them() {
    for (name, days, keys) in SCREENS {
        let mut seat = TestApp::with(days).keys(keys);
        let key = if seat.app.contexts()[0].takes_text() {
            None
        } else {
            Some("!")
        };
        match key {
            Some(key) => seat.types(key),
            None => seat.types("<f2>"),
        }
        assert!(
            matches!(seat.app.dialogs.last(), Some(Dialog::Support(_))),
            "{name}"
        );
        assert!(
            seat.text((38, 10)).contains("142"),
            "{name}: at the smallest size too"
        );
    }
    let elsewhere = [
        "",
        "n",
        "t",
        "<esc>",
        "<esc>2",
        "<esc>2/",
        "<esc>2f",
        "<esc>2<enter>",
        "<esc>2<enter>5",
        "<esc>2<enter>5 ",
        "<esc>2<enter>5nnq",
        "<esc>l",
        "<esc>3",
        "<esc>3<left><enter>",
        "<esc><backtab>",
        "<esc><backtab>/",
        "<esc><backtab>v",
        "?",
    ];
    for keys in elsewhere {
        let mut seat = TestApp::with(180).keys(keys);
        seat.wait(2);
        if seat.app.contexts()[0].takes_text() {
            seat.types("<f2>");
        } else {
            seat.types("!");
        }
        assert!(
            matches!(seat.app.dialogs.last(), Some(Dialog::Support(_))),
            "after {keys:?}"
        );
    }
    for tab in Tab::ALL {
        let mut seat = TestApp::with(180).keys("<esc>");
        let place = Tab::ALL.iter().position(|other| *other == tab).unwrap() + 1;
        seat.types(&place.to_string());
        assert_eq!(seat.app.tab, tab);
        seat.types("!");
        assert!(
            matches!(seat.app.dialogs.last(), Some(Dialog::Support(_))),
            "{tab:?}"
        );
    }
}

#[test]
fn all_of_it_is_ascii_where_it_has_to_be() {
    let theme = Theme::mono().with_glyphs(GlyphChoice::Ascii);
    for (name, days, keys) in SCREENS {
        let shown = TestApp::with(days).keys(keys).drawn((100, 30), &theme);
        let odd: String = shown
            .chars()
            .filter(|character| !character.is_ascii())
            .collect();
        assert!(odd.is_empty(), "{name} shows {odd}\n{shown}");
    }
}

#[test]
fn nine_digits_and_one_more_are_a_whole_phq9() {
    let mut seat = TestApp::with(0).keys("o4<enter>1201001001");
    let kept = seat.stored();
    let record = &kept.assessments()[0];
    assert_eq!(
        (record.instrument, record.score(), record.difficulty),
        (Instrument::Phq9, 5, Some(1))
    );
    let shown = seat.text((80, 24));
    assert!(shown.contains("5 out of 27, in the mild range"), "{shown}");
    assert!(
        shown.contains("not a diagnosis") && !shown.contains("you have"),
        "{shown}"
    );
    seat.types("u");
    assert!(
        seat.stored().assessments().is_empty(),
        "one step of undo takes it back"
    );
}

#[test]
fn all_noughts_ask_no_tenth_question() {
    let seat = TestApp::with(0).keys("o4<enter>000000000");
    assert_eq!(seat.stored().assessments()[0].score(), 0);
    assert_eq!(seat.stored().assessments()[0].difficulty, None);
}

#[test]
fn a_ninth_answer_above_nought_shows_support_before_the_score() {
    for answer in ["1", "2", "3"] {
        let mut seat = TestApp::with(0).keys("o4<enter>00000000").keys(answer);
        for size in WINDOWS.into_iter().chain([(40, 12)]) {
            let shown = seat.text(size);
            assert!(
                shown.contains("142") && shown.contains("112"),
                "the lines at {size:?}\n{shown}"
            );
            let place = |words: &str| {
                let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
                shown
                    .find(words)
                    .unwrap_or_else(|| panic!("{words} at {size:?}\n{shown}"))
            };
            assert!(
                place("Thank you for answering honestly.") < place("Call 112.")
                    && place("Call 112.") < place("call 142."),
                "warmth, then a number, then a choice\n{shown}"
            );
            assert!(shown.contains("continue"), "{shown}");
            assert!(
                !shown.contains("out of 27") && !shown.contains("range"),
                "no score yet\n{shown}"
            );
        }
        assert!(
            seat.text((80, 24))
                .contains("You can talk to someone right now")
        );
        seat.types("<enter>0");
        assert!(
            seat.text((80, 24)).contains("out of 27"),
            "the score comes after"
        );
        assert_eq!(
            seat.stored().assessments()[0].answers[8].to_string(),
            answer
        );
    }
}

#[test]
fn the_score_can_be_seen_later_and_the_answers_are_kept() {
    let mut seat = TestApp::with(0).keys("o4<enter>000000002s");
    assert!(seat.app.dialogs.is_empty());
    assert_eq!(seat.stored().assessments()[0].score(), 2);
    assert!(!seat.text((80, 24)).contains("out of 27"));
    assert!(seat.app.is_hard_day());
    let suggested = seat.app.tabs.today.suggestion.as_ref().unwrap();
    assert!(
        suggested.routine.minutes() <= 5,
        "nothing demanding that day"
    );
    assert!(
        seat.text((80, 24))
            .contains("Someone to talk to: TelefonSeelsorge, call 142."),
        "{}",
        seat.text((80, 24))
    );
    seat.types("<esc>o4");
    assert!(seat.text((80, 24)).contains("2 out of 27"));
}

#[test]
fn an_item_can_be_gone_back_to_and_the_rest_kept_for_later() {
    let mut seat = TestApp::with(0).keys("o4<enter>12<left>3");
    assert!(seat.text((80, 24)).contains("3/9"));
    seat.types("1<esc>");
    assert!(seat.stored().assessments().is_empty());
    // A new start of the program, the same evening.
    let mut seat = TestApp::over(seat.into_store()).keys("o4<enter>");
    assert!(
        seat.text((80, 24)).contains("4/9"),
        "{}",
        seat.text((80, 24))
    );
    seat.types("000000");
    seat.types("2");
    let answers = seat.stored().assessments()[0].answers.clone();
    assert_eq!(answers, [1, 3, 1, 0, 0, 0, 0, 0, 0]);
}

#[test]
fn digits_beyond_three_do_nothing() {
    let mut seat = TestApp::with(0).keys("o4<enter>49");
    assert!(seat.text((80, 24)).contains("1/9"));
}

#[test]
fn it_is_offered_every_two_weeks_once_that_was_asked_for() {
    let mut seat = TestApp::with(0).keys("o5<enter>0000000");
    assert_eq!(seat.stored().assessments()[0].instrument, Instrument::Gad7);
    seat.types("r<esc>x");
    assert!(
        !seat.text((80, 24)).contains("GAD-7"),
        "not within two weeks"
    );
    let mut seat = TestApp::over(seat.into_store());
    seat.wait(14 * 86_400);
    let shown = seat.text((80, 24));
    assert!(
        shown.contains("It's been two weeks. Take the GAD-7?"),
        "{shown}"
    );
    seat.types("x");
    assert!(
        !seat.text((80, 24)).contains("GAD-7"),
        "not now means not now"
    );
    seat.wait(7 * 86_400);
    seat.types("a");
    assert!(
        seat.text((80, 24)).contains("1/7"),
        "{}",
        seat.text((80, 24))
    );
}

#[test]
fn the_first_screen_can_be_answered_at_once_and_the_questions_only_wait() {
    let mut seat = TestApp::with(0);
    assert!(seat.text((80, 24)).contains("New here?"));
    seat.types("7564<enter>");
    assert_eq!(
        seat.stored().check_ins().len(),
        1,
        "five keys are a check-in on the very first start, too"
    );
    seat.types("a");
    assert!(
        seat.text((80, 24))
            .contains("About how many minutes did you exercise or walk last week?")
    );
    let words = in_a_row(&seat.text((80, 24)));
    assert!(
        words.contains("It isn't medical care and doesn't diagnose."),
        "{words}"
    );
    seat.types("<esc>");
    assert!(
        seat.app.dialogs.is_empty() && !seat.text((80, 24)).contains("New here?"),
        "esc skips all of it"
    );
    assert!(
        !TestApp::over(seat.into_store())
            .text((80, 24))
            .contains("New here?"),
        "for good"
    );
}

#[test]
fn the_six_answers_are_kept_in_one_step_and_can_be_changed() {
    let mut seat = TestApp::with(0)
        .keys("a3")
        .keys("25<enter>")
        .keys("15<enter>")
        .keys("3<enter>")
        .keys("2")
        .keys("germ<enter>");
    let kept = seat.stored();
    assert_eq!(kept.setting("about:minutes"), Some("60"));
    assert_eq!(kept.setting("about:limits"), Some("floor,gentle"));
    assert_eq!(kept.setting("about:equipment"), Some("mat,bike"));
    assert_eq!(kept.setting("about:wants"), Some("calm"));
    assert_eq!(kept.setting("about:when"), Some("at midday"));
    assert_eq!(kept.setting("country"), Some("DE"));
    seat.types("<esc>o3");
    assert_eq!(
        seat.text((80, 24)).matches("› 3").count(),
        1,
        "the answer given before has the cursor"
    );
    seat.types("<esc>u");
    assert_eq!(seat.stored().setting("about:minutes"), None);
}

#[test]
fn limits_hold_for_every_suggestion() {
    let mut seat = TestApp::with(0)
        .keys("a1")
        .keys("15<enter>")
        .keys("<enter>")
        .keys("<enter>")
        .keys("5<enter>");
    let mut seen = 0;
    while let Some(suggestion) = seat.app.tabs.today.suggestion.clone() {
        let routine = suggestion.routine;
        assert!(
            routine
                .positions
                .iter()
                .all(|position| ["seated", "lying"].contains(&position.word())),
            "{} is not seated",
            routine.id
        );
        assert_eq!(routine.intensity.word(), "gentle");
        seat.types("s");
        seen += 1;
    }
    assert!(seen > 1);
}

#[test]
fn a_plan_begins_with_what_is_and_changes_with_a_yes_alone() {
    let mut seat = TestApp::with(0)
        .keys("a3<enter><enter><enter>1<enter>")
        .keys("o1");
    assert!(
        seat.text((80, 24)).contains("66 minutes a week"),
        "60 minutes and a tenth"
    );
    seat.types("1");
    assert_eq!(Plan::of(&seat.stored()).unwrap().minutes, 66);
    seat.types("2after lunch, I walk<enter>");
    assert_eq!(
        Plan::of(&seat.stored()).unwrap().if_then,
        "after lunch, I walk"
    );
    seat.types("u");
    assert_eq!(Plan::of(&seat.stored()).unwrap().if_then, "");
    seat.types("5");
    assert_eq!(Plan::of(&seat.stored()), None, "and ends with one");
}

#[test]
fn the_week_is_looked_back_at_and_left_as_it_is_by_esc() {
    let mut seat = TestApp::with(0);
    let plan = Plan {
        minutes: 60,
        since: seat.app.day.plus(-7),
        if_then: String::new(),
    };
    seat.tell_change(Change::SaveSetting {
        key: "plan".into(),
        value: plan.to_setting(),
    });
    seat.tell_change(Change::SaveSetting {
        key: "about:asked".into(),
        value: "2026-02-20".into(),
    });
    let shown = seat.text((80, 24));
    assert!(shown.contains("Your weekly review is ready."), "{shown}");
    seat.types("a");
    insta::assert_snapshot!("review-80x24", seat.text((80, 24)));
    seat.types("<esc>");
    assert_eq!(Plan::of(&seat.stored()).unwrap().minutes, 60);
    assert!(!seat.text((80, 24)).contains("Your weekly review"));
    seat.types("<esc>o11");
    seat.types("1");
    assert_eq!(
        Plan::of(&seat.stored()).unwrap().minutes,
        54,
        "the smaller aim that was proposed, after a yes"
    );
    seat.types("u");
    assert_eq!(Plan::of(&seat.stored()).unwrap().minutes, 60);
}

#[test]
fn back_after_a_gap_nothing_has_to_be_made_up() {
    let seat = TestApp::with(0).keys("5555<enter>x");
    let mut seat = TestApp::later(seat.into_store(), 20);
    let shown = seat.text((100, 30));
    assert!(
        shown.contains("Good to see you. Nothing to make up for."),
        "{shown}"
    );
    seat.types("6666<enter>");
    assert_eq!(seat.stored().check_ins().len(), 2, "it is not in the way");
    assert!(!seat.text((100, 30)).contains("Good to see you"));
}

#[test]
fn on_a_day_off_nothing_is_suggested_and_two_minutes_are_still_there() {
    let mut seat = TestApp::with(180).keys("<esc>o21");
    assert!(seat.app.tabs.today.suggestion.is_none());
    assert!(
        seat.text((80, 24))
            .contains("Today is a day off: rest day."),
        "{}",
        seat.text((80, 24))
    );
    seat.types("z");
    assert_eq!(seat.app.tab, Tab::Move);
    let mut seat = TestApp::over(seat.into_store()).keys("<esc>o24");
    assert!(
        seat.app.tabs.today.suggestion.is_some(),
        "a day like others again"
    );
    seat.types("u");
    assert!(seat.app.tabs.today.suggestion.is_none());
}

#[test]
fn a_plan_is_spoken_of_once_after_something_was_done() {
    let mut seat = TestApp::with(5);
    seat.tell_change(Change::SaveSetting {
        key: "about:minutes".into(),
        value: "60".into(),
    });
    let shown = seat.text((100, 30));
    assert!(
        shown.contains("Want a weekly goal? 66 minutes is a good start."),
        "{shown}"
    );
    seat.types("a1<esc>");
    assert_eq!(Plan::of(&seat.stored()).unwrap().minutes, 66);
    assert!(
        seat.text((100, 30)).contains("of 66 min"),
        "{}",
        seat.text((100, 30))
    );
    seat.types("u");
    assert!(!seat.text((100, 30)).contains("first goal"), "once");
}

#[test]
fn what_was_done_last_is_told_when_someone_comes_back() {
    let seat = TestApp::with(180);
    let mut seat = TestApp::later(seat.into_store(), 9);
    insta::assert_snapshot!("welcome-back-80x24", seat.text((80, 24)));
    assert!(seat.text((100, 30)).contains("Last: "));
    seat.types("a");
    assert!(
        seat.app.tab == Tab::Move,
        "two easy minutes are one key away"
    );
}

#[test]
fn no_size_breaks_any_of_it() {
    for (name, days, keys) in SCREENS {
        let mut seat = TestApp::with(days).keys(keys);
        for size in [
            (1, 1),
            (12, 3),
            (39, 11),
            (40, 12),
            (41, 13),
            (59, 17),
            (70, 18),
            (76, 21),
            (200, 60),
        ] {
            assert!(!seat.text(size).is_empty(), "{name} at {size:?}");
        }
    }
    let mut seat = TestApp::with(0);
    let long = "歩く気分がいい 🙂 ".repeat(20);
    for key in ["people:1", "people:2", "notes:helps"] {
        seat.tell_change(Change::SaveSetting {
            key: key.into(),
            value: long.clone(),
        });
    }
    for keys in ["!", "<esc>o6"] {
        seat.types(keys);
        for size in WINDOWS {
            assert!(seat.text(size).contains('歩'), "{keys} at {size:?}");
        }
    }
}

#[test]
fn ones_own_people_stand_beside_the_lines() {
    let mut seat = TestApp::with(0)
        .keys("!oM. (sister), 555 0134<down><down><down><down>the dog, music<enter>")
        .keys("<enter><enter>");
    assert_eq!(
        seat.stored().setting("people:1"),
        Some("M. (sister), 555 0134")
    );
    assert_eq!(seat.stored().setting("notes:helps"), Some("the dog, music"));
    let shown = seat.text((80, 24));
    assert!(
        shown.contains("M. (sister), 555 0134") && shown.contains("the dog, music"),
        "{shown}"
    );
    insta::assert_snapshot!("support-own-80x24", shown);
    let mut seat = TestApp::over(seat.into_store()).keys("o4<enter>000000001");
    assert!(
        seat.text((80, 24)).contains("M. (sister)"),
        "also before the score"
    );
}
