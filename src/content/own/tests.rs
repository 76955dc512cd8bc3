use super::*;
use crate::content::routines::routines;
use crate::domain::routine::{Intensity, Place, Position};
use proptest::prelude::*;

const SMALL: &str = "title = \"Morning three\"\n\n[[block]]\nrounds = 2\nbetween = 20\nstep = [\n  { move = \"squat\", reps = 8, rest = 15 },\n  { move = \"neck_tilt\", seconds = 20, each_side = true },\n  { rest = 10 },\n]\n";

#[test]
fn a_title_and_steps_are_enough() {
    let routine = parse(SMALL).unwrap().remove(0);
    assert_eq!(
        (routine.id.as_str(), routine.activity.as_str()),
        ("morning-three", "stretch")
    );
    assert_eq!(
        (routine.place, routine.main_position()),
        (Place::Indoors, Position::Seated)
    );
    assert_eq!(routine.seconds(), 2 * (28 + 15 + 40 + 10) + 20 - 10);
}

#[test]
fn every_routine_of_ours_can_be_written_and_read_as_ones_own() {
    for routine in routines() {
        let own = Routine {
            id: format!("my-{}", routine.id),
            ..routine.clone()
        };
        assert_eq!(parse(&write(&own)).unwrap(), [own]);
    }
}

#[test]
fn several_routines_may_stand_in_one_file() {
    let text = "[[routine]]\ntitle = \"One\"\n[[routine.block]]\nstep = [{ move = \"squat\", seconds = 30 }]\n\
                [[routine]]\ntitle = \"Two\"\n[[routine.block]]\nstep = [{ move = \"jog\", target = 600 }]\n";
    let routines = parse(text).unwrap();
    assert_eq!(
        routines
            .iter()
            .map(|routine| routine.id.as_str())
            .collect::<Vec<_>>(),
        ["one", "two"]
    );
    assert_eq!(routines[1].intensity, Intensity::Vigorous);
    assert_eq!(
        problems_in(&text.replace("Two", "One")),
        ["5: routine 2, title: \"one\" is there twice; each routine needs its own name"]
    );
}

