//! Experiments: what can be compared, what a length can tell, and the words for the coin.

pub mod fingerprint;
mod next_step;

use crate::coach::DayOff;
use crate::content::activities::{activity, find_activity};
use crate::content::routines::{find_routine_among, routine, routines};
use crate::content::session_words::capital;
use crate::domain::plain;
use crate::domain::{
    Arm, Day, Experiment, Id, Journal, Moment, OutcomeAt, Question, Routine, Rules, SITTING, Stage,
    TrialKind, is_of, is_sitting,
};
use crate::stats::constants::{BLOCK, MIN_ARM, MIN_BLOCKS, POWER, SESSIONS_POWER, TRIAL_ARM};
use crate::stats::experiment::least_minutes;
use crate::stats::randomization::assign;
use crate::stats::{Card, Extra, sentences};
pub use next_step::of_card;

use fingerprint::{Unchanged, canonical, fingerprint};
use std::fmt::Write as _;

/// The length that is proposed, in days.
pub const USUAL_DAYS: u32 = POWER[1].days;
/// The number of sessions that is proposed.
pub const USUAL_SESSIONS: u32 = SESSIONS_POWER[2].0;

/// The fewest days that can give an answer: as many blocks as one needs.
const FEWEST_DAYS: u32 = (MIN_BLOCKS * BLOCK) as u32;
/// The fewest sessions that can give one.
const FEWEST_SESSIONS: u32 = SESSIONS_POWER[0].0;
/// The most of either that are planned: a multiple of a block.
const MOST: u32 = Experiment::LONGEST / BLOCK as u32 * BLOCK as u32;

/// What somebody wants to find out, before it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What is done on A days: `move`, `rest`, or an activity's or routine's id.
    pub arm_a: String,
    /// What is done on B days, likewise.
    pub arm_b: String,
    /// The rating that decides.
    pub outcome: Question,
    /// Whether the coin is for days or for sessions.
    pub kind: TrialKind,
    /// Which rating of a day decides.
    pub outcome_at: OutcomeAt,
    /// How many days, or sessions.
    pub days: u32,
    /// The first day.
    pub start: Day,
}

impl Proposal {
    /// Moving against resting, by mood, from tomorrow on.
    pub fn usual(today: Day) -> Self {
        Self {
            arm_a: Experiment::MOVE.to_owned(),
            arm_b: Experiment::REST.to_owned(),
            outcome: Question::Mood,
            kind: TrialKind::Days,
            outcome_at: OutcomeAt::Evening,
            days: USUAL_DAYS,
            start: today.plus(1),
        }
    }

    /// Why it can't begin beside those in `journal`; a sentence that says what to do.
    pub fn problem(&self, journal: &Journal, today: Day) -> Option<String> {
        self.length_problem()
            .or_else(|| self.start_problem(today))
            .or_else(|| self.arms_problem())
            .or_else(|| self.other_problem(journal, today))
    }

    fn length_problem(&self) -> Option<String> {
        let (what, fewest) = match self.kind {
            TrialKind::Days => ("days", FEWEST_DAYS),
            TrialKind::Sessions => ("sessions", FEWEST_SESSIONS),
        };
        let block = BLOCK as u32;
        let fits = (fewest..=MOST).contains(&self.days) && self.days.is_multiple_of(block);
        let near = (self.days / block * block).clamp(fewest, MOST);
        (!fits).then(|| {
            format!(
                "{} {what} won't work: use a multiple of {BLOCK} from {fewest} to {MOST}, such as {near}.",
                self.days
            )
        })
    }

    fn start_problem(&self, today: Day) -> Option<String> {
        let latest = today.plus(DayOff::AHEAD);
        (self.start > latest).then(|| {
            format!(
                "{} is more than a year away. Choose a first day up to {latest}.",
                self.start
            )
        })
    }

    fn arms_problem(&self) -> Option<String> {
        let arms = [self.arm_a.as_str(), self.arm_b.as_str()];
        let sits = arms.iter().any(|arm| is_sitting(arm));
        if self.arm_a == self.arm_b || arms.iter().all(|arm| is_sitting(arm)) {
            return Some("Both kinds are the same. Choose two different ones.".to_owned());
        }
        if self.kind == TrialKind::Days {
            return sits.then(|| {
                format!(
                    "Sitting quietly is compared session by session: add --sessions {USUAL_SESSIONS}."
                )
            });
        }
        if arms.contains(&Experiment::MOVE) || arms.contains(&Experiment::REST) {
            return Some(
                "Session by session, compare an activity with \"sitting quietly\" or with another activity."
                    .to_owned(),
            );
        }
        if self.outcome != Question::Mood || self.outcome_at != OutcomeAt::Evening {
            return Some("Session by session, the mood right after decides.".to_owned());
        }
        None
    }

