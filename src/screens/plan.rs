//! The weekly plan: its minutes, and the "when and where" sentence. Also leads to the weekly review and days off.

mod day_off;
mod weekly_review;

use crate::coach::Limits;
use crate::coach::plan::{NO_PLAN, PLAN, Plan, Turn, first_aim, minutes_this_week, plenty, review};
use crate::content::about::MINUTES;
use crate::domain::{Change, whole};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::draft::{Form, Kept, written};
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::{Destination, Response, Transition};
use crate::widgets::chart::week_minutes;
use crate::widgets::menu::{Menu, MenuPage};
use crate::widgets::painter::Painter;
use crate::widgets::text_field::{Lines, TextField};
pub use day_off::DayOffScreen;
use serde_json::Map;
pub use weekly_review::WeeklyReview;

/// The key of the "when and where" sentence in a draft.
const WHEN_AND_WHERE: &str = "if_then";
/// Maximum characters of that sentence.
const MOST: usize = 160;

/// The plan page.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanScreen {
    menu: Menu,
    /// The "when and where" sentence while it is being edited.
    field: Option<TextField>,
}

impl Default for PlanScreen {
    fn default() -> Self {
        Self {
            menu: Menu::with_digits(0),
            field: None,
        }
    }
}

/// An action on the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PlanItem {
    /// Adopts a plan of this many minutes per week.
    Take(u32),
    LookBack,
    WriteWhen,
    Change(Turn),
    End,
}

impl PlanItem {
    fn offered(shared: &Shared) -> Vec<Self> {
        let Some(plan) = Plan::of(&shared.journal) else {
            let now = minutes_now(shared).unwrap_or(0);
            let aim = first_aim(now, Limits::of(&shared.journal));
            return [aim, 20, 10].map(Self::Take).to_vec();
        };
        let start = shared.settings.units().week;
        let mut items = vec![
            Self::LookBack,
            Self::WriteWhen,
            Self::Change(Turn::Easier),
            Self::Change(Turn::Up),
            Self::End,
        ];
        if !review(&shared.journal, &plan, shared.day, start).grows {
            items.retain(|item| *item != Self::Change(Turn::Up));
        }
        items
    }

    fn words(self) -> String {
        match self {
            Self::Take(minutes) => format!("{minutes} minutes a week"),
            Self::LookBack => "Weekly review".to_owned(),
            Self::WriteWhen => "Write down when and where".to_owned(),
            Self::Change(Turn::Easier) => "A little less".to_owned(),
            Self::Change(_) => "A little more".to_owned(),
            Self::End => NO_PLAN.to_owned(),
        }
    }
}

/// Minutes of movement per week, as the person reported on first use.
fn minutes_now(shared: &Shared) -> Option<u32> {
    shared.journal.setting(MINUTES)?.parse().ok()
}

impl PlanScreen {
    /// The page with "when and where" being edited, filled with the stored sentence or the unsaved draft. Without a
    /// plan there is nothing to edit.
    pub fn writing(shared: &Shared) -> Self {
        let field = Plan::of(&shared.journal).map(|plan| {
            let typed = Kept::of(&shared.journal, &Form::IfThen).map(|kept| kept.by_name());
            let typed = typed
                .as_ref()
                .and_then(|typed| typed.get(WHEN_AND_WHERE)?.as_str());
            TextField::new(typed.unwrap_or(&plan.if_then), Lines::One)
        });
        Self {
            field,
            ..Self::default()
        }
    }

    fn choose(&mut self, item: PlanItem, shared: &Shared) -> Response {
        let plan = match (item, Plan::of(&shared.journal)) {
            (PlanItem::Take(minutes), _) => Some(Plan {
                minutes,
                since: shared.day,
                if_then: String::new(),
            }),
            (PlanItem::Change(turn), Some(plan)) => {
                let start = shared.settings.units().week;
                let minutes = review(&shared.journal, &plan, shared.day, start).aim_after(turn);
                Some(Plan { minutes, ..plan })
            }
            (PlanItem::End, _) => None,
            (PlanItem::LookBack, _) => return Response::replace(Destination::WeeklyReview),
            (PlanItem::WriteWhen, _) => {
                self.field = Self::writing(shared).field;
                return Response::none();
            }
            (PlanItem::Change(_), None) => return Response::none(),
        };
        let plan = plan.map_or_else(String::new, |plan| plan.to_setting());
        Response::apply(Change::setting(PLAN, plan))
    }

    fn page(shared: &Shared) -> MenuPage {
        let items = PlanItem::offered(shared).into_iter();
        let (title, text) = match Plan::of(&shared.journal) {
            None => ("A plan for the week", invitation(shared)),
            Some(plan) => ("Your plan", so_far(&plan, shared)),
        };
        MenuPage {
            title: title.to_owned(),
            text,
            answers: items.map(PlanItem::words).collect(),
            ..MenuPage::default()
        }
    }
}

