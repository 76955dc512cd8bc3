//! Every chart with made-up numbers, on one page.

use firstline::domain::{Assessment, Day, IdMaker, Instrument, WeekStart};
use firstline::widgets::chart::answers;
use firstline::widgets::chart::axis::Axis;
use firstline::widgets::chart::bubble::Bubble;
use firstline::widgets::chart::calendar_day::CalendarDay;
use firstline::widgets::chart::coins::{Coin, coins};
use firstline::widgets::chart::day_bars::{DayBar, DayBars, UsualLines};
use firstline::widgets::chart::dumbbell::{counted, dumbbell, scale};
use firstline::widgets::chart::heat_map::{HeatCell, HeatMap};
use firstline::widgets::chart::histogram::{Counted, histogram};
use firstline::widgets::chart::interval::{Interval, IntervalAxis};
use firstline::widgets::chart::means::{MeanRow, Means};
use firstline::widgets::chart::pairs::{Pair, pairs};
use firstline::widgets::chart::scatter::{BinMean, Scatter};
use firstline::widgets::chart::scores;
use firstline::widgets::chart::week_grid::WeekGrid;
use firstline::widgets::chart::week_minutes::{columns, dose_bar};
use firstline::widgets::curve::curve;
use firstline::widgets::orb::orb;
use firstline::widgets::painter::{Caches, Painter};
use firstline::widgets::panel::panel;
use firstline::widgets::rating_track::{Usual, track};
use firstline::widgets::ring::ring;
use firstline::widgets::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws a chart over the painter's part.
type Draw = fn(&mut Painter<'_>);

/// Every chart under its name.
const CHARTS: [(&str, Draw); 20] = [
    ("Columns of days", day_bars),
    ("Line through days", line),
    ("Heat map", heat_map),
    ("Calendar", calendar),
    ("Dumbbells", dumbbells),
    ("Counted changes", counts),
    ("Pairs", before_and_after),
    ("Scatter and steps", scatter),
    ("Histogram", levels),
    ("Means", means),
    ("Interval plot", intervals),
    ("Scores over ranges", questionnaire),
    ("Answers", items),
    ("Seven days", seven_days),
    ("Weekly dose", dose),
    ("Coins", experiment),
    ("Track", tracks),
    ("Bubble", bubble),
    ("Ring", |painter| ring(0.4, 1.4, painter)),
    ("Breath", |painter| orb(0.8, "in", painter)),
];

/// Charts beside each other, and the cells of each.
const ACROSS: u16 = 4;
const TILE: (u16, u16) = (40, 12);

/// The page with all of them.
pub(super) fn page(theme: &Theme) -> Buffer {
    let rows = (CHARTS.len() as u16).div_ceil(ACROSS);
    let area = Rect::new(0, 0, ACROSS * TILE.0, rows * TILE.1);
    let mut buffer = Buffer::empty(area);
    let mut caches = Caches::default();
    let mut painter = Painter::new(&mut buffer, area, theme, &mut caches);
    for (place, (name, draw)) in (0..).zip(CHARTS) {
        let (x, y) = (place % ACROSS * TILE.0, place / ACROSS * TILE.1);
        let mut tile = painter.part(x, y, TILE.0, TILE.1);
        draw(&mut panel(name, "", false, &mut tile));
    }
    buffer
}

/// Ratings of days with a gap, and minutes.
const DAYS: [(Option<f64>, f64); 14] = [
    (Some(4.0), 0.0),
    (Some(5.0), 10.0),
    (Some(3.0), 0.0),
    (Some(6.0), 24.0),
    (Some(7.0), 10.0),
    (None, 0.0),
    (Some(5.5), 4.0),
    (Some(2.0), 0.0),
    (Some(4.0), 12.0),
    (Some(8.0), 35.0),
    (Some(6.0), 10.0),
    (Some(1.0), 0.0),
    (Some(9.0), 20.0),
    (Some(6.0), 0.0),
];

fn today() -> Day {
    crate::test_app::day()
}

fn day_bars(painter: &mut Painter<'_>) {
    let days = DAYS.map(|(value, minutes)| DayBar::rated(value, minutes));
    let chart = DayBars {
        days: &days,
        pitch: 2,
        gutter: 3,
        axis: Axis::RATING_COLUMNS,
        marks: &[3.0, 6.0, 9.0],
        usual: UsualLines::Level(5.0),
        line: &[],
        hanging: 2,
        full: 30.0,
        names: &[],
    };
    chart.render(painter);
}

fn line(painter: &mut Painter<'_>) {
    let (width, height) = (painter.width(), f64::from(painter.height()));
    let wide = f64::from(width) / DAYS.len() as f64;
    let point = |(place, (value, _)): (usize, &(Option<f64>, f64))| {
        let x = (place as f64 + 0.5) * wide;
        value.map(|value| (x, (1.0 - Axis::RATING.share(value)) * (height - 1.0) + 0.5))
    };
    let points: Vec<_> = DAYS.iter().enumerate().map(point).collect();
    curve(&points, painter);
}

fn heat_map(painter: &mut Painter<'_>) {
    let map = HeatMap::new(
        WeekGrid::ending(today(), 14, WeekStart::Monday),
        painter.width(),
        1,
    );
    let level = |day: Day| match day.since(today()) {
        1.. => HeatCell::Outside,
        ago if ago % 5 == 0 => HeatCell::Nothing,
        ago => HeatCell::Level((ago.rem_euclid(9) + 1) as u8),
    };
    map.render(level, painter);
}

fn calendar(painter: &mut Painter<'_>) {
    for date in 1..=15_u16 {
        let (column, row) = ((date - 1) % 5, (date - 1) / 5);
        let day = CalendarDay {
            month: String::new(),
            date: date.into(),
            level: (date % 4 != 0).then_some((date % 9 + 1) as u8),
            is_inside: date < 13,
            minutes: if date % 3 == 0 { 12.0 } else { 0.0 },
            done: "Walk".to_owned(),
        };
        day.render(date == 11, &mut painter.part(column * 7, row * 3, 7, 3));
    }
}

fn dumbbells(painter: &mut Painter<'_>) {
    let width = painter.width();
    scale(&mut painter.part(0, 0, width, 1));
    for (y, (before, after)) in [(4.8, 6.1), (6.0, 5.2), (2.0, 8.0), (5.0, 5.0)]
        .into_iter()
        .enumerate()
    {
        let mut row = painter.part(0, 2 + 2 * y as u16, width, 1);
        dumbbell(before, after, y == 3, &mut row);
    }
}

fn counts(painter: &mut Painter<'_>) {
    let width = painter.width();
    for (y, row) in [[0, 1, 4, 12, 2], [1, 0, 0, 3, 0]].into_iter().enumerate() {
        counted(&row, 6, &mut painter.part(0, 1 + 2 * y as u16, width, 1));
    }
}

fn before_and_after(painter: &mut Painter<'_>) {
    let rated = [(4, 6), (5, 5), (3, 7), (6, 4)];
    let all = rated.map(|(before, after)| Pair {
        before,
        after,
        minutes: f64::from(after) * 4.0,
        name: format!("Feb {after}"),
    });
    pairs(&all, painter);
}

fn scatter(painter: &mut Painter<'_>) {
    let points: Vec<(f64, f64)> = DAYS
        .iter()
        .filter_map(|(value, minutes)| Some((*minutes, (*value)?)))
        .collect();
    let part = |from, to, mean, days| BinMean {
        from,
        to,
        mean,
        days,
    };
    let chart = Scatter {
        points: &points,
        across: Axis {
            low: 0.0,
            high: 40.0,
        },
        along: Axis::RATING,
        level: |value, _| value.round().clamp(1.0, 9.0) as u8,
        parts: &[
            part(0.0, 4.0, 3.6, 7),
            part(10.0, 20.0, 6.2, 5),
            part(24.0, 35.0, 7.0, 2),
        ],
    };
    chart.render(painter);
}

fn levels(painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let counts = [0, 2, 9, 17, 31, 22, 8, 3, 1];
    let levels: Vec<Counted> = (1..)
        .zip(counts)
        .map(|(level, count)| Counted {
            name: level.to_string(),
            count,
            style: theme.mood[level - 1],
        })
        .collect();
    histogram(&levels, painter);
}

fn means(painter: &mut Painter<'_>) {
    let row = |name, mean: Option<f64>| MeanRow {
        name,
        mean,
        level: mean.map_or(1, |mean| mean.round() as u8),
    };
    let rows = [
        row("Mon", Some(4.2)),
        row("Tue", Some(5.4)),
        row("Wed", None),
        row("Thu", Some(6.1)),
        row("Fri", Some(5.0)),
    ];
    let chart = Means {
        rows: &rows,
        middle: 5.0,
        full: 1.5,
        names: 5,
        pitch: 2,
    };
    chart.render(painter);
}

fn intervals(painter: &mut Painter<'_>) {
    let (axis, width) = (IntervalAxis::POINTS, painter.width());
    let all = [
        (0.8, 1.0, 1.1),
        (-0.3, 0.0, 0.3),
        (-0.9, 0.1, 2.4),
        (-1.6, -0.9, -0.2),
    ];
    for (y, (low, estimate, high)) in (0..).zip(all) {
        let interval = Interval {
            low,
            estimate,
            high,
        };
        axis.row(&interval, &mut painter.part(0, 2 * y, width, 1));
    }
    axis.scale(&mut painter.part(0, 8, width, 1));
}

fn answered(days_ago: i64, answers: [u8; 9]) -> Assessment {
    let at = crate::test_app::now();
    Assessment {
        id: IdMaker::seeded(1).make(at),
        instrument: Instrument::Phq9,
        day: today().plus(-days_ago),
        at,
        answers: answers.to_vec(),
        difficulty: None,
        updated_at: at,
    }
}

fn records() -> [Assessment; 3] {
    [
        answered(42, [2, 2, 2, 1, 2, 1, 1, 1, 0]),
        answered(28, [2, 1, 1, 2, 1, 1, 1, 0, 0]),
        answered(0, [1, 1, 1, 1, 0, 0, 1, 0, 0]),
    ]
}

fn questionnaire(painter: &mut Painter<'_>) {
    let (records, theme) = (records(), painter.theme());
    let records: Vec<&Assessment> = records.iter().collect();
    scores::render(Instrument::Phq9, &records, theme, painter);
}

fn items(painter: &mut Painter<'_>) {
    let [_, before, latest] = records();
    let form = firstline::content::questionnaires::of(Instrument::Phq9);
    answers::render(form, &latest, Some(&before), "!", painter);
}

const WEEK: [f64; 7] = [0.0, 12.0, 35.0, 0.0, 4.0, 20.0, 10.0];

fn seven_days(painter: &mut Painter<'_>) {
    columns(&WEEK, 10.0, today(), painter);
}

fn dose(painter: &mut Painter<'_>) {
    let (width, height) = (painter.width(), painter.height());
    for (y, dose) in (0..height).step_by(3).zip([60.0, 300.0, 700.0]) {
        dose_bar(dose, 40.0, &mut painter.part(0, y, width, 2));
    }
}

fn experiment(painter: &mut Painter<'_>) {
    let said = |place: usize| match place {
        0..=10 => Coin::Said {
            first: !place.is_multiple_of(3),
            done: Some(place % 4 != 1),
        },
        11 => Coin::Paused,
        _ => Coin::ToCome,
    };
    let all: Vec<Coin> = (0..20).map(said).collect();
    coins(&all, Some(12), ["move", "rest"], painter);
}

fn tracks(painter: &mut Painter<'_>) {
    let width = painter.width();
    let usual = Usual {
        low: 3.0,
        mean: 4.9,
        high: 7.0,
    };
    for (y, (before, now)) in [(Some(4.0), Some(7.0)), (Some(5.0), None), (None, Some(2.0))]
        .into_iter()
        .enumerate()
    {
        track(
            Some(usual),
            before,
            now,
            &mut painter.part(0, 2 * y as u16, width, 1),
        );
    }
}

fn bubble(painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let bubble = Bubble {
        text: " Mar 2  7 ",
        fill: theme.fill[6],
        line: theme.mood[6],
        x: 12,
        y: 6,
    };
    bubble.render((0, painter.width()), 4, painter);
}