    fn other_problem(&self, journal: &Journal, today: Day) -> Option<String> {
        // How long sessions take, nobody knows before.
        let end = match self.kind {
            TrialKind::Days => Some(self.start.plus(i64::from(self.days))),
            TrialKind::Sessions => None,
        };
        let meets = |other: &&Experiment| {
            let over = over_by(other, journal, today);
            over.is_none_or(|over| self.start < over) && end.is_none_or(|end| other.start < end)
        };
        let other = journal.experiments().iter().find(meets)?;
        Some(match over_by(other, journal, today) {
            Some(over) => format!(
                "Another experiment runs until {}. End it first, or start after it.",
                over.plus(-1)
            ),
            None => "Another experiment runs. End it first.".to_owned(),
        })
    }

    /// The experiment, its coin seeded with `seed`.
    pub fn register(self, id: Id, seed: u64, at: Moment) -> Experiment {
        let mut made = Experiment {
            id,
            at,
            assignment: assign(seed, self.days as usize),
            arm_a: self.arm_a,
            arm_b: self.arm_b,
            outcome: self.outcome,
            start: self.start,
            days: self.days,
            seed,
            kind: self.kind,
            outcome_at: self.outcome_at,
            rules: Rules::PRESENT,
            looked: Vec::new(),
            protocol: None,
            pauses: Vec::new(),
            stopped: None,
            updated_at: at,
        };
        made.protocol = Some(fingerprint(&made));
        made
    }

    /// The question of `experiment` once more, from tomorrow on.
    pub fn again(experiment: &Experiment, today: Day) -> Self {
        Self {
            arm_a: experiment.arm_a.clone(),
            arm_b: experiment.arm_b.clone(),
            outcome: experiment.outcome,
            kind: experiment.kind,
            outcome_at: experiment.outcome_at,
            days: experiment.days,
            start: today.plus(1),
        }
    }
}

/// The first day on which its coin decides nothing any more; nothing while that is open.
fn over_by(experiment: &Experiment, journal: &Journal, today: Day) -> Option<Day> {
    match (experiment.stopped, experiment.kind) {
        (Some(stopped), _) => Some(stopped),
        (None, TrialKind::Days) => Some(experiment.end()),
        (None, TrialKind::Sessions) if journal.stage(experiment, today) == Stage::Ended => {
            let places = journal.places(experiment);
            Some(places.last()?.day.plus(1))
        }
        (None, TrialKind::Sessions) => None,
    }
}

/// What an experiment of `length` days or sessions can tell, told before it begins.
pub fn power(kind: TrialKind, length: u32) -> String {
    match kind {
        TrialKind::Days => power_of_days(length),
        TrialKind::Sessions => {
            let (known, half, found) = SESSIONS_POWER
                .into_iter()
                .rev()
                .find(|(sessions, ..)| *sessions <= length)
                .unwrap_or(SESSIONS_POWER[0]);
            if known == length {
                format!(
                    "{length} sessions: precise to about {half:.1} points; a difference of 0.8 is found {found} times \
                     in 100."
                )
            } else {
                format!(
                    "{length} sessions: precise to about {:.1} points.",
                    narrower(half, known, length)
                )
            }
        }
    }
}

/// How long an experiment of `length` days or sessions is, without numbers: its last day, or a word.
pub fn length_in_words(kind: TrialKind, length: u32, start: Day, today: Day) -> String {
    match kind {
        TrialKind::Days => {
            let last = start.plus(i64::from(length) - 1);
            format!("until {}", sentences::date(last, today))
        }
        TrialKind::Sessions => {
            const WORDS: [&str; 4] = [
                "a few sessions",
                "some sessions",
                "more sessions",
                "many sessions",
            ];
            let longer = SESSIONS_POWER
                .iter()
                .filter(|(sessions, ..)| *sessions < length);
            WORDS[longer.count().min(WORDS.len() - 1)].to_owned()
        }
    }
}

