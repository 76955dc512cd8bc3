use super::*;

fn day(text: &str) -> Day {
    Day::from_date(text.parse().unwrap())
}

#[test]
fn a_week_begins_on_the_persons_day_and_a_month_has_its_own_length() {
    let around = |period: Period, on: &str, week| {
        let (first, last) = period.around(day(on), week);
        format!("{first} {last}")
    };
    let on = "2026-03-01";
    for (week, days) in [
        (WeekStart::Monday, "2026-02-23 2026-03-01"),
        (WeekStart::Sunday, "2026-03-01 2026-03-07"),
        (WeekStart::Saturday, "2026-02-28 2026-03-06"),
    ] {
        assert_eq!(around(Period::Week, on, week), days, "{week:?}");
    }
    for (on, days) in [
        ("2028-02-29", "2028-02-01 2028-02-29"),
        ("2026-12-31", "2026-12-01 2026-12-31"),
    ] {
        assert_eq!(around(Period::Month, on, WeekStart::Monday), days);
    }
}

#[test]
fn the_latest_letter_is_about_a_time_that_is_over() {
    for (on, week, month) in [
        ("2026-03-02", "2026-03-01", "2026-02-28"),
        ("2026-03-01", "2026-02-22", "2026-02-28"),
        ("2026-01-01", "2025-12-28", "2025-12-31"),
    ] {
        let last = |period: Period| period.latest(day(on), WeekStart::Monday).1.to_string();
        assert_eq!(
            (last(Period::Week).as_str(), last(Period::Month).as_str()),
            (week, month)
        );
    }
}

#[test]
fn the_ends_of_the_calendar_do_no_harm() {
    for on in [NaiveDate::MIN, NaiveDate::MAX] {
        for period in [Period::Week, Period::Month] {
            let (first, last) = period.latest(Day::from_date(on), WeekStart::Monday);
            assert!(first <= last);
        }
    }
}
