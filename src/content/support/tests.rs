//! Every country has help, the numbers are well-formed, and no number known to be out of service is
//! shown.

use super::*;
use std::collections::{BTreeMap, BTreeSet};

const FILE: &str = include_str!("../../../assets/crisis-lines.toml");
const WORDS: &str = include_str!("../../../assets/support.toml");

/// Every assigned ISO 3166-1 code, and XK.
const CODES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR \
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET \
    FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ \
    IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML \
    MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS \
    PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL \
    TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn lines() -> impl Iterator<Item = (&'static Country, &'static CrisisLine)> {
    let of = |country: &'static Country| country.lines.iter().map(move |line| (country, line));
    countries().iter().flat_map(of)
}

fn place(saved: Option<&str>, zones: &[&str], locale: Option<&str>) -> Place {
    let zones: Vec<String> = zones.iter().map(ToString::to_string).collect();
    Place::find(saved, &zones, locale)
}

fn code(place: Place) -> Option<&'static str> {
    place.country().map(|country| country.code.as_str())
}

#[test]
fn every_country_of_the_world_is_there_once_and_has_something_to_call() {
    read().expect("support.toml");
    countries::read().expect("crisis-lines.toml");
    let expected: Vec<&str> = CODES.split_whitespace().collect();
    assert_eq!(expected.len(), 250);
    let found: Vec<&str> = countries()
        .iter()
        .map(|country| country.code.as_str())
        .collect();
    assert_eq!(found, expected);
    for country in countries() {
        let name = &country.name;
        assert_eq!(
            country.emergency.is_empty(),
            country.emergency_note.is_some(),
            "{name}"
        );
        for emergency in &country.emergency {
            let number = &emergency.number;
            assert!((2..=9).contains(&digits(number).len()), "{name} {number}");
        }
        assert!(!Place::chosen(country).call().is_empty(), "{name}");
        assert!(!Place::chosen(country).talk().is_empty(), "{name}");
        if let Some(lender) = &country.same_lines_as {
            assert!(super::country(lender).is_some(), "{name} {lender}");
        }
    }
    assert_eq!(checked().len(), "2026-11".len());
}

#[test]
fn every_line_can_be_reached_and_says_nothing_that_is_not_known() {
    assert!(lines().count() > 100);
    for (country, line) in lines() {
        let what = format!("{} {}", country.code, line.name);
        assert!(
            !line.name.trim().is_empty() && !line.contacts.is_empty(),
            "{what}"
        );
        assert_ne!(line.confidence, Confidence::Memory, "{what}");
        for contact in &line.contacts {
            let to = &contact.to;
            assert_eq!(to.trim(), to, "{what}");
            let reachable = match contact.by {
                Reach::Chat => to.contains('.') && !to.contains(' '),
                Reach::Call | Reach::Text | Reach::Whatsapp => digits(to).len() >= 3,
            };
            assert!(reachable, "{what} {to}");
        }
        for told in [&line.hours, &line.languages, &line.say, &line.english] {
            let told = told.as_deref().unwrap_or("known");
            assert!(!told.trim().is_empty(), "{what}");
            assert!(!told.to_lowercase().contains("check"), "{what}: {told}");
        }
    }
}

#[test]
fn a_line_nobody_checked_is_not_shown() {
    let waiting = FILE.matches("confidence = \"memory\"").count();
    let written = FILE.matches("[[country.line]]").count();
    assert_eq!(lines().count() + waiting, written);
    assert!(waiting > 0);
    let has = |code, number: &str| {
        let mut contacts = country(code)
            .unwrap()
            .lines
            .iter()
            .flat_map(|line| &line.contacts);
        contacts.any(|contact| contact.to == number)
    };
    assert!(!has("LK", "1926") && !has("BY", "8 017 352 44 44"));
    assert!(has("AT", "142"));
}