/// What an experiment can tell, without numbers.
pub const POWER_IN_WORDS: &str = "Longer is more precise. Many end without a clear answer.";

fn power_of_days(days: u32) -> String {
    if let Some(known) = POWER.into_iter().find(|known| known.days == days) {
        return format!(
            "{days} days: precise to about {:.1} points; a difference of 0.8 is found {} times in 100, and {} times if \
             you also check in most mornings.",
            known.half, known.found, known.with_mornings
        );
    }
    let known = POWER[1];
    format!(
        "{days} days: precise to about {:.1} points.",
        narrower(known.half, known.days, days)
    )
}

/// Half as wide takes four times as long.
fn narrower(half: f64, known: u32, length: u32) -> f64 {
    half * (f64::from(known) / f64::from(length.max(1))).sqrt()
}

/// The id of what somebody calls an arm: `move`, `rest`, or the name of an activity or routine.
pub fn find_arm(text: &str, journal: &Journal) -> Result<String, String> {
    let wanted = text.trim().to_lowercase();
    if [Experiment::MOVE, Experiment::REST].contains(&wanted.as_str()) {
        return Ok(wanted);
    }
    // A name of the person's own, as their records have it, is an arm as it stands.
    if let Some(session) = journal
        .sessions()
        .iter()
        .rev()
        .find(|session| session.activity == text.trim())
    {
        return Ok(session.activity.clone());
    }
    let activity = match find_activity(text) {
        Ok(activity) => return Ok(activity.id.clone()),
        Err(unknown) => unknown,
    };
    find_routine_among(text, || {
        journal.routines().map(|own| &own.routine).chain(routines())
    })
    .map(|routine| routine.id.clone())
    .map_err(|_| format!("{activity} (A routine, move, rest or \"sitting quietly\" work too.)"))
}

/// What an arm is called within a sentence: `move`, `rest`, `Brisk walking`.
pub fn arm_label(arm: &str, journal: &Journal) -> String {
    let own = || {
        journal
            .routines()
            .find(|own| own.routine.id == arm)
            .map(|own| own.routine.title.clone())
    };
    let ours = || routine(arm).map(|routine| routine.title.clone());
    match arm {
        Experiment::MOVE => "moving".to_owned(),
        Experiment::REST => "rest".to_owned(),
        _ if is_sitting(arm) => "sitting quietly".to_owned(),
        _ => activity(arm)
            .map(|known| known.label.clone())
            .or_else(own)
            .or_else(ours)
            .unwrap_or_else(|| arm.to_owned()),
    }
}

/// `Moving against rest`.
pub fn compared(arm_a: &str, arm_b: &str, journal: &Journal) -> String {
    let mut first = arm_label(arm_a, journal);
    if let Some(letter) = first.get_mut(..1) {
        letter.make_ascii_uppercase();
    }
    format!("{first} against {}", arm_label(arm_b, journal))
}

/// What a coin asks for on its day.
fn asked(experiment: &Experiment, journal: &Journal, arm: Arm) -> String {
    let least = least_minutes(experiment);
    match experiment.arm(arm) {
        Experiment::MOVE => format!("today's coin: move, {least:.0} minutes or more"),
        Experiment::REST => "today's coin: rest".to_owned(),
        Experiment::SIT => "today's coin: sit quietly for a while".to_owned(),
        other => format!(
            "today's coin: {}, {least:.0} minutes or more",
            arm_label(other, journal)
        ),
    }
}

/// What the coin of a session asks for, once the session is rated before it.
pub fn session_coin_words(experiment: &Experiment, journal: &Journal, arm: Arm) -> String {
    format!("Today's coin: {}.", arm_label(experiment.arm(arm), journal))
}

/// Something of `seconds` that is what `arm` asks for.
pub fn arm_routine(arm: &str, seconds: u32, journal: &Journal) -> Routine {
    let own = journal.routines().map(|own| &own.routine);
    let known = own.chain(routines()).find(|routine| routine.id == arm);
    known.cloned().unwrap_or_else(|| {
        let id = if is_sitting(arm) { SITTING } else { arm };
        Routine::free(id, &capital(&arm_label(arm, journal)), seconds)
    })
}

/// How long a session of a before/after experiment is by itself, in seconds.
const SESSION_SECONDS: u32 = 600;

