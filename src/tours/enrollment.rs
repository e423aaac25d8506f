//! `/onboard start`, `continue` and `stop`: beginning a track, taking it up again, ending it.

use jiff::civil::time;

use super::messages;
use super::options::{TourOptions, find_track};
use super::refusal::TourError;
use super::service::{TourService, course_of};
use crate::reply::Reply;
use crate::store::{Learner, PlaceKind, Reviews, TourState};
use crate::text::Locale;

/// What `/onboard start` comes to.
#[derive(Debug)]
pub enum Start {
    /// The tour has begun; its first page goes where it is to run.
    Begun(Box<Reply>),
    /// A tour runs already: the learner has to choose.
    Running(Box<Reply>),
}

impl TourService {
    /// Begins a track, or takes it up where it was left, unless a tour runs already. The options hold from now on in either
    /// case; so does the language of `locale`.
    ///
    /// # Errors
    /// There is no such track, zone or time; or the database does not answer.
    pub async fn start(
        &self,
        user: u64,
        guild: Option<u64>,
        track: &str,
        options: &TourOptions,
        locale: Locale,
    ) -> Result<Start, TourError> {
        let knowledge = self.library.current();
        let wanted = find_track(&knowledge, track)?;
        let known = self.store.learner(user).await?;
        let mut learner = known
            .clone()
            .unwrap_or_else(|| self.new_learner(user, &wanted.id));
        learner.locale = locale;
        options.write_into(&mut learner, self.clock.now())?;
        if let Some(known) = known
            && let Some(tour) = self.store.tour(user, &known.track).await?
            && tour.state == TourState::Running
            && let Ok(course) = course_of(&knowledge, &tour)
            && course.topic().is_some()
        {
            self.save(learner).await?;
            let offer = messages::offer(&course, wanted, user, locale);
            return Ok(Start::Running(Box::new(offer)));
        }
        self.begin(learner, guild, &wanted.id, false).await
    }

    /// Begins the current track from its first step, or changes to another, whatever runs.
    ///
    /// # Errors
    /// There is no such track, or the database does not answer.
    pub async fn start_over(
        &self,
        user: u64,
        guild: Option<u64>,
        track: &str,
        locale: Locale,
    ) -> Result<Start, TourError> {
        let knowledge = self.library.current();
        let wanted = find_track(&knowledge, track)?;
        let known = self.store.learner(user).await?;
        let is_same = known.as_ref().is_some_and(|known| known.track == wanted.id);
        let mut learner = known.unwrap_or_else(|| self.new_learner(user, &wanted.id));
        learner.locale = locale;
        self.begin(learner, guild, &wanted.id, is_same).await
    }

    /// Makes `track` the learner's tour. `from_scratch` forgets what was done in it before.
    async fn begin(
        &self,
        mut learner: Learner,
        guild: Option<u64>,
        track: &str,
        from_scratch: bool,
    ) -> Result<Start, TourError> {
        track.clone_into(&mut learner.track);
        let user = learner.id;
        let learner = self.save(learner).await?;
        let known = self.store.tour(user, track).await?;
        let is_unfinished =
            known.is_some_and(|tour| tour.state != TourState::Done && !tour.done.is_empty());
        if is_unfinished && !from_scratch {
            self.set_state(user, track, TourState::Running).await?;
            return Ok(Start::Begun(Box::new(self.current_page(&learner).await?)));
        }
        self.store
            .begin_tour(user, track, guild, self.now())
            .await?;
        let (knowledge, tour) = (self.library.current(), self.tour(&learner).await?);
        let course = course_of(&knowledge, &tour)?;
        Ok(Start::Begun(Box::new(messages::welcome(&course, &learner))))
    }

    /// Takes the tour up again where it was left. Reviews do so once [`TourService::set_place`] says where they go.
    ///
    /// # Errors
    /// There is no tour, no such zone or time; or the database does not answer.
    pub async fn resume(
        &self,
        user: u64,
        options: &TourOptions,
        locale: Locale,
    ) -> Result<Reply, TourError> {
        let mut learner = self.learner(user).await?;
        learner.locale = locale;
        options.write_into(&mut learner, self.clock.now())?;
        let learner = self.save(learner).await?;
        self.set_state(user, &learner.track, TourState::Running)
            .await?;
        self.current_page(&learner).await
    }

    /// Ends the tour and its reviews at once. What was done is kept. `locale` is `None` where Discord does not give it, as
    /// with a message: the answer is in the language that the learner had.
    ///
    /// # Errors
    /// There is no tour, or the database does not answer.
    pub async fn stop(&self, user: u64, locale: Option<Locale>) -> Result<Reply, TourError> {
        let mut learner = self.learner(user).await?;
        learner.locale = locale.unwrap_or(learner.locale);
        learner.reviews = Reviews::Stopped;
        learner.reason = None;
        let learner = self.save(learner).await?;
        let tour = self.store.tour(user, &learner.track).await?;
        if tour.is_some_and(|tour| tour.state == TourState::Running) {
            self.set_state(user, &learner.track, TourState::Stopped)
                .await?;
        }
        Ok(messages::stopped(learner.locale))
    }

    /// Whoever begins: reviews at 09:00 UTC, unless they say otherwise.
    fn new_learner(&self, user: u64, track: &str) -> Learner {
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
            locale: Locale::default(),
        }
    }
}