fn problems_in(text: &str) -> Vec<String> {
    parse(text)
        .unwrap_err()
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn each_mistake_names_its_line_its_field_and_what_was_expected() {
    for (from, to, mistake) in [
        (
            "title = \"Morning three\"",
            "",
            "1: title: missing, expected a name in a few words",
        ),
        (
            "\"Morning three\"",
            "3",
            "1: title: expected text in quotation marks, found a whole number",
        ),
        (
            "\"Morning three\"",
            "\" \"",
            "1: title: empty, expected a few words",
        ),
        (
            "Morning",
            "a\\u001b[2J",
            "1: title: character 2 is a control character, expected one line of plain text",
        ),
        (
            "rounds = 2",
            "rounds = 0",
            "4: block 1, rounds: expected a whole number from 1 to 99, found 0",
        ),
        (
            "rounds = 2",
            "round = 2",
            "4: block 1, round: No field called \"round\". Did you mean rounds?",
        ),
        (
            "rounds = 2",
            "rounds = 2.5",
            "4: block 1, rounds: expected a whole number from 1 to 99, found a number with a fraction",
        ),
        (
            "\"squat\"",
            "\"sqat\"",
            "7: block 1, step 1, move: No exercise called \"sqat\". Did you mean squat, sway?",
        ),
        (
            "reps = 8, ",
            "",
            "7: block 1, step 1, seconds: missing, expected seconds, reps or target, to say \
             how long",
        ),
        (
            "reps = 8",
            "reps = 8, seconds = 3",
            "7: block 1, step 1, reps: more than one length: seconds is there already, expected one \
             of seconds, reps and target",
        ),
        (
            "each_side = true",
            "each_side = 1",
            "8: block 1, step 2, each_side: expected true or false, found a whole number",
        ),
        (
            "seconds = 20",
            "seconds = 99999",
            "8: block 1, step 2, seconds: expected a whole number from 1 to 7200, found 99999",
        ),
        (
            "rest = 10",
            "cue = \"so\"",
            "9: block 1, step 3, move: missing, expected an exercise's id, such as \"squat\"",
        ),
        (
            "rest = 10",
            "rest = 1, rep_seconds = 2",
            "9: block 1, step 3, rep_seconds: needs reps, which is missing",
        ),
        (
            "\n\n",
            "\nactivity = \"strech\"\n",
            "2: activity: No activity called \"strech\". Did you mean stretch, Stroll, strength?",
        ),
        (
            "\n\n",
            "\nintensity = \"hard\"\n",
            "2: intensity: \"hard\" isn't known, expected gentle, moderate, vigorous",
        ),
        (
            "\n\n",
            "\npositions = [\"up\"]\n",
            "2: positions: \"up\" isn't known, expected lying, seated, standing, floor, walking",
        ),
        (
            "\n\n",
            "\nid = \"My Own\"\n",
            "2: id: \"My Own\" isn't an id, expected lower case words with hyphens, such as \
             \"my-own\"",
        ),
        (
            "\n\n",
            "\nid = \"walk-10\"\n",
            "2: id: firstline already has a routine called \"walk-10\"; use another id",
        ),
    ] {
        let text = SMALL.replacen(from, to, 1);
        assert_eq!(problems_in(&text), [mistake], "{text}");
    }
}

#[test]
fn all_mistakes_come_at_once() {
    let text = SMALL
        .replace("squat", "sqat")
        .replace("rounds = 2", "rounds = 200")
        .replace("Morning three", "");
    let lines: Vec<usize> = parse(&text)
        .unwrap_err()
        .iter()
        .map(|mistake| mistake.line)
        .collect();
    assert_eq!(lines, [1, 4, 7]);
    let broken = "title = \n[[block]\nstep = ]\n";
    let mistakes = parse(broken).unwrap_err();
    assert_eq!((mistakes[0].line, mistakes[0].field.as_str()), (1, "file"));
    assert!(mistakes.len() > 1, "{mistakes:?}");
}

#[test]
fn nothing_endless_is_taken() {
    let long = SMALL
        .replace("rounds = 2", "rounds = 9")
        .replace("seconds = 20", "seconds = 7200");
    assert!(
        problems_in(&long)[0].contains("minutes"),
        "{:?}",
        problems_in(&long)
    );
    let many = format!(
        "title = \"x\"\n[[block]]\nrounds = 99\nstep = [{}]",
        "{ move = \"squat\", seconds = 1 },".repeat(20)
    );
    assert!(
        problems_in(&many)[0].contains("steps with all rounds"),
        "{:?}",
        problems_in(&many)
    );
    assert!(problems_in(&" ".repeat(MOST_BYTES + 1))[0].contains("bytes"));
    assert_eq!(
        problems_in("")[0],
        "1: title: missing, expected a name in a few words"
    );
}

#[test]
fn a_routine_that_came_as_data_is_held_to_the_same() {
    let sound = parse(SMALL).unwrap().remove(0);
    assert_eq!(problem(&sound), None);
    let mut broken = sound.clone();
    broken.blocks[0].step[0].movement = Some("nothing_like_it".to_owned());
    assert!(
        problem(&broken)
            .unwrap()
            .starts_with("block 1, step 1, move")
    );
    assert!(
        problem(&Routine {
            id: "walk-10".to_owned(),
            ..sound
        })
        .is_some()
    );
}

#[test]
fn titles_become_ids() {
    assert_eq!(slug("  Übung für den Morgen! "), "ubung-fur-den-morgen");
    assert_eq!(slug("***"), "routine");
}

proptest! {
    #[test]
    fn any_bytes_are_mistakes_or_a_routine(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = parse(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_change_of_a_sound_file_is_a_mistake_or_a_routine(at in 0usize..SMALL.len(), piece in "[\\PC\n\"{}\\[\\]=,]{0,12}", cut in 0usize..20) {
        let mut text: Vec<char> = SMALL.chars().collect();
        let end = (at + cut).min(text.len());
        text.splice(at.min(end)..end, piece.chars());
        let text: String = text.into_iter().collect();
        match parse(&text) {
            Ok(routines) => for routine in routines {
                prop_assert!(routine.steps().len() <= MOST_STEPS + 1);
                prop_assert_eq!(problem(&routine), None);
            },
            Err(mistakes) => {
                let lines = text.lines().count() + 1;
                prop_assert!(mistakes.iter().all(|mistake| (1..=lines).contains(&mistake.line)));
                prop_assert!(mistakes.iter().all(|mistake| !mistake.to_string().contains(char::is_control)));
            }
        }
    }
}