/// What the coin picks in place of `routine`, once the session is rated before it, and what it says; nothing where no
/// coin is tossed for it.
pub fn picked(journal: &Journal, today: Day, routine: &Routine) -> Option<(Routine, String)> {
    let open = journal.open_experiment(today)?;
    let arm = journal.session_coin(open, today)?;
    let is = |arm: &str| is_of(arm, &routine.activity, Some(&routine.id));
    if !is(&open.arm_a) && !is(&open.arm_b) {
        return None;
    }
    let chosen = open.arm(arm);
    let routine = if is(chosen) {
        routine.clone()
    } else {
        // For as long.
        let seconds = routine.seconds();
        let seconds = if seconds == 0 {
            SESSION_SECONDS
        } else {
            seconds
        };
        arm_routine(chosen, seconds, journal)
    };
    Some((routine, session_coin_words(open, journal, arm)))
}

/// What a before/after experiment begins its next session with; nothing where no coin is tossed today.
pub fn next_session(journal: &Journal, today: Day) -> Option<Routine> {
    let open = journal.open_experiment(today)?;
    journal.session_coin(open, today)?;
    Some(arm_routine(&open.arm_a, SESSION_SECONDS, journal))
}

/// Whether today's coin may be seen. Under the present rules it comes after the day's first check-in, so that the
/// morning's mood can't know it.
pub fn is_coin_shown(experiment: &Experiment, journal: &Journal, today: Day) -> bool {
    experiment.rules < Rules::PRESENT || !journal.check_ins_on(today).is_empty()
}

/// What is to be done for the experiment today; nothing on a day without a coin.
pub fn coin_words(experiment: &Experiment, journal: &Journal, today: Day) -> Option<String> {
    if experiment.kind == TrialKind::Sessions {
        journal.session_coin(experiment, today)?;
        return Some(format!(
            "rate before {} or {}, then the coin picks one",
            arm_label(&experiment.arm_a, journal),
            arm_label(&experiment.arm_b, journal)
        ));
    }
    let arm = experiment.coin(today)?;
    Some(if is_coin_shown(experiment, journal, today) {
        asked(experiment, journal, arm)
    } else {
        "today's coin shows after your first check-in".to_owned()
    })
}

/// What the coin of the day says, before its first check-in too; nothing on a day without one.
pub fn coin_words_now(experiment: &Experiment, journal: &Journal, today: Day) -> Option<String> {
    Some(asked(experiment, journal, experiment.coin(today)?))
}

/// What the coin of today chose, once it may be seen; nothing without one.
pub fn coin(journal: &Journal, today: Day) -> Option<&str> {
    let open = journal.open_experiment(today)?;
    let arm = open.coin(today)?;
    is_coin_shown(open, journal, today).then(|| open.arm(arm))
}

/// Whether a routine is what the coin of today asks for, long enough to count; any routine where there is no coin.
pub fn is_enough_for_coin(routine: &Routine, journal: &Journal, today: Day) -> bool {
    coin(journal, today).is_none_or(|coin| {
        let is_it = coin == Experiment::MOVE || routine.activity == coin || routine.id == coin;
        let least = journal.open_experiment(today).map_or(0.0, least_minutes);
        is_it && f64::from(routine.minutes()) >= least
    })
}

/// Whether more than one experiment runs today, as can be after a sync.
pub fn running_together(journal: &Journal, today: Day) -> bool {
    journal.running_experiments(today).count() > 1
}

/// What is said then.
pub const TOGETHER: &str =
    "Two experiments are running at once, so neither can give a clear answer.";

/// Whether today's coin is drawn, and shows after the day's first check-in.
pub fn coin_waits(journal: &Journal, today: Day) -> bool {
    journal
        .open_experiment(today)
        .is_some_and(|open| open.coin(today).is_some() && !is_coin_shown(open, journal, today))
}

/// `day 12 of 40`, `session 8 of 20`; nothing outside its days.
pub fn place(experiment: &Experiment, journal: &Journal, today: Day) -> Option<String> {
    let (what, place) = match experiment.kind {
        TrialKind::Days => ("day", today.since(experiment.start) + 1),
        TrialKind::Sessions => ("session", journal.places(experiment).len() as i64 + 1),
    };
    (today >= experiment.start && (1..=i64::from(experiment.days)).contains(&place))
        .then(|| format!("{what} {place} of {}", experiment.days))
}

