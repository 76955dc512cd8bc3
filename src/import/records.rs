//! What was read, as records of ours.

use crate::content::activities::find_activity;
use crate::domain::{Also, CheckIn, Day, Id, Incoming, Moment, Session, Source, When};
use crate::import::{ForeignCheckIn, ForeignSession, Here, Start};

/// The MET of an activity that nobody gave one for: where moderate movement begins.
const UNKNOWN_MET: f64 = 3.0;

/// What making records takes.
pub(super) struct Making<'a> {
    pub(super) here: &'a Here<'a>,
    /// Whether activities keep the names they have in the file.
    pub(super) as_written: bool,
}

impl Making<'_> {
    pub(super) fn check_in(&self, entry: ForeignCheckIn) -> Incoming {
        let now = self.here.clock.now().wall;
        let record = CheckIn {
            // The store gives imported records ids of their own.
            id: Id::new(now, [0; 10]),
            at: self.here.clock.moment(entry.when.local()),
            timed: entry.when.is_timed(),
            day: entry.when.day(self.here.day_start),
            ratings: entry.ratings,
            sleep_hours: entry.sleep_hours,
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
        let known = find_activity(&entry.activity).ok();
        let met = entry
            .met
            .or(known.map(|known| known.met))
            .unwrap_or(UNKNOWN_MET);
        let (activity, title) = match known {
            Some(known) if known.id == entry.activity => (known.id.clone(), known.label.clone()),
            // What a person wrote in a table of ours is the name of their activity: it keeps apart what they keep
            // apart. Another program's word is one of ours under another name.
            Some(known) if !self.as_written => (known.id.clone(), entry.activity),
            _ => (entry.activity.clone(), entry.activity),
        };
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
                // The offset that held here then; asked twice, as it depends on the local time.
                let about = at.with_timezone(&self.here.clock.offset_at(at.naive_utc()));
                let at = at.with_timezone(&self.here.clock.offset_at(about.naive_local()));
                (at, true, When::At(at.naive_local()).day(day_start))
            }
        }
    }
}
