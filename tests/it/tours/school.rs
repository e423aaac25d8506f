//! A guide with a clock that stands still and a database of its own.

use std::path::Path;
use std::sync::Arc;

use attache::knowledge::Library;
use attache::pages::AsOf;
use attache::reply::{Reply, TourAct};
use attache::store::{PlaceKind, Store, Tour};
use attache::tours::{
    Pressed, Question, Start, TourError, TourOptions, TourService, questions_about,
};
use clock::{ManualClock, SharedClock};
use jiff::{Span, Timestamp};
use tempfile::TempDir;

pub(crate) const NOOR: u64 = 32;
pub(crate) const NOON: &str = "2026-11-23T12:00:00Z";

pub(crate) struct School {
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) library: Arc<Library>,
    pub(crate) store: Store,
    pub(crate) guide: TourService,
    pub(crate) url: String,
    _kept: TempDir,
}

impl School {
    pub(crate) fn on(knowledge: &Path) -> Self {
        let now: Timestamp = NOON.parse().unwrap();
        let clock = Arc::new(ManualClock::at(now));
        let library = Arc::new(Library::open(knowledge, clock.clone()).unwrap());
        let kept = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/attache.db", kept.path().display());
        let store = Store::at(&url).unwrap();
        let guide = guide(&store, &library, &clock);
        Self {
            clock,
            library,
            store,
            guide,
            url,
            _kept: kept,
        }
    }

    /// As another process has it.
    pub(crate) fn another_guide(&self) -> TourService {
        guide(&self.store, &self.library, &self.clock)
    }

    pub(crate) fn restart(&mut self) {
        self.guide = self.another_guide();
    }

    pub(crate) fn moment(&self) -> AsOf {
        use clock::Clock as _;
        AsOf {
            today: self.clock.today(),
            stale_after: Span::new().days(180),
        }
    }

    /// Begins the track in a thread of this id.
    pub(crate) async fn start(&self, user: u64, track: &str, wishes: &TourOptions) {
        let start = self
            .guide
            .start(user, Some(1), track, wishes)
            .await
            .unwrap();
        assert!(matches!(start, Start::Begun(_)), "{start:?}");
        let channel = Some(user + 1_000);
        self.guide
            .settle(user, PlaceKind::Thread, channel)
            .await
            .unwrap();
    }

    /// What a press shows, or a sentence.
    pub(crate) async fn press(&self, user: u64, act: &TourAct) -> Result<Option<Reply>, String> {
        match self.guide.press(user, act).await {
            Ok(Pressed::Update(reply) | Pressed::Post(reply)) => Ok(Some(*reply)),
            Ok(Pressed::GoOn | Pressed::Begin(_)) => Ok(None),
            Err(TourError::Wrong(wrong)) => Err(wrong.to_string()),
            Err(TourError::Store(error)) => panic!("{error}"),
        }
    }

    pub(crate) async fn tour(&self, user: u64, track: &str) -> Tour {
        self.store.tour(user, track).await.unwrap().unwrap()
    }

    /// The question with this print.
    pub(crate) fn question(&self, print: &str) -> Question {
        let knowledge = self.library.current();
        let hotspots = knowledge.hotspots().map(|hotspot| hotspot.id.clone());
        let organizations = knowledge.organizations().map(|one| one.id.clone());
        hotspots
            .chain(organizations)
            .flat_map(|topic| questions_about(&knowledge, &topic, self.moment()))
            .find(|question| question.print == print)
            .expect("a question of the knowledge")
    }

    /// Answers the question that the tour is at, going there first.
    pub(crate) async fn answer(&self, user: u64, is_right: bool) -> Reply {
        let mut reply = self.press(user, &TourAct::Here).await.unwrap().unwrap();
        if !acts(&reply)
            .iter()
            .any(|act| matches!(act, TourAct::Answer { .. }))
        {
            let quiz = acts(&reply)[0].clone();
            reply = self.press(user, &quiz).await.unwrap().unwrap();
        }
        let print = acts(&reply)
            .into_iter()
            .find_map(|act| match act {
                TourAct::Answer { print, .. } => Some(print),
                _ => None,
            })
            .expect("a question");
        let place = self.place(user, &print, is_right);
        let act = TourAct::Answer { print, place };
        self.press(user, &act).await.unwrap().unwrap()
    }

    /// Where this user sees the right choice, or a wrong one.
    pub(crate) fn place(&self, user: u64, print: &str, is_right: bool) -> u8 {
        let question = self.question(print);
        let is_wanted = |place: &u8| question.is_right(user, usize::from(*place)) == Some(is_right);
        (0..5).find(is_wanted).unwrap()
    }
}

fn guide(store: &Store, library: &Arc<Library>, clock: &Arc<ManualClock>) -> TourService {
    let clock: SharedClock = clock.clone();
    TourService::new(
        store.clone(),
        Arc::clone(library),
        clock,
        Span::new().days(180),
    )
}

/// What the buttons of a reply do.
pub(crate) fn acts(reply: &Reply) -> Vec<TourAct> {
    let presses = reply.buttons.iter().flatten().map(|button| &button.press);
    presses
        .map(|press| match press {
            attache::reply::CustomId::Tour { act, .. } => act.clone(),
            other => panic!("{other:?}"),
        })
        .collect()
}