/// The sentences of any card on the day `now`, an experiment's with labels in the place of ids.
pub fn card_words(card: &Card, journal: &Journal, now: Day) -> String {
    match &card.extra {
        Extra::Experiment(tried) => sentences::experiment(
            card,
            &arm_label(&tried.arm_a, journal),
            &arm_label(&tried.arm_b, journal),
            now,
        ),
        _ => card.text.clone(),
    }
}

/// The protocol, to keep or to share before the first day: everything that was fixed, and how it will
/// be analyzed. The list of days follows from the seed and is not spelled out.
pub fn protocol(experiment: &Experiment, journal: &Journal) -> String {
    let Experiment {
        start,
        days,
        seed,
        outcome,
        ..
    } = experiment;
    let mut text = format!(
        "Protocol of a self-experiment\n\nMade: {}\n",
        experiment.at.to_rfc3339()
    );
    let by_days = experiment.kind == TrialKind::Days;
    let what = if by_days { "days" } else { "sessions" };
    for arm in [Arm::A, Arm::B] {
        let name = plain::line(experiment.arm(arm));
        let label = plain::line(&arm_label(experiment.arm(arm), journal));
        let label = if label == name {
            label
        } else {
            format!("{label} ({name})")
        };
        let _ = writeln!(text, "{arm:?} {what}: {label}");
    }
    let (decides, length) = match (experiment.kind, experiment.outcome_at) {
        (TrialKind::Sessions, _) => (
            "rated after the session, adjusted for the rating before",
            format!("Sessions: {days}, one a day, from {start}"),
        ),
        (_, at) => (
            match at {
                OutcomeAt::Evening => "the last check-in of the day",
                OutcomeAt::NextMorning => "the first check-in of the morning after",
            },
            format!("Days: {days}, {start} to {}", experiment.last_day()),
        ),
    };
    let _ = writeln!(
        text,
        "Outcome: {}, 1 to 9, {decides}\n{length}\nCoin: blocks of {BLOCK} {what}, two of either kind, SplitMix64, \
         seed {seed}",
        outcome.key()
    );
    let analysis = if by_days {
        let mornings = match experiment.outcome_at {
            OutcomeAt::Evening if experiment.rules >= Rules::PRESENT => {
                ", adjusted for the morning's check-in if most days have one"
            }
            _ => "",
        };
        format!(
            "The list of days follows from the seed; each day's coin is shown only on that day. \
             No result is shown before the planned end.\nAnalysis: A minus B within blocks, as \
             assigned, whatever was done{mornings}; randomization test with 9,999 draws, inverted \
             to a 95% interval. At least {MIN_ARM} rated days of either kind and {MIN_BLOCKS} \
             blocks with both. Paused days are excluded."
        )
    } else {
        format!(
            "The list follows from the seed; each session's coin is shown once the mood before it \
             is rated. No result is shown before the planned end.\nA place is filled by the first \
             session of a day that is of either kind and rated before it.\nAnalysis: A minus B, \
             as assigned, whatever was done; randomization test with 9,999 draws, inverted to a \
             95% interval. At least {TRIAL_ARM} sessions of either kind rated after."
        )
    };
    let _ = write!(
        text,
        "\n{analysis}\n{}\n\nFingerprint (SHA-256): {}\nIt is of these lines:\n\n{}\n{}\n",
        power(experiment.kind, *days),
        experiment
            .protocol
            .clone()
            .unwrap_or_else(|| fingerprint(experiment)),
        canonical(experiment),
        Unchanged::of(experiment).words(),
    );
    text
}