/// Handles a key while "when and where" is being edited.
fn field_key(field: &TextField, action: Action, shared: &Shared) -> Response {
    match (action, Plan::of(&shared.journal)) {
        (Action::Accept | Action::Save, Some(plan)) => {
            let if_then = field.trimmed().chars().take(MOST).collect();
            let plan = Plan { if_then, ..plan };
            Transition::SaveForm(Change::setting(PLAN, plan.to_setting())).into()
        }
        (Action::Back, _) => Transition::LeaveForm.into(),
        (Action::Discard, _) => Transition::DiscardForm.into(),
        _ => Response::none(),
    }
}

/// The text shown without a plan.
fn invitation(shared: &Shared) -> Vec<String> {
    let first = minutes_now(shared).map_or_else(
        || "A good first goal: ten minutes, three times a week.".to_owned(),
        |now| {
            format!(
                "You said about {now} minutes a week. A little more than that is plenty to start."
            )
        },
    );
    vec![
        plenty(&shared.journal, shared.day).unwrap_or(first),
        "It's a goal, not a test. Nothing counts against you.".to_owned(),
    ]
}

/// The plan and its progress in the person's week.
fn so_far(plan: &Plan, shared: &Shared) -> Vec<String> {
    let start = shared.settings.units().week;
    let done = minutes_this_week(&shared.journal, shared.day, start);
    // A week without movement is not shown as zero.
    let last_days = shared.journal.week(shared.day).total();
    let so_far = if done > 0.0 {
        let first = start.first_day(shared.day).date().format("%A");
        format!(" This week, from {first}: {} min.", whole(done))
    } else if last_days > 0.0 {
        format!(" Last 7 days: {} min.", whole(last_days))
    } else {
        String::new()
    };
    let when = if plan.if_then.is_empty() {
        "A time and place helps: \"After lunch I walk for ten minutes.\"".to_owned()
    } else {
        format!("\"{}\"", plan.if_then)
    };
    vec![
        format!("Goal: {} minutes a week.{so_far}", plan.minutes),
        when,
    ]
}

/// Rows of the week chart.
const WEEK_ROWS: u16 = 6;
/// Maximum columns of the week chart.
const WEEK_COLUMNS: u16 = 56;

/// Draws a page with the last seven days as columns between its text and its answers.
fn week(
    page: &MenuPage,
    menu: &Menu,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let week = shared.journal.week(shared.day);
    page.render_with_picture(menu, "", WEEK_ROWS, painter, |painter| {
        let width = painter.width().min(WEEK_COLUMNS);
        let part = &mut painter.part(0, 0, width, WEEK_ROWS);
        week_minutes::columns(&week.minutes, 0.0, shared.day, part);
    })
}

impl Screen for PlanScreen {
    fn context(&self) -> Context {
        if self.field.is_some() {
            Context::Field
        } else {
            Context::Choices
        }
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        if let Some(field) = &self.field {
            return field_key(field, key.action, shared);
        }
        if key.action == Action::Back {
            return Response::close();
        }
        let items = PlanItem::offered(shared);
        let chosen = self.menu.key(key, items.len());
        match chosen.and_then(|place| items.get(place)) {
            Some(item) => self.choose(*item, shared),
            None => Response::none(),
        }
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        let (page, painter) = (Self::page(shared), &mut painter.above_footer());
        match &self.field {
            Some(field) => page.render_with_field("When, where, what", field, painter),
            None if Plan::of(&shared.journal).is_some() => week(&page, &self.menu, shared, painter),
            None => page.render(&self.menu, "", painter),
        }
    }

    fn text_field(&mut self) -> Option<&mut TextField> {
        self.field.as_mut()
    }

    /// The "when and where" sentence, if it differs from the stored one.
    fn unsaved(&self, shared: &Shared) -> Option<(Form, String)> {
        let typed = self.field.as_ref()?.trimmed();
        let stored = Plan::of(&shared.journal).map(|plan| plan.if_then);
        let answers = if typed == stored.unwrap_or_default() {
            Map::new()
        } else {
            Map::from_iter([(WHEN_AND_WHERE.to_owned(), typed.into())])
        };
        Some((Form::IfThen, written(&answers)))
    }

    fn refill(&mut self, shared: &Shared) {
        *self = Self::writing(shared);
    }

    /// Leaving the form keeps the page itself open.
    fn leave(&mut self, _shared: &Shared) -> Response {
        self.field = None;
        Response::none()
    }

    /// After "when and where" is stored, shows the page again.
    fn stored(&mut self, _change: &Change, _shared: &Shared) -> Option<Response> {
        self.field.take().map(|_| Response::none())
    }
}
