//! Navigation between screens: what has focus, and how screen requests are carried out.

use crate::app::dialog::Dialog;
use crate::app::{App, Effect, Notice, Page, Tab, configuration, drafts};
use crate::coach::plan::Plan;
use crate::domain::routine::Intensity;
use crate::domain::{Change, Day, Felt, Id, Now, Routine, Running, Session};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::about::About;
use crate::screens::contacts::Contacts;
use crate::screens::countries::Countries;
use crate::screens::draft::{Form, Kept};
use crate::screens::experiment::ExperimentScreen;
use crate::screens::import::ImportScreen;
use crate::screens::letter::LetterScreen;
use crate::screens::log_form::LogForm;
use crate::screens::options::Options;
use crate::screens::plan::{DayOffScreen, PlanScreen, WeeklyReview};
use crate::screens::questionnaire::QuestionnaireScreen;
use crate::screens::routine_editor::RoutineEditor;
use crate::screens::scores::Scores;
use crate::screens::screen::Screen;
use crate::screens::session::before::Before;
use crate::screens::session::player::Playing;
use crate::screens::session::readiness::ReadinessForm;
use crate::screens::session::resume::Resume;
use crate::screens::session::review::Review;
use crate::screens::session::{self, NOTHING_DONE};
use crate::screens::settings::SettingsScreen;
use crate::screens::shared::Shared;
use crate::screens::support::Support;
use crate::screens::transition::{Destination, Response, Transition};

impl App {
    /// The focused screen and the shared state it can see.
    pub(super) fn front(&mut self) -> (&mut dyn Screen, &Shared) {
        let screen: &mut dyn Screen = match self.dialogs.last_mut() {
            Some(dialog) => dialog.screen_mut(),
            None => match &mut self.page {
                Some(page) => page.screen_mut(),
                None => self.tabs.screen_mut(self.tab),
            },
        };
        (screen, &self.shared)
    }

    /// The focused contexts, most specific first.
    pub fn contexts(&self) -> Vec<Context> {
        self.contexts_at(self.dialogs.last())
    }

    fn contexts_at(&self, dialog: Option<&Dialog>) -> Vec<Context> {
        dialog.map_or_else(
            || self.contexts_under_dialogs(),
            |dialog| dialog.screen().context().chain(),
        )
    }

    /// Tells the screens what has focus.
    pub(super) fn know_focus(&mut self) {
        self.shared.focus = self.contexts();
        let mut dialogs = self.dialogs.iter().rev();
        let under = dialogs.find(|dialog| !matches!(dialog, Dialog::Help(_)));
        self.shared.focus_under_help = self.contexts_at(under);
    }

    /// The contexts that have focus when no dialog is open.
    pub fn contexts_under_dialogs(&self) -> Vec<Context> {
        let page = self.page.as_ref().map(Page::screen);
        let screen = page.unwrap_or_else(|| self.tabs.screen(self.tab));
        screen.context().chain()
    }

    /// All open screens, topmost first; a form under another screen is still open.
    fn open_screens(&self) -> impl Iterator<Item = &dyn Screen> {
        let page = self.page.iter().map(Page::screen);
        let dialogs = self.dialogs.iter().rev().map(Dialog::screen);
        dialogs.chain(page).chain(self.tabs.all())
    }

    /// Whether an open form has unsaved answers.
    pub fn has_unsaved_answers(&self) -> bool {
        let mut forms = self.open_forms().into_iter();
        forms.any(|(_, answers)| !answers.is_empty())
    }

    /// The open forms and their unsaved answers; empty for a form that matches the stored data.
    pub(super) fn open_forms(&self) -> Vec<(Form, String)> {
        let forms = self
            .open_screens()
            .filter_map(|screen| screen.unsaved(&self.shared));
        forms.collect()
    }

    /// Carries out a screen's response.
    pub(super) fn respond(&mut self, response: Response) -> Vec<Effect> {
        let now = self.now;
        if let Some(notice) = response.notice {
            self.notify(notice, now);
        }
        let mut effects = response.effects;
        for effect in &effects {
            // Settings and remembered values apply immediately; storing them follows.
            match effect {
                Effect::Remember(key, value) => self.shared.journal.note(key, value),
                Effect::Configure(edit) => {
                    configuration::follow(&mut self.shared, edit.wanted.clone());
                }
                _ => {}
            }
        }
        effects.extend(self.follow(response.transition));
        effects
    }

