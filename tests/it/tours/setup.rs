//! A tour service with a clock that stands still and a database of its own, and what a learner does with it.

use std::path::Path;
use std::sync::Arc;

use attache::knowledge::Library;
use attache::pages::AsOf;
use attache::reply::{Reply, TourAction};
use attache::store::{PlaceKind, Store, Tour};
use attache::text::Locale;
use attache::tours::{
    Pressed, Question, Start, TourError, TourOptions, TourService, questions_about,
};
use clock::{ManualClock, SharedClock};
use jiff::{Span, Timestamp};
use tempfile::TempDir;

/// The learner of most tests.
pub(crate) const NOOR: u64 = 32;
/// When every test begins.
pub(crate) const NOON: &str = "2026-11-23T12:00:00Z";

/// What a test of the tours needs.
pub(crate) struct Setup {
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) library: Arc<Library>,
    pub(crate) store: Store,
    pub(crate) tours: TourService,
    pub(crate) url: String,
    /// The language in which the learner presses.
    pub(crate) locale: Locale,
    _kept: TempDir,
}

impl Setup {
    /// On this knowledge folder; nobody has begun a tour.
    pub(crate) fn on(knowledge: &Path) -> Self {
        let now: Timestamp = NOON.parse().unwrap();
        let clock = Arc::new(ManualClock::at(now));
        let library = Arc::new(Library::open(knowledge, clock.clone()).unwrap());
        let kept = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/attache.db", kept.path().display());
        let store = Store::at(&url).unwrap();
        let tours = service(&store, &library, &clock);
        Self {
            clock,
            library,
            store,
            tours,
            url,
            locale: Locale::English,
            _kept: kept,
        }
    }

    /// The service as another process has it.
    pub(crate) fn another_process(&self) -> TourService {
        service(&self.store, &self.library, &self.clock)
    }

    /// The process ends and another begins.
    pub(crate) fn restart(&mut self) {
        self.tours = self.another_process();
    }

    pub(crate) fn as_of(&self) -> AsOf {
        use clock::Clock as _;
        AsOf {
            today: self.clock.today(),
            stale_after: Span::new().days(180),
        }
    }

    /// Begins the track in the thread `user + 1_000`.
    pub(crate) async fn start(&self, user: u64, track: &str, options: &TourOptions) {
        let start = self
            .tours
            .start(user, Some(1), track, options, self.locale)
            .await
            .unwrap();
        assert!(matches!(start, Start::Begun(_)), "{start:?}");
        let channel = Some(user + 1_000);
        self.tours
            .set_place(user, PlaceKind::Thread, channel)
            .await
            .unwrap();
    }

    /// What a press shows, or a sentence.
    pub(crate) async fn press(&self, user: u64, act: &TourAction) -> Result<Option<Reply>, String> {
        match self.tours.press(user, act, self.locale).await {
            Ok(Pressed::Update(reply) | Pressed::Post(reply)) => Ok(Some(*reply)),
            Ok(Pressed::Resume | Pressed::StartOver(_)) => Ok(None),
            Err(TourError::Refused(refusal)) => Err(refusal.text(self.locale)),
            Err(TourError::Store(error)) => panic!("{error}"),
        }
    }

    pub(crate) async fn tour(&self, user: u64, track: &str) -> Tour {
        self.store.tour(user, track).await.unwrap().unwrap()
    }

    /// The question with this fingerprint.
    pub(crate) fn question(&self, fingerprint: &str) -> Question {
        let knowledge = self.library.current();
        let hotspots = knowledge.hotspots().map(|hotspot| hotspot.id.clone());
        let organizations = knowledge.organizations().map(|one| one.id.clone());
        hotspots
            .chain(organizations)
            .flat_map(|topic| questions_about(&knowledge, &topic, self.as_of()))
            .find(|question| question.fingerprint == fingerprint)
            .expect("a question of the knowledge")
    }

    /// Answers the question that the tour is at, going there first.
    pub(crate) async fn answer(&self, user: u64, is_right: bool) -> Reply {
        let mut reply = self.press(user, &TourAction::Here).await.unwrap().unwrap();
        if !acts(&reply)
            .iter()
            .any(|act| matches!(act, TourAction::Answer { .. }))
        {
            let quiz = acts(&reply)[0].clone();
            reply = self.press(user, &quiz).await.unwrap().unwrap();
        }
        let print = acts(&reply)
            .into_iter()
            .find_map(|act| match act {
                TourAction::Answer { print, .. } => Some(print),
                _ => None,
            })
            .expect("a question");
        let place = self.place(user, &print, is_right);
        let act = TourAction::Answer { print, place };
        self.press(user, &act).await.unwrap().unwrap()
    }

    /// Where this user sees the right choice, or a wrong one.
    pub(crate) fn place(&self, user: u64, print: &str, is_right: bool) -> u8 {
        let question = self.question(print);
        let is_wanted = |place: &u8| question.is_right(user, usize::from(*place)) == Some(is_right);
        (0..5).find(is_wanted).unwrap()
    }
}

fn service(store: &Store, library: &Arc<Library>, clock: &Arc<ManualClock>) -> TourService {
    let clock: SharedClock = clock.clone();
    TourService::new(
        store.clone(),
        Arc::clone(library),
        clock,
        Span::new().days(180),
    )
}

/// What the buttons of a reply do.
pub(crate) fn acts(reply: &Reply) -> Vec<TourAction> {
    let presses = reply.buttons.iter().flatten().map(|button| &button.press);
    presses
        .map(|press| match press {
            attache::reply::CustomId::Tour { act, .. } => act.clone(),
            other => panic!("{other:?}"),
        })
        .collect()
}
