//! Every band limit, every ninth answer, every missing item, and the wording as printed.

use super::*;

/// The items as on the printed form, which needs no permission, with its long dashes in ASCII.
const PHQ9_PRINTED: [&str; 9] = [
    "Little interest or pleasure in doing things",
    "Feeling down, depressed, or hopeless",
    "Trouble falling or staying asleep, or sleeping too much",
    "Feeling tired or having little energy",
    "Poor appetite or overeating",
    "Feeling bad about yourself - or that you are a failure or have let yourself or your family down",
    "Trouble concentrating on things, such as reading the newspaper or watching television",
    "Moving or speaking so slowly that other people could have noticed? \
     Or the opposite - being so fidgety or restless that you have been moving around a lot more than usual",
    "Thoughts that you would be better off dead or of hurting yourself in some way",
];

/// The items as on the printed form.
const GAD7_PRINTED: [&str; 7] = [
    "Feeling nervous, anxious, or on edge",
    "Not being able to stop or control worrying",
    "Worrying too much about different things",
    "Trouble relaxing",
    "Being so restless that it is hard to sit still",
    "Becoming easily annoyed or irritable",
    "Feeling afraid, as if something awful might happen",
];

/// A band and the totals that belong to it.
type BandTotals = (Band, std::ops::RangeInclusive<u8>);

/// Answers of `items` items that add up to `total`.
fn adding_up(total: u8, items: usize) -> Vec<u8> {
    let mut left = total;
    let mut answers = vec![0; items];
    for answer in &mut answers {
        *answer = left.min(3);
        left -= *answer;
    }
    assert_eq!(left, 0);
    answers
}

#[test]
fn the_file_is_read_whole() {
    let ids: Vec<String> = read()
        .expect("questionnaires.toml")
        .into_iter()
        .map(|one| one.id)
        .collect();
    assert_eq!(ids, ["phq9", "phq2", "gad7"]);
    assert_eq!(
        (PHQ9.items.len(), PHQ2.items.len(), GAD7.items.len()),
        (9, 2, 7)
    );
    assert_eq!(
        (PHQ9.highest(), PHQ2.highest(), GAD7.highest()),
        (27, 6, 21)
    );
    for one in questionnaires() {
        assert!(one.credit.contains("Spitzer") && one.credit.contains("Pfizer"));
        assert!(
            one.sources
                .iter()
                .all(|id| super::super::cards::source(id).is_some()),
            "{}",
            one.id
        );
        assert_eq!(one.bands[0].from, 0);
        assert!(one.bands.iter().is_sorted_by(|a, b| a.from < b.from));
        assert!(one.about.contains("not a diagnosis"));
    }
}

#[test]
fn every_total_has_its_band() {
    use Band::{AtMark, BelowMark, Mild, Minimal, Moderate, ModeratelySevere, Severe};
    let tables: [(&Questionnaire, &[BandTotals]); 3] = [
        (
            &PHQ9,
            &[
                (Minimal, 0..=4),
                (Mild, 5..=9),
                (Moderate, 10..=14),
                (ModeratelySevere, 15..=19),
                (Severe, 20..=27),
            ],
        ),
        (
            &GAD7,
            &[
                (Minimal, 0..=4),
                (Mild, 5..=9),
                (Moderate, 10..=14),
                (Severe, 15..=21),
            ],
        ),
        (&PHQ2, &[(BelowMark, 0..=2), (AtMark, 3..=6)]),
    ];
    for (questionnaire, table) in tables {
        let mut next = 0;
        for (band, totals) in table {
            assert_eq!(*totals.start(), next, "{}", questionnaire.name);
            for total in totals.clone() {
                let score = questionnaire
                    .score(&adding_up(total, questionnaire.items.len()))
                    .unwrap();
                assert_eq!(
                    (score.total, score.band),
                    (total, *band),
                    "{} {total}",
                    questionnaire.name
                );
                let words = questionnaire.words(total).unwrap();
                assert!(
                    words == format!("in the {} range", band.word()) || questionnaire.id == "phq2",
                    "{words}"
                );
            }
            next = totals.end() + 1;
        }
        assert_eq!(next, questionnaire.highest() + 1, "{}", questionnaire.name);
    }
}

#[test]
fn a_band_is_called_the_same_everywhere() {
    for row in questionnaires().iter().flat_map(|one| &one.bands) {
        assert_eq!(
            serde_json::to_string(&row.band).unwrap(),
            format!("\"{}\"", row.band.word())
        );
    }
}

#[test]
fn each_item_counts_by_itself() {
    for questionnaire in questionnaires() {
        for item in 0..questionnaire.items.len() {
            for answer in 0..=3 {
                let mut answers = vec![0; questionnaire.items.len()];
                answers[item] = answer;
                assert_eq!(questionnaire.score(&answers).unwrap().total, answer);
            }
        }
    }
}