    fn follow(&mut self, transition: Transition) -> Vec<Effect> {
        match transition {
            Transition::Stay => Vec::new(),
            Transition::Close => self.close(),
            Transition::LeaveForm => self.leave_form_of_front(),
            Transition::DiscardForm => self.discard_form_of_front(),
            Transition::SaveForm(change) => self.save_form_of_front(change),
            Transition::ReturnTo(tab) => {
                self.tab = tab;
                Vec::new()
            }
            Transition::Open(destination) => self.open(destination),
            Transition::Replace(destination) => {
                self.dialogs.pop();
                self.open(destination)
            }
            Transition::Act(action) => {
                self.dialogs.pop();
                let focus = self.contexts()[0];
                self.know_focus();
                self.act(focus, KeyMatch { action, digit: 0 }, self.now)
            }
        }
    }

    /// Closes the focused screen; tabs have nothing to go back to.
    fn close(&mut self) -> Vec<Effect> {
        if self.dialogs.pop().is_some() {
            return Vec::new();
        }
        if self.page.is_some() {
            self.close_page();
            return Vec::new();
        }
        vec![Effect::Quit]
    }

    /// Opens a page in place of the tabs.
    fn open_page(&mut self, page: Page) {
        if self.page.is_none() {
            self.came_from = self.tab;
        }
        self.tab = Tab::Move;
        self.page = Some(page);
        self.redraw = true;
    }

    /// Closes the page and returns to the tab it was opened from.
    fn close_page(&mut self) {
        let page = self.page.take();
        self.tab = self.came_from;
        if matches!(page, Some(Page::Review(_))) {
            self.tabs.today.arrive(&self.shared);
        }
    }

    /// The focused screen's form and its unsaved answers.
    fn form_of_front(&mut self) -> Option<(Form, String)> {
        let (screen, shared) = self.front();
        screen.unsaved(shared)
    }

    fn leave_form_of_front(&mut self) -> Vec<Effect> {
        let unsaved = self.form_of_front();
        if let Some((form, answers)) = unsaved.filter(|(_, answers)| !answers.is_empty()) {
            let (is_left, said) = self.drafts.leave(form, answers, &self.shared);
            self.notify(said, self.now);
            if !is_left {
                return Vec::new();
            }
        }
        let (screen, shared) = self.front();
        let left = screen.leave(shared);
        self.respond(left)
    }

    fn discard_form_of_front(&mut self) -> Vec<Effect> {
        let Some((form, answers)) = self.form_of_front() else {
            return Vec::new();
        };
        let Some((said, effect)) = self.drafts.discard(&form, answers, &mut self.shared) else {
            return Vec::new();
        };
        self.notify(said, self.now);
        let (screen, shared) = self.front();
        screen.refill(shared);
        vec![effect]
    }

    fn save_form_of_front(&mut self, change: Change) -> Vec<Effect> {
        vec![match self.form_of_front() {
            Some((form, _)) => self.drafts.save(form, change, &self.shared.journal),
            None => Effect::Apply(change),
        }]
    }

