//! The numbers are well-formed, dated and none of those that are known to be dead.

use std::collections::BTreeSet;

use super::*;

/// Old or replaced numbers, without spaces, by country; none may come back.
const DEAD: [(&str, &str); 10] = [
    ("KR", "1393"),
    ("NL", "09000113"),
    ("US", "18002738255"),
    ("GB", "08457909090"),
    ("BR", "141"),
    ("SG", "18002214444"),
    ("SE", "020220060"),
    ("JP", "0357740992"),
    ("JP", "08003008355"),
    ("IN", "18005990019"),
];

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn lines() -> impl Iterator<Item = (&'static Country, &'static Line)> {
    countries()
        .iter()
        .flat_map(|country| country.lines.iter().map(move |line| (country, line)))
}

#[test]
fn the_file_is_read_whole() {
    let support = read().expect("support.toml");
    assert_eq!(support.countries.len(), 34);
    assert_eq!(support.directories.len(), 2);
    assert_eq!(support.stop.signs.len(), 8);
    for said in [
        &support.say_on_the_phone,
        &support.say_in_a_text,
        &support.say_to_someone_you_trust,
    ] {
        assert!(!said.is_empty());
    }
}

#[test]
fn every_country_is_complete_dated_and_there_once() {
    let codes: BTreeSet<&str> = countries()
        .iter()
        .map(|country| country.code.as_str())
        .collect();
    assert_eq!(codes.len(), countries().len(), "a country is there twice");
    for country in countries() {
        let code = &country.code;
        assert!(
            code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()),
            "{code}"
        );
        assert_eq!(country.checked, "2026-11", "{code}");
        assert!(
            !country.emergency.is_empty() && !country.lines.is_empty(),
            "{code}"
        );
        assert!(
            country
                .emergency
                .iter()
                .all(|number| (2..=5).contains(&number.len()) && *number == digits(number))
        );
        let numbers: Vec<String> = country
            .lines
            .iter()
            .flat_map(|line| &line.numbers)
            .map(|number| digits(number))
            .collect();
        assert_eq!(
            numbers.iter().collect::<BTreeSet<_>>().len(),
            numbers.len(),
            "{code}: a number is there twice"
        );
    }
}

#[test]
fn every_line_can_be_dialled_and_says_how_far_it_was_checked() {
    for (country, line) in lines() {
        let code = &country.code;
        assert!(!line.by.is_empty() && !line.numbers.is_empty(), "{code}");
        assert!(
            !line.name.is_empty() && !line.hours.is_empty() && !line.source.is_empty(),
            "{code}"
        );
        for number in &line.numbers {
            assert!(
                number
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b == b' ' || b == b'-'),
                "{code} {number}"
            );
            assert!((3..=12).contains(&digits(number).len()), "{code} {number}");
            assert_eq!(number.trim(), number, "{code}");
        }
        let open = line.hours == "24/7";
        assert!(
            open || line.hours.contains("hours") || line.hours.contains("please check"),
            "{code} {}",
            line.hours
        );
        if line.state == State::PleaseCheck {
            let doubt = ["second-hand", "one copy", "differ"];
            assert!(
                doubt.iter().any(|word| line.source.contains(word)),
                "{code} {}",
                line.source
            );
        }
    }
    let count = |state| {
        countries()
            .iter()
            .filter(|country| country.state() == state)
            .count()
    };
    assert_eq!(
        (
            count(State::Verified),
            count(State::NumberVerified),
            count(State::PleaseCheck)
        ),
        (20, 3, 11)
    );
}

#[test]
fn no_dead_number_comes_back() {
    let shown: Vec<(String, String)> = lines()
        .flat_map(|(country, line)| {
            line.numbers
                .iter()
                .map(|number| (country.code.clone(), digits(number)))
        })
        .chain(
            countries()
                .iter()
                .flat_map(|one| one.emergency.iter().map(|n| (one.code.clone(), digits(n)))),
        )
        .collect();
    for (code, dead) in DEAD {
        assert!(
            !shown.contains(&(code.to_string(), dead.to_string())),
            "{code} {dead}"
        );
        assert!(shown.iter().all(|(_, number)| number != dead), "{dead}");
    }
    assert!(
        country("TR").is_none(),
        "182 is a line for hospital appointments"
    );
}

#[test]
fn a_line_says_how_to_reach_it() {
    let how = |code| {
        country(code)
            .unwrap()
            .lines
            .iter()
            .map(Line::how)
            .collect::<Vec<_>>()
    };
    assert_eq!(how("US"), ["call or text 988"]);
    assert_eq!(
        how("GB"),
        ["call 116 123", "text SHOUT to 85258", "call 111"]
    );
    assert_eq!(how("PT"), ["call 1411"]);
    assert_eq!(how("KR"), ["call 109"]);
}

#[test]
fn the_locale_gives_a_guess_and_no_more() {
    let table = [
        ("de_AT.UTF-8", Some("AT")),
        ("en_US", Some("US")),
        ("en-GB", Some("GB")),
        ("EN_gb@euro", Some("GB")),
        ("zh_Hant_TW.UTF-8", Some("TW")),
        ("pt_BR:pt:en", Some("BR")),
        ("ca_ES@valencia", Some("ES")),
        ("de", None),
        ("C", None),
        ("C.UTF-8", None),
        ("POSIX", None),
        ("tr_TR.UTF-8", None),
        ("", None),
        ("_", None),
        ("日本_JP", Some("JP")),
        ("en_日", None),
    ];
    for (locale, expected) in table {
        assert_eq!(
            guess(locale).map(|country| country.code.as_str()),
            expected,
            "{locale}"
        );
    }
    assert_eq!(country("uk"), country("GB"));
    assert_eq!(country("nowhere"), None);
}

#[test]
fn the_words_are_safe() {
    let text = include_str!("../../../assets/support.toml");
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let lower = line.to_lowercase();
        for phrase in [
            "!",
            "committed suicide",
            "commit suicide",
            "successful",
            "epidemic",
            "are you sure",
            "walk",
        ] {
            assert!(!lower.contains(phrase), "{phrase}: {line}");
        }
        for word in lower.split(|c: char| !c.is_alphanumeric()) {
            let harsh = ["streak", "should", "only", "cure"];
            assert!(
                !harsh.contains(&word) && !word.starts_with("fail") && !word.starts_with("burn"),
                "{word}: {line}"
            );
        }
    }
}
