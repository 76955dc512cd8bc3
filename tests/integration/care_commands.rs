//! Questionnaires, the plan, one's own people, factors, the report and reminders, as commands.

use crate::support::{Home, assert_names};
use serde_json::json;

fn phq9<'a>(answers: &'a str, on: &'a str) -> [&'a str; 6] {
    ["phq9", "--answers", answers, "--on", on, "--json"]
}

#[test]
fn a_questionnaire_in_one_line_is_scored_and_stored() {
    let home = Home::new();
    let first = home.json(&phq9("1,1,1,1,1,1,1,1,0", "2026-02-02"));
    assert_names(&first, &["score", "band", "item9", "change", "reliable_change", "id", "day", "undo"]);
    assert_eq!((&first["score"], &first["band"], &first["item9"]), (&json!(8), &json!("mild"), &json!(0)));
    assert_eq!((&first["change"], &first["reliable_change"]), (&json!(null), &json!(false)));
    let second = home.json(&phq9("2,2,2,2,2,2,1,1,0", "today"));
    assert_eq!((&second["score"], &second["band"]), (&json!(14), &json!("moderate")));
    assert_eq!((&second["change"], &second["reliable_change"]), (&json!(6), &json!(true)));
    home.done(&["undo"]);
    let third = home.json(&phq9("1,1,1,1,1,1,0,0,0", "today"));
    assert_eq!((&third["change"], &third["reliable_change"]), (&json!(-2), &json!(false)));
    let worry = home.json(&["gad7", "--answers", "3", "3", "3", "3", "3", "3", "3", "--json"]);
    assert_eq!((&worry["score"], &worry["band"], &worry["item9"]), (&json!(21), &json!("severe"), &json!(null)));
    let short = home.json(&["phq2", "--answers", "1,2", "--json"]);
    assert_eq!(short["score"], 3);
}

#[test]
fn every_band_edge_and_every_ninth_answer_by_the_command() {
    for (answers, score, band) in [
        ("0,0,0,0,0,0,0,0,0", 0, "minimal"),
        ("1,1,1,1,0,0,0,0,0", 4, "minimal"),
        ("1,1,1,1,1,0,0,0,0", 5, "mild"),
        ("1,1,1,1,1,1,1,2,0", 9, "mild"),
        ("2,2,2,2,2,0,0,0,0", 10, "moderate"),
        ("2,2,2,2,2,2,2,0,0", 14, "moderate"),
        ("3,3,3,3,3,0,0,0,0", 15, "moderately severe"),
        ("3,3,3,3,3,3,1,0,0", 19, "moderately severe"),
        ("3,3,3,3,3,3,2,0,0", 20, "severe"),
        ("3,3,3,3,3,3,3,3,3", 27, "severe"),
    ] {
        let home = Home::new();
        let view = home.json(&["phq9", "--answers", answers, "--json"]);
        assert_eq!((&view["score"], &view["band"]), (&json!(score), &json!(band)), "{answers}");
    }
    for ninth in 0..=3 {
        let home = Home::new();
        let ran = home.run(&["phq9", "--answers", &format!("0,0,0,0,0,0,0,0,{ninth}")]);
        let (help, score) = (ran.out.find("call 142"), ran.out.find("PHQ-9: ").unwrap());
        assert_eq!(help.is_some(), ninth > 0);
        assert!(help.is_none_or(|help| help < score), "the lines come before the score\n{}", ran.out);
    }
}