    /// Opens a screen over the current one.
    pub(super) fn open(&mut self, destination: Destination) -> Vec<Effect> {
        let now = self.now;
        match destination {
            Destination::Tab(tab) => return self.go_to(tab),
            Destination::History(look) => {
                self.tabs.history.look(look);
                return self.go_to(Tab::History);
            }
            Destination::Support => self.show(Dialog::Support(Support::default())),
            Destination::Settings => {
                if !matches!(self.dialogs.last(), Some(Dialog::Settings(_))) {
                    let settings = SettingsScreen::default();
                    self.show(Dialog::Settings(Box::new(settings)));
                    return vec![Effect::ReadThemes];
                }
            }
            Destination::Ratings => self.show(Dialog::Ratings(Box::default())),
            Destination::Import => {
                self.show(Dialog::Import(Box::default()));
                return vec![ImportScreen::first_request()];
            }
            Destination::Contacts => {
                let contacts = Contacts::new(&self.shared);
                self.show(Dialog::Contacts(contacts));
            }
            Destination::Countries => {
                let countries = Countries::new(&self.shared, None);
                self.show(Dialog::Countries(Box::new(countries)));
            }
            Destination::AboutCountry(answers) => {
                let countries = Countries::new(&self.shared, Some(answers));
                self.show(Dialog::Countries(Box::new(countries)));
            }
            Destination::Options => self.show(Dialog::Options(Options::default())),
            Destination::About => {
                let about = About::new(&self.shared);
                self.show(Dialog::About(about));
            }
            Destination::Plan => self.show(Dialog::Plan(Box::default())),
            Destination::PlanWhen => {
                if Plan::of(&self.journal).is_some() {
                    let plan = PlanScreen::writing(&self.shared);
                    self.show(Dialog::Plan(Box::new(plan)));
                }
            }
            Destination::WeeklyReview => {
                self.show(Dialog::WeeklyReview(WeeklyReview::default()));
            }
            Destination::Letter => {
                let letter = LetterScreen::latest(&self.shared);
                self.show(Dialog::Letter(Box::new(letter)));
            }
            Destination::DayOff => self.show(Dialog::DayOff(DayOffScreen::default())),
            Destination::Questionnaire(instrument) => {
                let questionnaire = QuestionnaireScreen::new(instrument, &self.shared);
                self.show(Dialog::Questionnaire(questionnaire));
            }
            Destination::Scores(instrument) => {
                self.show(Dialog::Scores(Scores::new(instrument)));
            }
            Destination::Experiment(question) => {
                let experiment = ExperimentScreen::new(question.map(|it| *it), &self.shared);
                self.show(Dialog::Experiment(Box::new(experiment)));
            }
            Destination::ExperimentAnswer => {
                self.tabs.insights.show_experiment();
                return self.go_to(Tab::Insights);
            }
            Destination::SafetyQuestions => self.open_questions(),
            Destination::Routine(routine) => self.before(*routine),
            Destination::Before(routine) => self.ask_before(*routine),
            Destination::Routines => self.show_routines(),
            Destination::Fitting(hardest) => self.show_fitting(hardest),
            Destination::Player(running) => {
                self.tab = Tab::Move;
                self.open_page(Page::Player(Box::new(Playing::new(*running, now))));
            }
            Destination::Finish(running, felt) => return self.finish(&running, felt),
            Destination::Log(day) => self.open_log(day, now),
            Destination::LogActivity(activity) => {
                self.open_log(self.day, now);
                if let Some(Page::LogForm(form)) = &mut self.page {
                    form.suggest(&activity, self.shared.journal.own_activities());
                }
            }
            Destination::EditSession(id) => self.edit_session(id, now),
            Destination::CheckIn(day) => self.check_in_for(day),
            Destination::EditCheckIn(id) => self.edit_check_in(id),
            Destination::RoutineEditor(source) => self.edit_routine(&source),
            Destination::Draft(form) => return self.open_draft(&form, now),
        }
        Vec::new()
    }

    /// Opens a stored check-in in the form.
    fn edit_check_in(&mut self, id: Id) {
        if self.tabs.today.edit(id, self.tab, &self.shared) {
            self.tab = Tab::Today;
        }
    }

    /// Opens an empty form for another day.
    fn check_in_for(&mut self, day: Day) {
        let now = self.now;
        if let Some(said) = self.tabs.today.check_in_for(day, self.tab, &self.shared) {
            self.notify(said, now);
        }
        self.tab = Tab::Today;
    }

    /// Shows a dialog on top.
    pub(super) fn show(&mut self, dialog: Dialog) {
        self.dialogs.push(dialog);
        self.redraw = true;
    }

    /// Starts the path to `routine`; every entry point uses this. Shows the mood rating, the safety questions, or the
    /// page with their outcome first.
    fn before(&mut self, routine: Routine) {
        match ReadinessForm::before(&routine, &self.shared) {
            Some(form) => self.open_page(Page::Readiness(Box::new(form))),
            None => self.ask_before(routine),
        }
    }

    fn ask_before(&mut self, routine: Routine) {
        let before = Before::new(routine, &self.shared);
        self.open_page(Page::Before(Box::new(before)));
    }

    /// Opens a routine as if chosen in the library, for `firstline start`.
    pub fn open_routine(&mut self, routine: Routine, now: Now) {
        self.shared.now = now;
        self.show_routines();
        self.before(routine);
    }

    /// Offers to resume a session left running.
    pub fn offer_resume(&mut self, running: Running, now: Now) {
        self.shared.now = now;
        let offer = Resume::new(running, &self.shared);
        self.show(Dialog::Resume(Box::new(offer)));
    }

    /// Opens the safety questions on their own.
    pub fn open_questions(&mut self) {
        let form = ReadinessForm::for_themselves();
        self.open_page(Page::Readiness(Box::new(form)));
    }

