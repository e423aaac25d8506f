use std::sync::Arc;

use jiff::civil::time;
use jiff::{Span, Timestamp};
use tokio::sync::{Notify, OnceCell};

use super::buttons::button;
use super::course::{Course, TourPosition};
use super::options::{TourOptions, Wrong, track};
use super::quiz::question_for;
use super::schedule::ReviewSchedule;
use super::{lesson, messages, question_page};
use crate::knowledge::{Knowledge, Library};
use crate::pages::AsOf;
use crate::reply::{Button, Reply, TourAct};
use crate::store::{Card, Learner, PlaceKind, Reviews, Store, StoreError, Tour, TourState};
use clock::SharedClock;

/// Said to whoever never began.
pub(super) const NOT_BEGUN: &str = "You are in no tour yet. /onboard start begins one.";
/// Said for a track whose file is gone or being mended.
pub(super) const NO_TRACK: &str =
    "Your tour is not in the knowledge now. Try again later, or take another with /onboard start.";

/// Leads people through their tours, and keeps how far they are.
pub struct TourService {
    pub(super) store: Store,
    pub(super) library: Arc<Library>,
    pub(super) clock: SharedClock,
    stale_after: Span,
    /// Told when somebody may have to be asked sooner than expected.
    pub(super) wake: Notify,
    opened: OnceCell<()>,
}

/// What `/onboard start` comes to.
#[derive(Debug)]
pub enum Start {
    /// The tour has begun; its first page goes where it is to run.
    Begun(Box<Reply>),
    /// One runs already: whoever asked has to choose.
    Runs(Box<Reply>),
}