#[test]
fn any_ninth_answer_above_nought_shows_support_first() {
    for answer in 0..=3 {
        let mut answers = [0; 9];
        answers[8] = answer;
        let score = PHQ9.score(&answers).unwrap();
        assert_eq!(score.item_nine, Some(answer));
        assert_eq!(score.support_first(), answer > 0);
        assert_eq!(PHQ9.asks_for_support(9, answer), answer > 0);
        assert!(!PHQ9.asks_for_support(8, answer) && !GAD7.asks_for_support(7, answer));
    }
    let others = PHQ9.score(&[3, 3, 3, 3, 3, 3, 3, 3, 0]).unwrap();
    assert!(!others.support_first());
    assert_eq!(GAD7.score(&[3; 7]).unwrap().item_nine, None);
    assert_eq!(PHQ2.score(&[3; 2]).unwrap().item_nine, None);
}

#[test]
fn a_missing_or_odd_answer_is_named() {
    for questionnaire in questionnaires() {
        let needed = questionnaire.items.len();
        for given in (0..needed).chain([needed + 1]) {
            let error = questionnaire.score(&vec![1; given]).unwrap_err();
            assert_eq!(
                error,
                format!(
                    "The {} needs all {needed} answers, but got {given}. Nothing was saved.",
                    questionnaire.name
                )
            );
        }
        for item in 0..needed {
            let mut answers = vec![1; needed];
            answers[item] = 4;
            let error = questionnaire.score(&answers).unwrap_err();
            assert_eq!(
                error,
                format!(
                    "Answer {} of the {} is 4, expected 0 to 3.",
                    item + 1,
                    questionnaire.name
                )
            );
        }
    }
    assert!(PHQ9.score(&[255; 9]).is_err());
}

#[test]
fn the_credit_line_is_whole() {
    for questionnaire in questionnaires() {
        assert!(
            questionnaire.credit.ends_with(
                "No permission required to reproduce, translate, display or distribute."
            )
        );
    }
}

#[test]
fn a_score_is_told_with_its_highest_and_its_range() {
    assert_eq!(
        PHQ9.score_in_words(12),
        "12 out of 27, in the moderate range"
    );
    assert_eq!(GAD7.score_in_words(21), "21 out of 21, in the severe range");
    assert_eq!(
        PHQ2.score_in_words(2),
        "2 out of 6, below the usual mark of 3"
    );
}

#[test]
fn a_high_score_leads_to_a_person() {
    let told = |instrument, score| advice(instrument, score, "call 142", "press !");
    assert_eq!(told(Instrument::Phq9, 9), None);
    assert_eq!(
        told(Instrument::Gad7, 10).unwrap(),
        "Scores like this are worth talking over with a doctor or therapist. firstline report makes a page to bring."
    );
    let high = told(Instrument::Phq9, 15).unwrap();
    assert!(
        high.ends_with("Someone to talk to now: call 142, or press !"),
        "{high}"
    );
    assert!(
        told(Instrument::Phq2, 3)
            .unwrap()
            .contains("the full PHQ-9")
    );
    let paper = advice_on_paper(Instrument::Phq9, 10, "call 142").unwrap();
    assert!(!paper.contains("firstline"), "{paper}");
    for score in [10, 15, 27] {
        let text = told(Instrument::Phq9, score).unwrap().to_lowercase();
        assert!(
            !text.contains("walk") && !text.contains("you have "),
            "{text}"
        );
    }
}

#[test]
fn the_wording_is_the_published_one() {
    for questionnaire in questionnaires() {
        assert_eq!(
            questionnaire.options,
            [
                "Not at all",
                "Several days",
                "More than half the days",
                "Nearly every day"
            ]
        );
    }
    let any =
        "Over the last 2 weeks, how often have you been bothered by any of the following problems?";
    assert_eq!(
        (PHQ9.instruction.as_str(), PHQ2.instruction.as_str()),
        (any, any)
    );
    assert_eq!(GAD7.instruction, any.replace("any of ", ""));
    assert_eq!(PHQ9.items, PHQ9_PRINTED);
    assert_eq!(GAD7.items, GAD7_PRINTED);
    assert_eq!(PHQ2.items, PHQ9_PRINTED[..2]);
    let last = PHQ9.unscored.as_ref().unwrap();
    assert!(
        last.question.starts_with(
            "If you checked off any problems, how difficult have these problems made it"
        )
    );
    let options = [
        "Not difficult at all",
        "Somewhat difficult",
        "Very difficult",
        "Extremely difficult",
    ];
    assert_eq!(last.options, options);
}

#[test]
fn our_own_words_are_kind() {
    for one in questionnaires() {
        let ours = one.bands.iter().map(|row| &row.words).chain([&one.about]);
        for text in ours {
            let lower = text.to_lowercase();
            assert!(
                !["!", "your depression", "fail", "should", "only", "cure"]
                    .iter()
                    .any(|word| lower.contains(word))
            );
        }
    }
}