    /// Stores a session that ended early or in full, then asks for the ratings after it.
    fn finish(&mut self, running: &Running, felt: Option<Felt>) -> Vec<Effect> {
        let now = self.now;
        let session = Session {
            felt,
            ..session::record(running, &self.shared)
        };
        self.tab = Tab::Move;
        if session.active_seconds == 0 {
            self.show_routines();
            self.notify(NOTHING_DONE, now);
            return vec![Effect::Forget];
        }
        let review = Review::new(session.clone(), &self.shared);
        self.open_page(Page::Review(Box::new(review)));
        self.settling.begin(now);
        vec![Effect::Finish(Box::new(session))]
    }

    /// The running session.
    pub fn playing(&self) -> Option<&Playing> {
        match &self.page {
            Some(Page::Player(playing)) => Some(playing),
            _ => None,
        }
    }

    /// Whether a session is running and its clock advancing.
    pub fn is_moving(&self) -> bool {
        self.playing().is_some_and(|playing| !playing.is_waiting())
    }

    /// Advances the clock of the running session.
    pub(super) fn tick_player(&mut self, now: Now) -> Vec<Effect> {
        let Some(Page::Player(playing)) = &mut self.page else {
            return Vec::new();
        };
        let focus = playing.context();
        let tick = playing.tick(&self.shared);
        // A question appeared by itself, without warning.
        if playing.context() != focus {
            self.settling.begin(now);
        }
        self.redraw |= tick.redraws;
        if tick.ends_step {
            self.notices.clear();
        }
        self.respond(tick.response)
    }

    fn show_routines(&mut self) {
        self.page = None;
        self.tab = Tab::Move;
    }

    fn show_fitting(&mut self, hardest: Intensity) {
        self.show_routines();
        self.tabs.library.show_fitting(hardest, &self.shared);
    }

    /// Opens an empty log form for `day`.
    fn open_log(&mut self, day: Day, now: Now) {
        self.open_log_form(LogForm::new(day, &self.shared), now);
    }

    /// Opens a stored session in the log form.
    fn edit_session(&mut self, id: Id, now: Now) {
        if let Some(form) = LogForm::edit(id, &self.shared) {
            self.open_log_form(form, now);
        }
    }

    fn open_log_form(&mut self, form: LogForm, now: Now) {
        self.open_page(Page::LogForm(Box::new(form)));
        let form = self.form_of_front();
        let kept = form.and_then(|(form, _)| Kept::of(&self.journal, &form));
        if let Some(at) = kept.and_then(|kept| kept.at) {
            self.notify(drafts::told(at, &self.shared), now);
        }
    }

    /// Opens the routine editor for `source`; its draft leads back to the library.
    fn edit_routine(&mut self, source: &str) {
        if let Some(editor) = RoutineEditor::open(source, &self.shared) {
            self.tab = Tab::Move;
            self.open_page(Page::RoutineEditor(Box::new(editor)));
        }
    }

    /// Opens the form of an offered draft.
    fn open_draft(&mut self, form: &Form, now: Now) -> Vec<Effect> {
        match form {
            Form::CheckInOf(id) if self.journal.check_in(*id).is_none() => {
                return self.open_as_new(form, now);
            }
            Form::CheckIn(day) => self.check_in_for(*day),
            Form::CheckInOf(id) => self.edit_check_in(*id),
            Form::Log(day) => self.open_log(*day, now),
            Form::LogOf(id) => self.edit_session(*id, now),
            Form::After(id) => {
                if let Some(review) = Review::again(*id, &self.shared) {
                    self.open_page(Page::Review(Box::new(review)));
                }
            }
            Form::People => drop(self.open(Destination::Contacts)),
            Form::IfThen => drop(self.open(Destination::PlanWhen)),
            Form::Routine(source) => self.edit_routine(source),
            Form::Questionnaire(instrument) => {
                self.open(Destination::Questionnaire(*instrument));
            }
        }
        Vec::new()
    }

    /// Opens the draft of a check-in deleted in the meantime as a new check-in for today.
    fn open_as_new(&mut self, form: &Form, now: Now) -> Vec<Effect> {
        let new = Form::CheckIn(self.day);
        if self.journal.setting(&new.key()).is_some() || self.tabs.today.is_unsaved() {
            let first = Notice::said("Today's check-in isn't saved yet. Save or discard first.");
            self.notify(first.press(Action::CheckIn, "open it"), now);
            return Vec::new();
        }
        let answers = self.journal.setting(&form.key()).unwrap_or_default();
        let answers = answers.to_owned();
        let effects = vec![
            self.shared.remember(&new.key(), &answers),
            self.shared.remember(&form.key(), ""),
        ];
        self.check_in_for(self.day);
        self.notify(
            "That check-in was deleted, so your answers are here as a new one.",
            now,
        );
        effects
    }
}
