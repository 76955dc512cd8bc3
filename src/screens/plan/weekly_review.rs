//! Review of the last whole week with a plan, and the goal for the next.

use crate::coach::plan::{NO_PLAN, PLAN, Plan, REVIEWED, Review, TALK_IT_OVER, review};
use crate::domain::Change;
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::effect::Effect;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::Response;
use crate::widgets::format;
use crate::widgets::menu::{Menu, MenuPage};
use crate::widgets::painter::Painter;

/// The weekly review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeeklyReview {
    menu: Menu,
}

impl Default for WeeklyReview {
    fn default() -> Self {
        Self {
            menu: Menu::with_digits(0),
        }
    }
}

impl WeeklyReview {
    /// Stores the plan changed by the answer at `chosen`, and the date of the review.
    fn choose(chosen: usize, plan: Plan, review: &Review, shared: &Shared) -> Response {
        // The entry after the turns ends the plan.
        let plan = review.turns().get(chosen).map(|turn| Plan {
            minutes: review.aim_after(*turn),
            ..plan
        });
        let plan = plan.map_or_else(String::new, |plan| plan.to_setting());
        Response::close().and_effect(Effect::Apply(Change::Several(vec![
            Change::setting(PLAN, plan),
            Change::setting(REVIEWED, shared.day.to_string()),
        ])))
    }
}

impl Screen for WeeklyReview {
    fn context(&self) -> Context {
        Context::Choices
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        if key.action == Action::Back {
            let reviewed = Effect::Remember(REVIEWED.to_owned(), shared.day.to_string());
            return Response::close().and_effect(reviewed);
        }
        let Some(plan) = Plan::of(&shared.journal) else {
            return Response::none();
        };
        let week = shared.settings.units().week;
        let review = review(&shared.journal, &plan, shared.day, week);
        let chosen = self.menu.key(key, answers(&review).len());
        chosen.map_or_else(Response::none, |chosen| {
            Self::choose(chosen, plan, &review, shared)
        })
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        let mut page = MenuPage {
            title: "Weekly review".to_owned(),
            foot: Some("Nothing changes unless you choose it."),
            ..MenuPage::default()
        };
        // The plan may have been undone in the meantime.
        if let Some(plan) = Plan::of(&shared.journal) {
            let week = shared.settings.units().week;
            let review = review(&shared.journal, &plan, shared.day, week);
            let days = format::days(review.first, review.last, shared.day);
            page.title = format!("Weekly review, {days}");
            page.text = text(&review, shared);
            page.answers = answers(&review);
        }
        super::week(&page, &self.menu, shared, &mut painter.above_footer())
    }
}

fn text(review: &Review, shared: &Shared) -> Vec<String> {
    let mut text = vec![review.in_words()];
    if review.plenty_again {
        let numbers = shared.keys.hint(Context::Tabs, Action::Numbers);
        text.push(format!(
            "{TALK_IT_OVER} You can turn goals off here and hide numbers with {numbers}."
        ));
    }
    if review.days_off > 0 {
        text.push(format!("Days off: {}.", review.days_off));
    }
    text.push(review.why.clone());
    text
}

/// The options for the next week: each turn and, after a week of plenty, no plan.
fn answers(review: &Review) -> Vec<String> {
    let turns = review.turns().into_iter().map(|turn| {
        let mark = if turn == review.turn {
            " (suggested)"
        } else {
            ""
        };
        format!("{} minutes{mark}", review.aim_after(turn))
    });
    turns
        .chain(review.plenty.then(|| NO_PLAN.to_owned()))
        .collect()
}