#[test]
fn no_retired_number_is_a_contact() {
    let file: toml::Table = toml::from_str(FILE).unwrap();
    let retired = file["retired"].as_array().unwrap();
    assert!(retired.len() >= 17);
    for retired in retired {
        let (code, number) = retired.as_str().unwrap().split_once(' ').unwrap();
        let country = country(code).unwrap();
        let contacts = country.lines.iter().flat_map(|line| &line.contacts);
        for contact in contacts {
            assert_ne!(digits(&contact.to), digits(number), "{code} {}", contact.to);
        }
    }
}

#[test]
fn time_zones_and_names_each_have_one_country() {
    let mut zones = BTreeSet::new();
    let mut keys: BTreeMap<String, &str> = BTreeMap::new();
    for country in countries() {
        for zone in country.zones.iter().chain(&country.old_zones) {
            assert!(zones.insert(zone), "{zone} is there twice");
        }
        for name in [&country.code, &country.alpha3, &country.name]
            .into_iter()
            .chain(&country.aliases)
        {
            let key = names::key(name);
            assert!(!key.is_empty(), "{name}");
            let owner = *keys.entry(key).or_insert(&country.code);
            assert_eq!(owner, country.code, "{name}");
            assert_eq!(named(name), Some(country), "{name}");
        }
    }
    assert!(zones.len() > 500);
}