/// Why somebody is not led on.
#[derive(Debug, thiserror::Error)]
pub enum TourError {
    /// A sentence for them.
    #[error(transparent)]
    Wrong(#[from] Wrong),
    /// The database does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl TourService {
    /// A guide who has met nobody yet.
    pub fn new(store: Store, library: Arc<Library>, clock: SharedClock, stale_after: Span) -> Self {
        Self {
            store,
            library,
            clock,
            stale_after,
            wake: Notify::new(),
            opened: OnceCell::new(),
        }
    }

    /// Begins a track, or takes it up where it was left, unless a tour runs already. The wishes hold from now on in either
    /// case.
    ///
    /// # Errors
    /// There is no such track, zone or time; or the database does not answer.
    pub async fn start(
        &self,
        user: u64,
        guild: Option<u64>,
        name: &str,
        wishes: &TourOptions,
    ) -> Result<Start, TourError> {
        self.open().await?;
        let knowledge = self.library.current();
        let wanted = track(&knowledge, name)?;
        let known = self.store.learner(user).await?;
        let mut learner = known
            .clone()
            .unwrap_or_else(|| self.newcomer(user, &wanted.id));
        wishes.write_into(&mut learner)?;
        if let Some(known) = known {
            let tour = self.store.tour(user, &known.track).await?;
            let running = tour.filter(|tour| tour.state == TourState::Running);
            let course = running
                .as_ref()
                .and_then(|tour| Course::of(&knowledge, tour));
            if let Some(course) = course.filter(|course| course.topic().is_some()) {
                self.keep(learner).await?;
                return Ok(Start::Runs(Box::new(messages::offer(
                    &course, wanted, user,
                ))));
            }
        }
        self.begin(learner, guild, &wanted.id, false).await
    }

    /// Begins the track that runs from its first step, or goes over to another, whatever runs.
    ///
    /// # Errors
    /// There is no such track, or the database does not answer.
    pub async fn start_anew(
        &self,
        user: u64,
        guild: Option<u64>,
        name: &str,
    ) -> Result<Start, TourError> {
        self.open().await?;
        let knowledge = self.library.current();
        let wanted = track(&knowledge, name)?;
        let known = self.store.learner(user).await?;
        let is_anew = known.as_ref().is_some_and(|known| known.track == wanted.id);
        let learner = known.unwrap_or_else(|| self.newcomer(user, &wanted.id));
        self.begin(learner, guild, &wanted.id, is_anew).await
    }

    async fn begin(
        &self,
        mut learner: Learner,
        guild: Option<u64>,
        id: &str,
        is_anew: bool,
    ) -> Result<Start, TourError> {
        id.clone_into(&mut learner.track);
        let user = learner.id;
        let learner = self.keep(learner).await?;
        let known = self.store.tour(user, id).await?.filter(|_| !is_anew);
        let is_left =
            known.is_some_and(|tour| tour.state != TourState::Done && !tour.done.is_empty());
        let now = self.now();
        if is_left {
            self.store
                .stand_tour(user, id, TourState::Running, now)
                .await?;
            return Ok(Start::Begun(Box::new(self.here(&learner).await?)));
        }
        self.store.begin_tour(user, id, guild, now).await?;
        let (knowledge, tour) = (self.library.current(), self.store.tour(user, id).await?);
        let course = tour.as_ref().and_then(|tour| Course::of(&knowledge, tour));
        let course = course.ok_or_else(|| Wrong(NO_TRACK.to_owned()))?;
        Ok(Start::Begun(Box::new(messages::welcome(&course, &learner))))
    }

    /// Takes the tour up again where it was. The questions that come back do so once it is [settled](Self::settle).
    ///
    /// # Errors
    /// There is no tour, no such zone or time; or the database does not answer.
    pub async fn resume(&self, user: u64, wishes: &TourOptions) -> Result<Reply, TourError> {
        self.open().await?;
        let mut learner = self.begun(user).await?;
        wishes.write_into(&mut learner)?;
        let learner = self.keep(learner).await?;
        let now = self.now();
        self.store
            .stand_tour(user, &learner.track, TourState::Running, now)
            .await?;
        self.here(&learner).await
    }

    /// Ends the tour, and the questions that come back, at once. What was done is kept.
    ///
    /// # Errors
    /// There is no tour, or the database does not answer.
    pub async fn stop(&self, user: u64) -> Result<Reply, TourError> {
        self.open().await?;
        let mut learner = self.begun(user).await?;
        learner.reviews = Reviews::Stopped;
        learner.reason = None;
        let track = learner.track.clone();
        self.keep(learner).await?;
        let tour = self.store.tour(user, &track).await?;
        if tour.is_some_and(|tour| tour.state == TourState::Running) {
            self.store
                .stand_tour(user, &track, TourState::Stopped, self.now())
                .await?;
        }
        Ok(messages::stopped())
    }

    /// How far somebody is; for whoever manages `table_of`, also who of that guild is how far.
    ///
    /// # Errors
    /// There is nothing to tell, or the database does not answer.
    pub async fn progress(&self, user: u64, table_of: Option<u64>) -> Result<Reply, TourError> {
        self.open().await?;
        let knowledge = self.library.current();
        let own = match self.store.learner(user).await? {
            Some(learner) => {
                let tours = self.store.tours_of(user).await?;
                let cards = self.store.cards(user).await?;
                messages::progress(&knowledge, &learner, &tours, &cards)
            }
            None => Reply::private("Your tour", NOT_BEGUN),
        };
        Ok(match table_of {
            Some(guild) => messages::table(own, &knowledge, &self.store.tours_in(guild).await?),
            None => own,
        })
    }

    /// Where somebody's tour runs, if one was begun.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn place(&self, user: u64) -> Result<Option<(PlaceKind, Option<u64>)>, StoreError> {
        self.open().await?;
        let learner = self.store.learner(user).await?;
        Ok(learner.map(|learner| (learner.place, learner.channel)))
    }

    /// Notes where somebody's tour runs from now on. What they missed comes back there, whatever kept it away before.
    ///
    /// # Errors
    /// There is no tour, or the database does not answer.
    pub async fn settle(
        &self,
        user: u64,
        place: PlaceKind,
        channel: Option<u64>,
    ) -> Result<(), TourError> {
        let mut learner = self.begun(user).await?;
        (learner.place, learner.channel) = (place, channel);
        learner.reviews = Reviews::Active;
        learner.reason = None;
        learner.unanswered = 0;
        self.keep(learner).await?;
        Ok(())
    }

