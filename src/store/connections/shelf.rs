//! Where connections wait until they are lent again, and what is known of their database.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;
use tracing::{error, warn};

use super::address::Connection;

/// How old a connection to a server may get: its memory there is freed, and a server that took another's place is found.
const LIFETIME: Duration = Duration::from_mins(30);
/// How long one that was not used is taken for alive without asking.
const FRESH: Duration = Duration::from_secs(1);
/// How long one may take to say that it is alive.
const ALIVE_LIMIT: Duration = Duration::from_secs(1);
/// How long damage is reported after somebody came upon it. Delivery does so every three seconds, if it is in its way.
const DAMAGE_LIFETIME: Duration = Duration::from_secs(10);
/// How often the log says so.
const DAMAGE_LOGGED_EVERY: Duration = Duration::from_mins(1);

/// A connection that nobody uses.
#[derive(Debug)]
struct Idle {
    connection: Connection,
    made_at: Instant,
    since: Instant,
}

/// Damage of the database.
#[derive(Debug, Clone, Copy)]
struct Damage {
    seen_at: Instant,
    logged_at: Instant,
}

/// Connections that nobody uses, and the permits to have one.
#[derive(Debug)]
pub(super) struct Shelf {
    idle: Mutex<Vec<Idle>>,
    permits: Arc<Semaphore>,
    /// How many connections there may be.
    pub(super) size: u32,
    /// A database in memory, which is gone with its connection.
    pub(super) keeps_all: bool,
    is_shared_out: AtomicBool,
    damage: Mutex<Option<Damage>>,
}

impl Shelf {
    pub(super) fn new(size: u32, keeps_all: bool) -> Self {
        Self {
            idle: Mutex::default(),
            permits: Arc::new(Semaphore::new(size as usize)),
            size,
            keeps_all,
            is_shared_out: AtomicBool::new(false),
            damage: Mutex::default(),
        }
    }

    pub(super) fn permits(&self) -> Arc<Semaphore> {
        Arc::clone(&self.permits)
    }

    /// Puts a connection back, and then whoever waits for one may have it.
    pub(super) fn put(
        &self,
        connection: Connection,
        made_at: Instant,
        permit: OwnedSemaphorePermit,
    ) {
        let since = Instant::now();
        self.idle().push(Idle {
            connection,
            made_at,
            since,
        });
        drop(permit);
    }

    /// The connection that was used last, if it is alive, and when it was made. Closes what is too old or dead.
    pub(super) async fn take(&self) -> Option<(Connection, Instant)> {
        loop {
            let mut idle = self.idle().pop()?;
            let is_server = matches!(idle.connection, Connection::Postgres(_));
            let is_old = is_server && idle.made_at.elapsed() > LIFETIME;
            let is_fresh = idle.since.elapsed() < FRESH;
            if !is_old && (is_fresh || idle.connection.is_alive(ALIVE_LIMIT).await) {
                return Some((idle.connection, idle.made_at));
            }
            let mut closing = vec![idle];
            if !is_old {
                // Whatever cut this one off has most likely cut off those that were used before it.
                closing.append(&mut self.idle());
            }
            tokio::spawn(close_all(closing));
        }
    }

    /// Closes all that nobody uses.
    pub(super) async fn close_idle(&self) {
        let idle = std::mem::take(&mut *self.idle());
        close_all(idle).await;
    }

    /// Whether each transaction may be on another connection of the server's.
    pub(super) fn is_shared_out(&self) -> bool {
        self.is_shared_out.load(Ordering::Relaxed)
    }

    pub(super) fn note_shared_out(&self) {
        if !self.is_shared_out.swap(true, Ordering::Relaxed) {
            warn!(
                "Something between attache and PostgreSQL shares out its connections, such as PgBouncer. That works; each \
                 query takes three round trips more."
            );
        }
    }

    /// Notes that somebody came upon damage.
    pub(super) fn note_damage(&self, what: &sqlx::Error) {
        let now = Instant::now();
        let mut damage = self.damage();
        let logged_at = damage.map(|before| before.logged_at);
        let is_due = logged_at.is_none_or(|at| now.duration_since(at) >= DAMAGE_LOGGED_EVERY);
        *damage = Some(Damage {
            seen_at: now,
            logged_at: logged_at.filter(|_| !is_due).unwrap_or(now),
        });
        if is_due {
            error!(error = %what, "The database is damaged. Stop attache, and restore a backup.");
        }
    }

    /// Whether somebody came upon damage lately.
    pub(super) fn is_damaged(&self) -> bool {
        self.damage()
            .is_some_and(|damage| damage.seen_at.elapsed() < DAMAGE_LIFETIME)
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Idle>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn damage(&self) -> MutexGuard<'_, Option<Damage>> {
        self.damage.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn close_all(idle: Vec<Idle>) {
    for one in idle {
        one.connection.close().await;
    }
}
