//! Worked example 6: every card of one person, and the suggestions.

use super::fixtures::{card, close, diary, whole_person};
use crate::stats::suggestion::{Candidate, Offered, score};
use crate::stats::{Card, CardId, Counts, Extra, Insights, Status};

fn insights() -> Insights {
    let (ratings, bouts) = whole_person();
    Insights::new(&diary(ratings, bouts, "2026-05-01"))
}

fn shown(card: &Card, status: Status, estimate: f64, low: f64, high: f64) {
    assert_eq!(card.status, status);
    close(card.estimate.unwrap(), estimate, 1e-9, "estimate");
    close(card.low.unwrap(), low, 1e-6, "low");
    close(card.high.unwrap(), high, 1e-6, "high");
}

#[test]
fn right_after_with_its_activities_and_leader() {
    let insights = insights();
    let card = card(&insights, CardId::RightAfter);
    shown(
        card,
        Status::LikelyUp,
        1.250_864_929_07,
        0.942_853_958_822,
        1.558_874_709_06,
    );
    close(card.strength.unwrap(), 618_194.309, 1e-2, "strength");
    assert_eq!(
        card.n,
        Counts::Pairs {
            pairs: 27,
            usual_days: 57
        }
    );
    let Extra::RightAfter {
        usual,
        raw,
        before_gap,
        by_activity,
        leader,
        ..
    } = &card.extra
    else {
        panic!()
    };
    close(usual.unwrap(), 5.473_684_210_526, 1e-12, "usual");
    close(raw.unwrap(), 1.259_259_259_259, 1e-12, "raw");
    close(before_gap.unwrap(), -0.029_239_766_081_9, 1e-12, "gap");
    for (row, (name, n, raw, estimate, low, high)) in by_activity.iter().zip([
        (
            "yoga",
            6,
            1.333_333_333_33,
            1.286_451_250_5,
            0.903_041_467_462,
            1.705_788_179_77,
        ),
        (
            "walking brisk",
            7,
            1.142_857_142_86,
            1.276_881_551_7,
            0.899_160_782_954,
            1.678_060_554_77,
        ),
        (
            "strength",
            14,
            1.285_714_285_71,
            1.222_605_337_15,
            0.873_491_695_137,
            1.559_174_619_3,
        ),
    ]) {
        assert_eq!(
            (row.activity.as_str(), row.n, row.status),
            (name, n, Status::LikelyUp)
        );
        close(row.raw, raw, 1e-9, name);
        close(row.estimate.unwrap(), estimate, 1e-9, name);
        close(row.low.unwrap(), low, 1e-6, name);
        close(row.high.unwrap(), high, 1e-6, name);
    }
    let leader = leader.as_ref().unwrap();
    assert_eq!(
        (leader.activity.as_str(), leader.over.as_str(), leader.clear),
        ("yoga", "walking brisk", false)
    );
    close(leader.probability, 0.516_886_301_964, 1e-9, "leader");
    assert_eq!(
        card.text,
        "You usually feel better right after a session: about 1.3 points (likely 0.9 to 1.6, 27 sessions), compared with \
         your usual mood."
    );
    assert_eq!(
        crate::stats::sentences::leader(card, |id| id).unwrap(),
        "Too close to call between yoga, walking brisk and strength."
    );
}

#[test]
fn day_cards_trend_start_and_gap() {
    let insights = insights();
    let same = card(&insights, CardId::SameDay);
    shown(
        same,
        Status::LikelyUp,
        1.309_683_638_48,
        0.665_317_878_175,
        1.945_990_503_55,
    );
    close(same.strength.unwrap(), 68.421_098_3, 1e-6, "strength");
    assert_eq!(
        same.n,
        Counts::Days {
            rated: 54,
            span: 60,
            active: 26,
            rest: 28
        }
    );
    assert_eq!(
        same.text,
        "On active days your mood is usually better: about 1.3 points (likely 0.7 to 1.9, 54 days)."
    );
    let next = card(&insights, CardId::NextDay);
    shown(
        next,
        Status::Unclear,
        0.458_099_093_374,
        -0.321_891_938_284,
        1.203_788_068_78,
    );
    assert_eq!(
        (next.n, next.more_days),
        (
            Counts::Days {
                rated: 54,
                span: 60,
                active: 25,
                rest: 25
            },
            Some(80)
        )
    );
    assert_eq!(
        next.text,
        "No clear answer yet: anything from 0.3 points lower to 1.2 higher. About 80 more days at this pace."
    );
    let trend = card(&insights, CardId::Trend);
    shown(
        trend,
        Status::Unclear,
        0.106_570_741_146,
        -0.888_667_048_012,
        1.003_867_688_02,
    );
    let start = card(&insights, CardId::SinceStart);
    assert_eq!(
        (start.status, start.n),
        (
            Status::NoBaseline,
            Counts::Step {
                before: 9,
                after: 45
            }
        )
    );
    let gap = insights.start_gap.unwrap();
    close(gap.gap, -0.039_933_447_535_8, 1e-12, "gap");
    close(gap.se, 0.235_789_626_598, 1e-11, "se");
    close(gap.unasked, 0.030_014_541_359_2, 1e-11, "unasked");
    assert_eq!(gap.n, 27);
}

fn candidate(id: &str, met: f64, finished: u32, refused: u32) -> Candidate {
    Candidate {
        id: id.to_owned(),
        activity: id.to_owned(),
        met,
        finished,
        refused,
    }
}

#[test]
fn suggestions() {
    let (ratings, bouts) = whole_person();
    let diary = diary(ratings, bouts, "2026-05-01");
    let candidates = [
        candidate("walking brisk", 4.3, 0, 0),
        candidate("yoga", 2.5, 4, 1),
        candidate("squats", 5.0, 0, 0),
    ];
    let offered = Offered {
        finished: 4,
        refused: 1,
    };
    for (seed, expected) in [
        (
            1,
            [
                ("yoga", 1.448_279_164),
                ("squats", 1.445_891_6),
                ("walking brisk", 1.393_357_965),
            ],
        ),
        (
            2,
            [
                ("squats", 1.450_129_112),
                ("yoga", 1.375_776_278),
                ("walking brisk", 1.373_069_097),
            ],
        ),
    ] {
        let scored = score(&diary, Some(3.0), &candidates, offered, |name| name, seed);
        for (scored, (id, score)) in scored.iter().zip(expected) {
            assert_eq!(scored.id, id);
            close(scored.score, score, 1e-8, id);
            let (lift, pairs) = match id {
                "yoga" => (1.322_573_46, 6),
                "squats" => (1.326_092_725, 0),
                _ => (1.230_923_196, 7),
            };
            close(scored.lift, lift, 1e-8, id);
            assert_eq!(scored.pairs, pairs);
        }
    }
}

#[test]
fn suggestions_without_data() {
    let empty = diary(vec![], vec![], "2026-05-01");
    let candidates = [
        candidate("walking brisk", 4.3, 0, 0),
        candidate("yoga", 2.5, 0, 0),
    ];
    let scored = score(
        &empty,
        Some(3.0),
        &candidates,
        Offered::default(),
        |name| name,
        1,
    );
    assert_eq!(scored[0].id, "yoga");
    close(scored[0].score, 1.655_036_358, 1e-8, "yoga");
    close(scored[1].score, 0.809_848_169_5, 1e-8, "walking brisk");
    assert_eq!(
        score(&empty, None, &[], Offered::default(), |name| name, 1),
        []
    );
}