/// The protocol on one line: the question, its dates, the coin and the fingerprint.
pub fn protocol_line(experiment: &Experiment, journal: &Journal) -> String {
    let Experiment { start, days, .. } = experiment;
    let length = match experiment.kind {
        TrialKind::Days => format!("{days} days, {start} to {}", experiment.last_day()),
        TrialKind::Sessions => format!("{days} sessions from {start}"),
    };
    let (at, made) = (experiment.outcome_at, experiment.at.date_naive());
    let morning = if at == OutcomeAt::NextMorning {
        " the morning after"
    } else {
        ""
    };
    let late = if made > start.date() {
        ", after its first day"
    } else {
        ""
    };
    let hash = experiment.protocol.as_ref();
    let hash = hash.map_or_else(String::new, |hash| format!(", SHA-256 {hash}"));
    format!(
        "{}, by {}{morning}, {length}; made {made}{late}; seed {}, rules {}{hash}. {}",
        plain::line(&compared(&experiment.arm_a, &experiment.arm_b, journal)),
        experiment.outcome.key(),
        experiment.seed,
        experiment.rules.0,
        Unchanged::of(experiment).words(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn today() -> Day {
        Day::from_date(
            DateTime::from_timestamp(1_767_225_600, 0)
                .unwrap()
                .date_naive(),
        )
    }

    fn registered(proposal: Proposal) -> Experiment {
        let at = DateTime::from_timestamp(1_767_225_600, 0)
            .unwrap()
            .fixed_offset();
        proposal.register(Id::new(at, [7; 10]), 20_260_711, at)
    }

    #[test]
    fn the_usual_one_fits_and_begins_tomorrow() {
        let usual = Proposal::usual(today());
        assert_eq!(usual.problem(&Journal::default(), today()), None);
        let experiment = registered(usual);
        assert_eq!(
            (experiment.assignment.len(), experiment.problem()),
            (40, None)
        );
        let journal = Journal::default();
        assert_eq!(
            coin_words(&experiment, &journal, today()),
            None,
            "it has not begun"
        );
        let first = today().plus(1);
        assert_eq!(
            coin_words(&experiment, &journal, first).unwrap(),
            "today's coin shows after your first check-in"
        );
        assert_eq!(
            coin_words_now(&experiment, &journal, first).unwrap(),
            "today's coin: rest"
        );
        assert_eq!(
            place(&experiment, &journal, today().plus(12)).unwrap(),
            "day 12 of 40"
        );
    }

    #[test]
    fn what_does_not_fit_is_said_with_what_would() {
        let usual = || Proposal::usual(today());
        let odd = Proposal {
            days: 30,
            ..usual()
        };
        assert!(
            odd.problem(&Journal::default(), today())
                .unwrap()
                .contains("such as 28")
        );
        let same = Proposal {
            arm_b: "move".to_owned(),
            ..usual()
        };
        assert!(
            same.problem(&Journal::default(), today())
                .unwrap()
                .contains("two different")
        );
        let journal = Journal::default().with(vec![registered(usual())]);
        assert!(
            usual()
                .problem(&journal, today())
                .unwrap()
                .contains("Another experiment runs until")
        );
        let after = Proposal {
            start: today().plus(41),
            ..usual()
        };
        assert_eq!(after.problem(&journal, today()), None);
    }

    #[test]
    fn a_stopped_one_makes_room() {
        let experiment = Experiment {
            stopped: Some(today().plus(3)),
            ..registered(Proposal::usual(today()))
        };
        let journal = Journal::default().with(vec![experiment]);
        assert_eq!(
            Proposal {
                start: today().plus(3),
                ..Proposal::usual(today())
            }
            .problem(&journal, today()),
            None
        );
    }

    #[test]
    fn arms_are_found_by_name_and_told_by_label() {
        let journal = Journal::default();
        for (text, id) in [
            ("Move", "move"),
            ("rest", "rest"),
            ("sit", "sit_quietly"),
            ("sitting quietly", "sit_quietly"),
            ("walking brisk", "walk_brisk"),
        ] {
            assert_eq!(find_arm(text, &journal).as_deref(), Ok(id));
        }
        assert!(
            find_arm("wlak", &journal)
                .unwrap_err()
                .contains("move, rest")
        );
        assert_eq!(
            arm_label("walk_brisk", &journal),
            activity("walk_brisk").unwrap().label
        );
    }

    #[test]
    fn the_protocol_says_what_was_fixed_and_not_the_days() {
        let text = protocol(&registered(Proposal::usual(today())), &Journal::default());
        for part in [
            "moving (move)",
            "rest",
            "mood",
            "40, 2026-01-02 to 2026-02-10",
            "20260711",
            "9,999",
        ] {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
        assert!(!text.contains("BBAA"));
    }

    #[test]
    fn power_is_told_for_every_length() {
        assert!(
            power(TrialKind::Days, 40).contains("0.9")
                && power(TrialKind::Days, 40).contains("56 times")
        );
        assert!(
            power(TrialKind::Days, 80).contains("0.6")
                && !power(TrialKind::Days, 80).contains("100")
        );
    }
}