#[test]
fn missing_and_odd_answers_are_named_and_nothing_is_stored() {
    let home = Home::new();
    for (answers, words) in [
        ("1,1,1", "needs all 9 answers; it was given 3"),
        ("1,1,1,1,1,1,1,1,4", "answer 9 of the PHQ-9 is a number from 0 to 3, not \"4\""),
        ("1,1,1,1,1,x,1,1,1", "answer 6"),
        ("1,1,1,1,1,1,1,1,1,1", "it was given 10"),
    ] {
        let ran = home.run(&["phq9", "--answers", answers]);
        assert_eq!(ran.code, 2, "{answers}");
        assert!(ran.err.contains(words), "{answers}: {}", ran.err);
    }
    assert_eq!(home.run(&["gad7"]).code, 2, "no prompt without a terminal");
    assert_eq!(home.run(&["gad7", "--answers", "1,1,1,1,1,1,1", "--on", "2027-01-01"]).code, 2);
    assert!(!home.everything().contains("phq9"));
}

#[test]
fn a_plan_is_agreed_on_written_down_and_ended() {
    let home = Home::new();
    let none = home.json(&["plan", "--json"]);
    assert_eq!((&none["minutes"], &none["first_aim"]), (&json!(null), &json!(30)));
    home.done(&["plan", "--minutes", "60", "--when", "after lunch, I walk"]);
    home.done(&["log", "walk", "20m"]);
    home.done(&["plan", "--off", "rest", "--on", "yesterday"]);
    let plan = home.json(&["plan", "--json"]);
    assert_names(&plan, &["minutes", "since", "if_then", "first_aim", "week", "day_off", "review_due", "review"]);
    assert_eq!((&plan["minutes"], &plan["if_then"]), (&json!(60), &json!("after lunch, I walk")));
    assert_eq!((&plan["week"]["minutes"], &plan["review"]["days_off"]), (&json!(20.0), &json!(1)));
    assert_eq!(plan["review_due"], false);
    let home = home.at("2026-03-09T12:00:00+01:00");
    assert_eq!(home.json(&["plan", "--json"])["review_due"], true);
    assert!(home.done(&["plan"]).contains("nothing changes by itself"));
    assert_eq!(home.json(&["plan", "--json"])["minutes"], 60);
    home.done(&["plan", "--minutes", "54"]);
    assert_eq!(home.json(&["plan", "--json"])["review_due"], false);
    home.done(&["plan", "--minutes", "0"]);
    assert_eq!(home.json(&["plan", "--json"])["minutes"], json!(null));
    assert_eq!(home.run(&["plan", "--when", "later"]).code, 2);
}

#[test]
fn ones_own_people_are_kept_shown_and_taken_out() {
    let home = Home::new();
    assert!(home.done(&["support"]).contains("142") && !home.db().exists(), "reading the lines makes no file");
    home.done(&["support", "--set", "person1=M. (sister), 555 0134", "--set", "helps=the dog"]);
    let shown = home.done(&["support"]);
    assert!(shown.contains("M. (sister), 555 0134") && shown.contains("the dog"), "{shown}");
    assert!(shown.find("142") < shown.find("M. (sister)"), "the lines first");
    let json = home.json(&["support", "--json"]);
    assert_names(&json, &["countries", "directories", "unknown_country", "mobile", "own"]);
    assert_eq!(json["countries"][0]["code"], "AT");
    assert_eq!(json["own"][0]["name"], "person1");
    home.done(&["support", "--set", "person1="]);
    assert!(!home.done(&["support"]).contains("sister"));
    assert_eq!(home.run(&["support", "--set", "nobody=x"]).code, 2);
    assert_eq!(home.json(&["support", "--all", "--json"])["countries"].as_array().unwrap().len(), 34);
}

#[test]
fn support_works_when_nothing_else_does() {
    let home = Home::new();
    home.done(&["support", "--set", "person1=M., 555 0134"]);
    std::fs::write(home.db(), b"this is not a database, and never was one").unwrap();
    std::fs::write(home.path("config.toml"), "day_start = nonsense").unwrap();
    let ran = home.run(&["support"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("142") && ran.err.contains("cannot be read just now"), "{}{}", ran.out, ran.err);
    assert_eq!(home.json(&["support", "--country", "NZ", "--json"])["countries"][0]["code"], "NZ");
}