#[test]
fn a_country_is_found_by_any_name_in_any_case() {
    for (text, code) in [
        ("DE", "DE"),
        ("de", "DE"),
        ("deu", "DE"),
        ("germany", "DE"),
        ("GERMANY", "DE"),
        ("Deutschland", "DE"),
        ("  Allemagne ", "DE"),
        ("germ", "DE"),
        ("uk", "GB"),
        ("U.K.", "GB"),
        ("England", "GB"),
        ("usa", "US"),
        ("u.s.a.", "US"),
        ("the united states", "US"),
        ("The Netherlands", "NL"),
        ("holland", "NL"),
        ("oesterreich", "AT"),
        ("Österreich", "AT"),
        ("o\u{308}sterreich", "AT"),
        ("osterreich", "AT"),
        ("ｄｅ", "DE"),
        ("cote d'ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("guinea bissau", "GW"),
        ("timor-leste", "TL"),
        ("日本", "JP"),
        ("türkiye", "TR"),
        ("turkey", "TR"),
        ("south korea", "KR"),
        ("kosovo", "XK"),
        ("new zealand", "NZ"),
        ("newzealand", "NZ"),
    ] {
        assert_eq!(
            named(text).map(|country| country.code.as_str()),
            Some(code),
            "{text}"
        );
    }
    for text in [
        "",
        " ",
        "-",
        "the",
        "zz",
        "nowhere",
        "unit",
        "\u{1b}[2J",
        "🚀",
    ] {
        assert_eq!(named(text), None, "{text:?}");
    }
    let near = |text| -> Vec<&str> { near(text).iter().map(|one| one.name.as_str()).collect() };
    assert!(near("germny").contains(&"Germany"));
    assert!(
        near("korea").contains(&"South Korea"),
        "{:?}",
        near("korea")
    );
    assert!(near("guinea").len() <= 5 && near("guinea").len() > 1);
    assert!(near("qqqqqqqqqqqqq").is_empty() && near("").is_empty());
}

#[test]
fn the_saved_country_counts_before_the_clock_and_the_clock_before_the_language() {
    let locale = Some("en_US.UTF-8");
    assert_eq!(
        code(place(Some("FR"), &["Europe/Berlin"], locale)),
        Some("FR")
    );
    let differ = place(None, &["Europe/Berlin"], locale);
    assert_eq!(code(differ), Some("DE"));
    assert_eq!(differ.second.map(|one| one.code.as_str()), Some("US"));
    assert_eq!(place(Some("FR"), &["Europe/Berlin"], locale).second, None);
    assert_eq!(place(None, &["Europe/Berlin"], Some("de_DE")).second, None);
    assert_eq!(code(place(None, &["UTC"], locale)), Some("US"));
    assert_eq!(code(place(Some(""), &[], locale)), Some("US"));
    assert_eq!(code(place(Some("ZZ"), &[], None)), None);
    assert_eq!(code(place(None, &[], None)), None);
}

#[test]
fn a_time_zone_says_a_country_only_where_it_names_a_place() {
    let table = [
        ("Europe/Oslo", Some("NO")),
        (":Europe/Oslo", Some("NO")),
        ("/usr/share/zoneinfo/Europe/Oslo", Some("NO")),
        ("../usr/share/zoneinfo/Europe/Oslo", Some("NO")),
        (":/usr/share/zoneinfo/posix/Europe/Oslo", Some("NO")),
        ("/var/db/timezone/zoneinfo/America/Los_Angeles", Some("US")),
        ("America/Argentina/Buenos_Aires", Some("AR")),
        ("Asia/Calcutta", Some("IN")),
        ("Europe/Kiev", Some("UA")),
        ("Japan", Some("JP")),
        ("CET-1CEST", None),
        ("CET-1CEST,M3.5.0,M10.5.0/3", None),
        ("UTC", None),
        ("Etc/UTC", None),
        ("Etc/GMT+5", None),
        ("/etc/zones/mine", None),
        ("", None),
        ("Europe/Oslo\u{0}", None),
    ];
    for (zone, expected) in table {
        assert_eq!(code(place(None, &[zone], None)), expected, "{zone}");
    }
    // If the variable names no place, the machine's own time zone is used.
    let zones = ["CET-1CEST", "/usr/share/zoneinfo/Europe/Oslo"];
    assert_eq!(code(place(None, &zones, Some("en_US"))), Some("NO"));
}

#[test]
fn a_locale_gives_a_guess_and_no_more() {
    let table = [
        ("de_AT.UTF-8", Some("AT")),
        ("en_US", Some("US")),
        ("en-GB", Some("GB")),
        ("en_UK", Some("GB")),
        ("EN_gb@euro", Some("GB")),
        ("zh_Hant_TW.UTF-8", Some("TW")),
        ("pt_BR:pt:en", Some("BR")),
        ("ca_ES@valencia", Some("ES")),
        ("tr_TR.UTF-8", Some("TR")),
        ("de", None),
        ("C", None),
        ("C.UTF-8", None),
        ("POSIX", None),
        ("", None),
        ("_", None),
        ("日本_JP", Some("JP")),
        ("en_日", None),
    ];
    for (locale, expected) in table {
        assert_eq!(code(place(None, &[], Some(locale))), expected, "{locale}");
    }
}

#[test]
fn a_line_says_how_to_reach_it() {
    let how = |code| -> Vec<String> {
        country(code)
            .unwrap()
            .lines
            .iter()
            .map(CrisisLine::how)
            .collect()
    };
    assert_eq!(how("US"), ["call or text 988"]);
    assert_eq!(how("GB")[..2], ["call 116 123", "text SHOUT to 85258"]);
    assert_eq!(how("KR"), ["call 109"]);
    assert_eq!(how("PE"), ["call 113, option 5"]);
    let us = &country("US").unwrap().lines[0];
    assert_eq!(us.ways(), ["call or text 988", "chat at 988lifeline.org"]);
}

#[test]
fn lines_for_everybody_come_first_and_then_those_that_always_answer() {
    let names = |code| -> Vec<&str> {
        let country = country(code).unwrap();
        country
            .lines
            .iter()
            .map(|line| line.name.as_str())
            .collect()
    };
    assert_eq!(names("AU"), ["Lifeline", "13YARN"]);
    assert_eq!(names("DK"), ["Livslinien", "Psykiatrifonden"]);
    assert_eq!(names("KE").last(), Some(&"one2one 1190"));
    assert_eq!(names("RO"), ["DepreHUB", "TelVerde Antisuicid"]);
    for country in countries() {
        let order: Vec<(bool, bool)> = country
            .lines
            .iter()
            .map(|line| (line.special, line.hours.as_deref() != Some("24/7")))
            .collect();
        assert!(order.is_sorted(), "{}", country.name);
    }
}

fn shown(code: &str) -> String {
    super::lines(&page(
        &Place::chosen(country(code).unwrap()),
        &[],
        "c",
        false,
    ))
    .join("\n")
}

#[test]
fn emergency_numbers_are_labeled_and_a_weak_one_has_another_beside_it() {
    let austria = shown("AT");
    let at = |text: &str| {
        austria
            .find(text)
            .unwrap_or_else(|| panic!("{text}\n{austria}"))
    };
    assert!(at("call 112") < at("ambulance") && at("ambulance") < at("police"));
    assert!(at("police") < at("call 142"), "numbers before lines");
    let call = |code| Place::chosen(country(code).unwrap()).call();
    for weak in countries().iter().filter(|country| country.emergency_weak) {
        let twice = weak.emergency[0].number == "112";
        assert_eq!(shown(&weak.code).contains("or 112 from a mobile"), !twice);
        assert_eq!(call(&weak.code).contains("or 112 from a mobile"), !twice);
    }
    assert!(!austria.contains("or 112 from a mobile"));
    assert_eq!(
        (call("AT"), call("CD")),
        ("112".to_owned(), "112".to_owned())
    );
}

#[test]
fn lines_of_another_country_are_shown_as_such() {
    let text = shown("GP");
    assert!(
        text.contains("Lines in France that also take calls from here"),
        "{text}"
    );
    assert!(text.contains("call 3114"));
    assert_eq!(Place::chosen(country("GP").unwrap()).talk(), "call 3114");
    let none = shown("AF");
    assert!(none.contains("No crisis line is listed here for Afghanistan."));
    assert!(none.contains("findahelpline.com") && none.contains("befrienders.org"));
    assert!(shown("AQ").contains("112 from a mobile"));
}

#[test]
fn a_name_in_other_letters_has_its_english_beside_it_or_in_its_place() {
    let line = &country("KR").unwrap().lines[0];
    assert!(line.title(false).ends_with(" (Suicide prevention line)"));
    for (_, line) in lines() {
        let plain = line.about(true).join(" ");
        let unknown = plain.matches('?').count() - line.name.matches('?').count();
        assert!(plain.is_ascii() && unknown == 0, "{plain}");
    }
}

#[test]
fn the_words_are_safe() {
    for line in WORDS.lines().filter(|line| !line.starts_with('#')) {
        let lower = line.to_lowercase();
        for phrase in [
            "!",
            "committed suicide",
            "commit suicide",
            "successful",
            "epidemic",
            "are you sure",
            "walk",
            "please check",
            "local emergency number",
        ] {
            assert!(!lower.contains(phrase), "{phrase}: {line}");
        }
    }
}

#[test]
fn stopping_names_the_countrys_number_and_keeps_joints_apart_from_the_heart() {
    let [now, watch, later] = stop_signs(&Place::chosen(country("AT").unwrap()));
    assert!(
        now.starts_with("Sit down.") && now.matches("call 112").count() == 2,
        "{now}"
    );
    for sign in ["chest", "faint", "breathless", "heartbeat"] {
        assert!(watch.contains(sign), "{sign}");
    }
    assert!(!now.contains("joint") && !watch.contains("joint") && later.contains("joint"));
    let [unknown, ..] = stop_signs(&Place::default());
    assert!(
        unknown.contains("call 112 (911 or 999 in some countries)"),
        "{unknown}"
    );
}

#[test]
fn before_a_score_come_thanks_then_a_number_then_a_choice() {
    let own = vec![(&OWN[0], "M., 555 0134".to_owned())];
    for short in [false, true] {
        let entries = item_nine(&Place::chosen(country("US").unwrap()), &own, short);
        let text = super::lines(&entries).join("\n");
        let order = [
            "Thank you for answering honestly.",
            "Are you in danger right now? Call 911.",
            "Talk to someone: 988 Suicide & Crisis Lifeline, call or text 988.",
            "Or tell someone you trust",
            "M., 555 0134",
        ];
        let places: Vec<Option<usize>> = order.iter().map(|words| text.find(words)).collect();
        assert!(
            places.is_sorted() && places[0] == Some(0),
            "{places:?}\n{text}"
        );
        assert!(text.contains("no one has been told"));
    }
}
