//! Which backups have expired.

use crate::store::backups::name::{Name, Reason};
use chrono::{Datelike as _, NaiveDateTime};
use std::collections::BTreeSet;

/// Number of days with a backup for which the latest one is kept.
pub const DAYS: usize = 7;
/// The same for weeks.
pub const WEEKS: usize = 4;
/// The same for months.
pub const MONTHS: usize = 12;
/// Number kept for each of: import, merge, restore, edit, repair, migration.
pub const BEFORE: usize = 5;

/// Those of `names` to remove at `now`, oldest first. Backups made by hand stay until the user deletes them.
/// Backups dated in the future stay too, because one of the two clocks is wrong.
pub fn expired(names: &[Name], now: NaiveDateTime) -> Vec<Name> {
    let mut sorted: Vec<&Name> = names.iter().filter(|name| name.at <= now).collect();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    let mut kept: BTreeSet<&Name> = BTreeSet::new();
    for reason in Reason::ALL {
        let of_reason = || {
            sorted
                .iter()
                .copied()
                .filter(move |name| name.reason == reason)
        };
        match reason {
            Reason::ByHand => kept.extend(of_reason()),
            Reason::Daily => {
                kept.extend(latest_of(of_reason(), DAYS, |at| {
                    i64::from(at.num_days_from_ce())
                }));
                kept.extend(latest_of(of_reason(), WEEKS, |at| {
                    i64::from(at.num_days_from_ce() - 1).div_euclid(7)
                }));
                kept.extend(latest_of(of_reason(), MONTHS, |at| {
                    i64::from(at.year()) * 12 + i64::from(at.month())
                }));
            }
            Reason::Migration
            | Reason::Import
            | Reason::Merge
            | Reason::Restore
            | Reason::Edit
            | Reason::Repair
            | Reason::Damaged => kept.extend(of_reason().take(BEFORE)),
        }
    }
    sorted
        .into_iter()
        .rev()
        .filter(|name| !kept.contains(name))
        .cloned()
        .collect()
}

/// The latest backup in each of the last `count` periods that have one; `names` is sorted newest first.
fn latest_of<'a>(
    names: impl Iterator<Item = &'a Name>,
    count: usize,
    period: impl Fn(NaiveDateTime) -> i64,
) -> Vec<&'a Name> {
    let mut latest: Vec<&Name> = Vec::with_capacity(count);
    for name in names {
        if latest
            .last()
            .is_some_and(|last| period(last.at) == period(name.at))
        {
            continue;
        }
        if latest.len() == count {
            break;
        }
        latest.push(name);
    }
    latest
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveDate, TimeDelta};
    use proptest::prelude::*;

    fn day(number: i64) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 1, 1)
            .unwrap()
            .and_hms_opt(18, 0, 0)
            .unwrap()
            + TimeDelta::days(number)
    }

    fn daily(at: NaiveDateTime) -> Name {
        Name::new(at, Reason::Daily, "firstline.db")
    }

    /// The names left after adding `names` one at a time, rotating after each.
    fn after_years(names: impl Iterator<Item = Name>) -> Vec<Name> {
        let mut there = Vec::new();
        for name in names {
            let now = name.at;
            there.push(name);
            let gone = expired(&there, now);
            there.retain(|name| !gone.contains(name));
        }
        there
    }

    #[test]
    fn two_years_of_days_leave_a_week_a_month_and_a_year() {
        let left = after_years((0..730).map(|number| daily(day(number))));
        let days: Vec<String> = left.iter().map(|name| name.at.date().to_string()).collect();
        assert_eq!(
            days,
            [
                "2027-01-31",
                "2027-02-28",
                "2027-03-31",
                "2027-04-30",
                "2027-05-31",
                "2027-06-30",
                "2027-07-31",
                "2027-08-31",
                "2027-09-30",
                "2027-10-31",
                "2027-11-30",
                "2027-12-12",
                "2027-12-19",
                "2027-12-25",
                "2027-12-26",
                "2027-12-27",
                "2027-12-28",
                "2027-12-29",
                "2027-12-30",
                "2027-12-31"
            ]
        );
    }

    #[test]
    fn weeks_end_on_sundays() {
        // 2026-01-04 is a Sunday.
        let (sunday, monday) = (daily(day(3)), daily(day(4)));
        let names: Vec<Name> = [sunday.clone(), monday]
            .into_iter()
            .chain((5..13).map(|n| daily(day(n))))
            .collect();
        assert!(
            !expired(&names, day(13)).contains(&sunday),
            "the last one of its week"
        );
    }

    #[test]
    fn a_gap_costs_nothing() {
        let names: Vec<Name> = (0..7).map(|number| daily(day(number * 100))).collect();
        assert_eq!(expired(&names, day(5000)), []);
    }

    fn any_name() -> impl Strategy<Value = Name> {
        (0_i64..900, 0_i64..86_400, 0_usize..9).prop_map(|(number, second, reason)| {
            let reason = Reason::ALL[reason];
            Name::new(
                day(number) + TimeDelta::seconds(second),
                reason,
                "firstline.db",
            )
        })
    }

    proptest! {
        #[test]
        fn rotation_keeps_what_it_promises(names in proptest::collection::btree_set(any_name(), 0..200), now in 0_i64..1000) {
            let names: Vec<Name> = names.into_iter().collect();
            let now = day(now);
            let gone = expired(&names, now);
            let left: Vec<&Name> = names.iter().filter(|name| !gone.contains(name)).collect();

            // Rotation removes only existing backups, none twice, and none made by hand or dated in the future.
            let distinct: BTreeSet<&Name> = gone.iter().collect();
            prop_assert_eq!(distinct.len(), gone.len());
            prop_assert!(gone.iter().all(|name| names.contains(name) && name.reason != Reason::ByHand && name.at <= now));
            // A second rotation removes nothing more.
            let again: Vec<Name> = left.iter().map(|name| (*name).clone()).collect();
            prop_assert_eq!(expired(&again, now), vec![]);
            // The latest for each reason stays, and so does the latest of each of the last seven days.
            let past = |reason: Reason| names.iter().filter(move |name| name.reason == reason && name.at <= now);
            for reason in Reason::ALL {
                prop_assert!(past(reason).max().is_none_or(|latest| left.contains(&latest)));
            }
            let days: BTreeSet<_> = past(Reason::Daily).map(|name| name.at.date()).collect();
            for date in days.iter().rev().take(DAYS) {
                let latest = past(Reason::Daily).filter(|name| name.at.date() == *date).max().unwrap();
                prop_assert!(left.contains(&latest));
            }
            let months: BTreeSet<_> = past(Reason::Daily).map(|name| (name.at.year(), name.at.month())).collect();
            let kept: BTreeSet<_> = left
                .iter()
                .filter(|name| name.reason == Reason::Daily && name.at <= now)
                .map(|name| (name.at.year(), name.at.month()))
                .collect();
            prop_assert!(months.iter().rev().take(MONTHS).all(|month| kept.contains(month)));
            // The total stays small.
            let many = |reason| left.iter().filter(|name| name.reason == reason && name.at <= now).count();
            prop_assert!(many(Reason::Daily) <= DAYS + WEEKS + MONTHS);
            prop_assert!(many(Reason::Import) <= BEFORE);
        }
    }
}