    /// Whether a tour of this user's runs in this channel, so that an answer there should lead back to it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn runs_in(&self, channel: u64, user: u64) -> Result<bool, StoreError> {
        self.open().await?;
        self.store.has_tour_in(channel, user).await
    }

    /// What an answer in a tour carries, so that it leads back.
    pub fn way_back(user: u64) -> Vec<Button> {
        vec![button(user, "Back to the step", TourAct::Back)]
    }

    /// The page at which somebody is: a step, its question, or the end.
    pub(super) async fn here(&self, learner: &Learner) -> Result<Reply, TourError> {
        let user = learner.id;
        let tour = self.tour(learner).await?;
        let knowledge = self.library.current();
        let course = Course::of(&knowledge, &tour).ok_or_else(|| Wrong(NO_TRACK.to_owned()))?;
        let moment = self.moment();
        match course.stand() {
            TourPosition::At { step, is_asked } => {
                let question = question_for(&knowledge, &step.topic, user, moment);
                Ok(match question {
                    Some(question) if is_asked => {
                        let name = name_of(&knowledge, &step.topic);
                        question_page::shown(&course, &question, name, user)
                    }
                    question => {
                        let has_question = question.is_some();
                        lesson::page(&knowledge, &course, step, user, has_question, moment)
                    }
                })
            }
            TourPosition::End => {
                if tour.state == TourState::Running {
                    let now = self.now();
                    self.store
                        .stand_tour(user, &tour.track, TourState::Done, now)
                        .await?;
                }
                let cards = self.store.cards(user).await?;
                Ok(messages::end(&course, &tour, learner, &cards))
            }
        }
    }

    pub(super) async fn begun(&self, user: u64) -> Result<Learner, TourError> {
        let learner = self.store.learner(user).await?;
        Ok(learner.ok_or_else(|| Wrong(NOT_BEGUN.to_owned()))?)
    }

    pub(super) async fn tour(&self, learner: &Learner) -> Result<Tour, TourError> {
        let tour = self.store.tour(learner.id, &learner.track).await?;
        Ok(tour.ok_or_else(|| Wrong(NOT_BEGUN.to_owned()))?)
    }

    /// Writes a learner down, with the moment at which they are asked next.
    async fn keep(&self, mut learner: Learner) -> Result<Learner, StoreError> {
        learner.next_ask_at = self.next_ask(&learner, &self.store.cards(learner.id).await?);
        self.store.put_learner(&learner).await?;
        self.wake.notify_one();
        Ok(learner)
    }

    /// Reckons anew when somebody is asked next, after their cards changed.
    pub(super) async fn reckon(&self, user: u64) -> Result<Learner, TourError> {
        let mut learner = self.begun(user).await?;
        learner.next_ask_at = self.next_ask(&learner, &self.store.cards(user).await?);
        self.store.set_next_ask(user, learner.next_ask_at).await?;
        self.wake.notify_one();
        Ok(learner)
    }

    pub(super) fn next_ask(&self, learner: &Learner, cards: &[Card]) -> Option<Timestamp> {
        let due_on = cards.iter().filter_map(|card| card.due_on).min()?;
        let is_active = learner.reviews == Reviews::Active;
        is_active.then(|| habit(learner).next(due_on, self.now()))
    }

    fn newcomer(&self, user: u64, track: &str) -> Learner {
        Learner {
            id: user,
            track: track.to_owned(),
            place: PlaceKind::Here,
            channel: None,
            zone: "UTC".to_owned(),
            review_at: time(9, 0, 0, 0),
            reviews: Reviews::Active,
            reason: None,
            asked_on: None,
            unanswered: 0,
            next_ask_at: None,
            created_at: self.now(),
        }
    }

    pub(super) async fn open(&self) -> Result<(), StoreError> {
        let opening = || self.store.migrate();
        self.opened.get_or_try_init(opening).await.copied()
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(super) fn moment(&self) -> AsOf {
        AsOf {
            today: self.clock.today(),
            stale_after: self.stale_after,
        }
    }
}

pub(super) fn habit(learner: &Learner) -> ReviewSchedule<'_> {
    ReviewSchedule {
        zone: &learner.zone,
        at: learner.review_at,
        asked_on: learner.asked_on,
    }
}

pub(super) fn name_of<'k>(knowledge: &'k Knowledge, topic: &'k str) -> &'k str {
    knowledge.topic(topic).map_or(topic, |topic| topic.name())
}
