//! Converts parsed entries to our records.

use crate::content::activities::matching_activity;
use crate::domain::import::FileFound;
use crate::domain::{Also, CheckIn, Day, Id, ImportBatch, Incoming, Moment, Session, Source, When};
use crate::import::{ForeignCheckIn, ForeignSession, Here, Parsed, ReadOptions, Start, sport};
use std::collections::BTreeMap;

/// MET for unknown activities: the lower end of moderate intensity.
pub(super) const UNKNOWN_MET: f64 = 3.0;
/// Placeholder names in files for an unspecified activity.
const OF_THE_FILE: [&str; 2] = [sport::OTHER_EXERCISE, "active minutes"];

/// Whether an activity is a word of the file instead of one of ours.
pub(super) fn is_unknown(activity: &str) -> bool {
    sport::is_own_word(activity) && !OF_THE_FILE.contains(&activity)
}

/// Context for the conversion.
pub(super) struct Making<'a> {
    pub(super) here: &'a Here<'a>,
}

impl Making<'_> {
    /// Converts all content of a file; warnings and counts are added to `entry`.
    pub(super) fn all(
        &self,
        parsed: Parsed,
        options: &ReadOptions<'_>,
        batch: &mut ImportBatch,
        entry: &mut FileFound,
    ) {
        entry.said.extend(parsed.warnings);
        entry.read = parsed.read;
        entry.rejected = parsed.rejected;
        entry.tables = parsed.tables;
        entry.taken = parsed.taken;
        entry.left_out = parsed.left_out;
        let check_ins = parsed.check_ins.into_iter();
        batch
            .records
            .extend(check_ins.map(|check_in| self.check_in(check_in)));
        let (mut skipped, mut unknown) = (0, BTreeMap::new());
        for mut session in parsed.sessions {
            if options.words.skips(&session.activity) {
                skipped += 1;
                continue;
            }
            if let Some(id) = options.words.activity(&session.activity) {
                id.clone_into(&mut session.activity);
            } else if is_unknown(&session.activity) {
                *unknown.entry(session.activity.clone()).or_default() += 1;
            }
            batch.records.push(self.session(session));
        }
        if skipped > 0 {
            entry
                .left_out
                .push(("sessions you chose to skip".to_owned(), skipped));
        }
        entry.unknown_activities = unknown.into_iter().collect();
    }

    pub(super) fn check_in(&self, entry: ForeignCheckIn) -> Incoming {
        let now = self.here.clock.now().wall;
        let record = CheckIn {
            // The store assigns its own ids to imported records.
            id: Id::new(now, [0; 10]),
            at: self.here.clock.moment(entry.when.local()),
            timed: entry.when.is_timed(),
            day: entry.when.day(self.here.day_start),
            ratings: entry.ratings,
            sleep_hours: entry.sleep_hours,
            own: entry.own,
            tags: entry.tags,
            note: entry.note,
            source: Source::Imported,
            import: None,
            updated_at: now,
        };
        Incoming {
            record: record.into(),
            origin: entry.origin,
        }
    }

    pub(super) fn session(&self, entry: ForeignSession) -> Incoming {
        let now = self.here.clock.now().wall;
        let (start, timed, day) = self.start(entry.start);
        let known = matching_activity(&entry.activity);
        let met = entry
            .met
            .or(known.map(|known| known.met))
            .unwrap_or(UNKNOWN_MET);
        // An activity name that is not one of our ids is kept as the title, to preserve the user's distinctions.
        let title = match known {
            Some(known) if known.id == entry.activity => known.label.clone(),
            _ => entry.activity.clone(),
        };
        let activity = entry.activity;
        let record = Session {
            id: Id::new(now, [0; 10]),
            start,
            timed,
            day,
            activity,
            title: entry.title.unwrap_or(title),
            routine: None,
            active_seconds: entry.seconds,
            planned_seconds: None,
            distance_m: entry.distance_m,
            met,
            effort: entry.effort,
            before: entry.before,
            after: entry.after,
            also: Also::default(),
            felt: None,
            complete: true,
            note: entry.note,
            source: Source::Imported,
            steps: Vec::new(),
            import: None,
            updated_at: now,
        };
        Incoming {
            record: record.into(),
            origin: entry.origin,
        }
    }

    fn start(&self, start: Start) -> (Moment, bool, Day) {
        let day_start = self.here.day_start;
        match start {
            Start::Local(when) => (
                self.here.clock.moment(when.local()),
                when.is_timed(),
                when.day(day_start),
            ),
            Start::Instant(at) => (at, true, When::At(at.naive_local()).day(day_start)),
            Start::Utc(at) => {
                // The local offset at that time, looked up twice because it depends on the local time.
                let about = at.with_timezone(&self.here.clock.offset_at(at.naive_utc()));
                let at = at.with_timezone(&self.here.clock.offset_at(about.naive_local()));
                (at, true, When::At(at.naive_local()).day(day_start))
            }
        }
    }
}
