//! Help in a crisis, for any place: in the screens and by the command.

use crate::real_terminal::Screen;
use crate::support::Home;
use crate::test_app::{TestApp, in_a_row};
use firstline::content::support::countries;
use firstline::domain::Change;
use serde_json::json;

fn run_with(home: &Home, arguments: &[&str], set: &[(&str, &str)]) -> (i32, String, String) {
    let output = home
        .command(arguments)
        .envs(set.iter().copied())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn help_in_a_crisis_is_given_whatever_it_was_called_and_however_it_was_typed() {
    let home = Home::new();
    for arguments in [
        &["crisis"][..],
        &["emergency"],
        &["suport"],
        &["support", "--contry", "de"],
        &["support", "--country=de", "--bogus"],
        &["crisis", "--json=x"],
    ] {
        let ran = home.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?} said {}", ran.err);
        assert!(
            ran.out.contains("findahelpline.com"),
            "{arguments:?}\n{}",
            ran.out
        );
    }
    for arguments in [
        &["checkin", "--bogus"][..],
        &["learn", "support", "--bogus"],
    ] {
        assert_eq!(home.run(arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn a_place_nobody_knows_shows_the_numbers_of_where_the_clock_is() {
    let berlin = [("TZ", "Europe/Berlin")];
    let (_, shown, _) = run_with(&Home::new(), &["support", "--country", "zz"], &berlin);
    assert!(
        shown.contains("call 112") && shown.contains("116 123"),
        "{shown}"
    );
    assert!(!shown.contains("\n\n\n"), "{shown}");
}

#[test]
fn help_in_a_crisis_never_fails_whatever_place_is_named() {
    let home = Home::new();
    let odd = [
        "ZZ",
        "",
        "-",
        "nowhere",
        "no such place at all",
        "\u{1b}[2J",
        "日",
        "🚀",
        "the",
        "12",
        "%s",
        "Atlantis'; drop table",
    ];
    let known = [
        "DE",
        "deu",
        "germany",
        "Deutschland",
        "uk",
        "U.S.A.",
        "Côte d’Ivoire",
        "the gambia",
    ];
    for name in odd.into_iter().chain(known) {
        for arguments in [
            vec!["support".to_owned(), format!("--country={name}")],
            vec!["support".to_owned(), "--".to_owned(), name.to_owned()],
        ] {
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let ran = home.run(&arguments);
            assert_eq!(ran.code, 0, "{arguments:?} said {}", ran.err);
            assert!(ran.err.is_empty(), "{arguments:?} said {}", ran.err);
            assert!(
                ran.out.contains("112") || ran.out.contains("911") || ran.out.contains("call "),
                "{arguments:?}\n{}",
                ran.out
            );
            for directory in ["findahelpline.com", "befrienders.org"] {
                assert!(ran.out.contains(directory), "{arguments:?}\n{}", ran.out);
            }
            assert!(!ran.out.contains("please check"));
        }
        let mut words = vec!["support", "--json", "--country"];
        words.extend(name.split_whitespace().filter(|word| *word != "-"));
        assert_eq!(home.run(&words).code, 0, "{words:?}");
    }
    assert!(!home.db().exists(), "reading makes no file");
}

#[test]
fn every_country_has_a_number_by_its_code() {
    let home = Home::new();
    let all = home.json(&["support", "--all", "--json"]);
    let all = all["countries"].as_array().unwrap();
    assert_eq!(all.len(), countries().len());
    let mut with_lines = 0;
    for country in all {
        let numbers = country["emergency"].as_array().unwrap();
        assert!(
            !numbers.is_empty() || country["emergency_note"].is_string(),
            "{country}"
        );
        with_lines += usize::from(!country["line"].as_array().unwrap().is_empty());
    }
    assert!(with_lines > 95, "{with_lines}");
}

#[test]
fn a_name_nobody_knows_is_told_with_numbers_and_what_may_have_been_meant() {
    let home = Home::new();
    let ran = home.run(&["support", "--country", "Germny"]);
    assert!(
        ran.out.starts_with(
            "\"Germny\" isn't a country firstline knows. 112 works on many mobile phones; 911 or 999 in some countries."
        ),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("Did you mean Germany"), "{}", ran.out);
    let json = home.json(&["support", "--country", "Germny", "--json"]);
    assert_eq!(
        (&json["countries"], &json["near"]),
        (&json!([]), &json!(["Germany", "Jersey"]))
    );
    let none = home.done(&["support", "--country", "Afghanistan"]);
    assert!(
        none.contains("No crisis line is listed here for Afghanistan."),
        "{none}"
    );
    assert!(
        none.contains("call 119") && none.contains("police"),
        "{none}"
    );
}

#[test]
fn the_fields_of_the_json_stay_what_they_were() {
    let home = Home::new();
    let json = home.json(&["support", "--country", "gb", "--json"]);
    let country = &json["countries"][0];
    assert_eq!(country["code"], "GB");
    assert_eq!(country["emergency"], json!(["999", "112"]));
    assert_eq!(country["checked"], "2026-11");
    let shout = &country["line"][1];
    assert_eq!(
        (
            &shout["name"],
            &shout["numbers"],
            &shout["by"],
            &shout["say"],
            &shout["hours"],
            &shout["state"]
        ),
        (
            &json!("Shout"),
            &json!(["85258"]),
            &json!(["text"]),
            &json!("SHOUT"),
            &json!("24/7"),
            &json!("verified")
        )
    );
    assert_eq!(country["line"][0]["free"], true);
    let unknown_hours = home.json(&["support", "--country", "LB", "--json"]);
    assert_eq!(
        unknown_hours["countries"][0]["line"][0]["hours"],
        json!(null)
    );
}

#[test]
fn the_clock_says_the_country_before_the_language_and_both_are_shown_where_they_differ() {
    let home = Home::new();
    let (_, shown, _) = run_with(
        &home,
        &["support"],
        &[("TZ", ":Europe/Berlin"), ("LANG", "en_US.UTF-8")],
    );
    let at = |words: &str| {
        shown
            .find(words)
            .unwrap_or_else(|| panic!("{words}\n{shown}"))
    };
    assert!(at("0800 111 0 111") < at("988"));
    at("Your clock says Germany; your language setting says United States.");
    at("Showing Germany.");
    let (_, same, _) = run_with(
        &home,
        &["support"],
        &[("TZ", "Europe/Berlin"), ("LANG", "de_DE")],
    );
    assert!(!same.contains("language setting"), "{same}");
    let (_, none, _) = run_with(
        &home,
        &["support", "--json"],
        &[("TZ", "Asia/Tokyo"), ("LANG", "C")],
    );
    assert!(none.contains("\"JP\""), "{none}");
}

#[test]
fn a_saved_country_is_used_by_every_command_and_can_be_undone() {
    let home = Home::new();
    let (code, shown, told) = run_with(
        &home,
        &["support", "--country", "new", "zealand", "--save"],
        &[],
    );
    assert_eq!(code, 0);
    assert!(
        shown.contains("1737") && told.contains("New Zealand is saved"),
        "{shown}{told}"
    );
    assert!(home.done(&["support"]).contains("Showing New Zealand."));
    let ran = home.run(&["phq9", "--answers", "0,0,0,0,0,0,0,0,1"]);
    assert!(
        ran.out.contains("Call 111.") && ran.out.contains("call or text 1737"),
        "{}",
        ran.out
    );
    let ran = home.run(&["gad7", "--answers", "3,3,3,3,3,0,0"]);
    assert!(
        ran.out.contains("call or text 1737, or firstline support."),
        "{}",
        ran.out
    );
    assert!(home.done(&["report"]).contains("call or text 1737."));
    home.done(&["undo"]);
    home.done(&["undo"]);
    home.done(&["undo"]);
    assert!(home.done(&["support"]).contains("Showing Austria."));
    // What isn't known is never saved, and help is printed all the same.
    let ran = home.run(&["support", "--country", "Atlantis", "--save"]);
    assert!(ran.code == 0 && ran.err.contains("wasn't saved") && ran.out.contains("112"));
    assert!(home.done(&["support"]).contains("Showing Austria."));
}

#[test]
fn a_number_stands_before_the_score_with_ones_own_people() {
    let home = Home::new();
    home.done(&["support", "--set", "person1=M., 555 0134"]);
    let ran = home.run(&["phq9", "--answers", "1,1,1,1,1,1,1,1,1"]);
    let at = |words: &str| {
        ran.out
            .find(words)
            .unwrap_or_else(|| panic!("{words}\n{}", ran.out))
    };
    assert!(at("Thank you for answering honestly.") < at("Call 112."));
    assert!(at("Call 112.") < at("call 142"));
    assert!(at("call 142") < at("M., 555 0134") && at("M., 555 0134") < at("PHQ-9: "));
    let ran = home.run(&["phq9", "--answers", "1,1,1,1,1,1,1,1,1", "--json"]);
    assert!(ran.err.contains("Call 112.") && !ran.out.contains("Thank you"));
}

#[test]
fn difficulty_belongs_to_the_form_that_asks_for_it() {
    let home = Home::new();
    for (form, answers) in [("gad7", "1,1,1,1,1,1,1"), ("phq2", "1,1")] {
        let ran = home.run(&[form, "--answers", answers, "--difficulty", "1"]);
        assert_eq!(ran.code, 2, "{form}");
        assert!(ran.err.contains("--difficulty"), "{}", ran.err);
    }
    assert!(!home.everything().contains("gad7"));
    home.done(&[
        "phq9",
        "--answers",
        "1,1,1,1,1,1,1,1,0",
        "--difficulty",
        "1",
    ]);
}

#[test]
fn one_change_has_one_verdict_on_screen_in_the_command_and_in_the_report() {
    for (first, second, words) in [
        (
            "2,2,2,1,1,1,1,1,0",
            "1,1,1,1,1,1,0,0,0",
            "noticeable, but not clearly more than normal ups and downs",
        ),
        ("2,2,2,2,1,1,1,1,0", "1,1,1,1,1,1,0,0,0", "a clear change"),
        (
            "2,2,2,1,1,1,0,0,0",
            "1,1,1,1,1,1,0,0,0",
            "within normal ups and downs",
        ),
    ] {
        let home = Home::new();
        home.done(&["phq9", "--answers", first, "--on", "2026-02-02"]);
        let ran = home.run(&["phq9", "--answers", second]);
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
        assert!(home.done(&["report"]).contains(words), "{words}");
        let insights = home.run(&["insights", "--all"]).out;
        let insights = if insights.is_empty() {
            home.run(&["insights"]).out
        } else {
            insights
        };
        assert!(insights.contains(words), "{words}\n{insights}");
        let store = firstline::store::Store::open_in_memory(
            chrono::DateTime::parse_from_rfc3339(crate::support::NOW).unwrap(),
        )
        .unwrap();
        let mut seat = TestApp::over(store);
        for (day, answers) in [("2026-02-02", first), ("2026-03-02", second)] {
            let at = format!("{day}T12:00:00+01:00");
            let at = chrono::DateTime::parse_from_rfc3339(&at).unwrap();
            let id = seat.runner.store.new_id(at);
            seat.tell_change(Change::save(firstline::domain::Assessment {
                id,
                instrument: firstline::domain::Instrument::Phq9,
                day: firstline::domain::Day::from_date(day.parse().unwrap()),
                at,
                answers: answers
                    .split(',')
                    .map(|digit| digit.parse().unwrap())
                    .collect(),
                difficulty: None,
                updated_at: at,
            }));
        }
        seat.types("<esc>o4");
        let shown = seat.text((100, 30));
        let shown = in_a_row(&shown);
        assert!(shown.contains(words), "{words}\n{shown}");
    }
}

#[test]
fn a_high_score_leads_to_a_person_on_every_screen_that_shows_it() {
    let mut seat = TestApp::with(60).keys("<esc>o5<enter>3333300");
    let joined = |text: String| in_a_row(&text);
    for size in [(100, 30), (80, 24), (60, 20), (40, 15), (40, 12)] {
        let shown = joined(seat.text(size));
        assert!(
            shown.contains("Someone to talk to now: call 142, or press !"),
            "{size:?} {shown}"
        );
    }
    seat.types("<esc><esc>3");
    for _ in 0..8 {
        if seat.text((100, 30)).contains("GAD-7") {
            break;
        }
        seat.types("v");
    }
    let shown = joined(seat.text((100, 30)));
    assert!(
        shown.contains("Someone to talk to now: call 142, or press !"),
        "{shown}"
    );
}

#[test]
fn the_country_is_chosen_from_a_list_that_typing_filters() {
    let mut seat = TestApp::with(0).keys("!c");
    for size in [(100, 30), (80, 24), (60, 20), (40, 12)] {
        let shown = seat.text(size);
        assert!(
            shown.contains("› Austria"),
            "the present one has the cursor\n{shown}"
        );
        assert!(shown.contains("Which country are you in?"), "{shown}");
    }
    seat.types("ger");
    let shown = seat.text((80, 24));
    assert!(
        shown.contains("› Germany") && shown.contains("Algeria"),
        "{shown}"
    );
    seat.types("xyz");
    assert!(seat.text((80, 24)).contains("No matches."));
    seat.types("<esc>");
    assert_eq!(
        seat.stored().setting("country"),
        None,
        "esc changes nothing"
    );
    seat.types("cjapan<enter>");
    assert_eq!(seat.stored().setting("country"), Some("JP"));
    let mut again = TestApp::over(seat.into_store()).keys("!");
    let shown = again.text((80, 24));
    assert!(
        shown.contains("Japan") && shown.contains("0120-061-338"),
        "{shown}"
    );
    again.types("<esc>o4<enter>000000001");
    assert!(
        again.text((80, 24)).contains("0120-061-338"),
        "before the score, too"
    );
    again.types("cfra<enter>");
    assert!(
        again.text((80, 24)).contains("3114"),
        "the questionnaire waits under the list"
    );
    assert_eq!(again.stored().setting("country"), Some("FR"));
    again.types("<enter>0");
    assert!(again.text((80, 24)).contains("out of 27"));
}

#[test]
fn the_page_shows_what_to_say_and_scrolls_to_its_end_at_any_size() {
    for size in [(40, 12), (60, 20), (80, 24), (160, 50)] {
        let mut seat = TestApp::with(0).keys("!");
        let first = seat.text(size);
        assert!(
            first.contains("call 112") && first.contains("142"),
            "{size:?}\n{first}"
        );
        let mut seen = first;
        for _ in 0..60 {
            seat.types("<down>");
            seen += &seat.text(size);
        }
        let seen = in_a_row(&seen);
        for words in [
            "\"I'm having thoughts of suicide",
            "\"I'm not safe with my thoughts today. Can",
            "\"You don't need to fix anything. Please",
            "findahelpline.com",
            "befrienders.org",
            "Showing Austria.",
            "Checked November 2026.",
        ] {
            assert!(seen.contains(words), "{words} at {size:?}");
        }
    }
}

#[test]
fn stopping_a_session_shows_the_countrys_own_number() {
    let mut seat = TestApp::with(180).keys("<esc>2<enter>5");
    seat.wait(5);
    seat.types("x");
    for size in [(100, 30), (80, 24), (60, 20), (40, 15), (40, 12)] {
        let shown = seat
            .text(size)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(shown.contains("call 112"), "{size:?} {shown}");
        assert!(!shown.contains("emergency number"), "{shown}");
    }
    let shown = seat
        .text((80, 24))
        .replace('│', " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        shown.contains("Sharp joint pain: stop this exercise."),
        "{shown}"
    );
}

#[test]
fn dizziness_is_never_a_reason_to_move() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    for file in ["routines", "movements", "cards", "activities", "about"] {
        let text = std::fs::read_to_string(folder.join(format!("{file}.toml"))).unwrap();
        for line in text
            .lines()
            .filter(|line| line.to_lowercase().contains("dizz"))
        {
            let lower = line.to_lowercase();
            assert!(
                ["stop", "doctor", "slowly", "sit down"]
                    .iter()
                    .any(|word| lower.contains(word)),
                "{file}: {line}"
            );
        }
    }
}

#[test]
fn an_interactive_questionnaire_waits_after_the_ninth_answer_until_support_was_read() {
    let home = Home::new();
    let mut screen = Screen::open(&home, &["phq9"], (100, 60), &[]);
    for item in 1..=9 {
        screen.shows(&format!("{item}/9 "));
        screen.keys("1\r");
    }
    screen.shows("Press Enter to continue: ");
    screen.settles();
    let text = screen.text();
    assert!(
        text.contains("Thank you") && text.contains("Call 112."),
        "{text}"
    );
    assert!(
        !text.contains("PHQ-9: "),
        "nothing comes before enter: {text}"
    );
    assert!(!home.db().exists(), "nothing is asked or stored meanwhile");
    screen.keys("\r");
    screen.until("the next question", |screen| {
        screen.text().contains("difficult")
    });
    screen.keys("\r");
    screen.shows("PHQ-9: 9");
}
