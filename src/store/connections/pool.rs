//! What queries are given: whatever connection is free.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use sqlx::any::{Any, AnyRow, AnyStatement, AnyTypeInfo};
use sqlx::{Describe, Execute, Executor};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout};

use super::address::Address;
use super::session::{Session, Statement, Step, first_row, not_prepared, streamed};
use super::shelf::Shelf;

/// How long a query may wait for a connection, so that the answer to an interaction still leaves within the three seconds
/// that Discord waits. <https://discord.com/developers/docs/interactions/receiving-and-responding>
const ACQUIRE_LIMIT: Duration = Duration::from_secs(2);
/// How many connections `PostgreSQL` is asked for: delivery, reviews and answers wait for one another no longer than that.
const MAX_POSTGRES_CONNECTIONS: u32 = 4;
/// `SQLite` has one writer at a time in any case; a queue for the connection is shorter than one in the file's lock.
const MAX_SQLITE_CONNECTIONS: u32 = 1;

/// The connections to one database. Clones share them.
#[derive(Debug, Clone)]
pub(in crate::store) struct Connections {
    address: Arc<Address>,
    shelf: Arc<Shelf>,
}

impl Connections {
    /// None yet; the first query makes one. `keeps_all`: all is in memory, and gone with its connection.
    pub(in crate::store) fn to(address: Address, keeps_all: bool) -> Self {
        let size = match address {
            Address::Sqlite { .. } => MAX_SQLITE_CONNECTIONS,
            Address::Postgres(_) => MAX_POSTGRES_CONNECTIONS,
        };
        Self {
            address: Arc::new(address),
            shelf: Arc::new(Shelf::new(size, keeps_all)),
        }
    }

    /// Lends one, until it is dropped.
    ///
    /// # Errors
    /// All are in use for too long, or the database lets nobody in.
    pub(in crate::store) async fn acquire(&self) -> sqlx::Result<Session> {
        let permit = self.permit().await?;
        let kept = Arc::clone(&self.shelf);
        if let Some((connection, made_at)) = kept.take().await {
            return Ok(Session::new(connection, made_at, permit, kept));
        }
        // Whoever waits may be cut off; the connection is there for the next one then.
        let address = Arc::clone(&self.address);
        let connecting = tokio::spawn(async move {
            let (connection, is_shared_out) = address.connect().await?;
            if is_shared_out {
                kept.note_shared_out();
            }
            Ok(Session::new(connection, Instant::now(), permit, kept))
        });
        connecting.await.map_err(|_| sqlx::Error::WorkerCrashed)?
    }

    /// Whether somebody came upon damage of the database lately.
    pub(in crate::store) fn are_damaged(&self) -> bool {
        self.shelf.is_damaged()
    }

    /// Waits for what is under way, and closes all. Nothing is lent after it.
    pub(in crate::store) async fn close(&self) {
        let permits = self.shelf.permits();
        let all = permits.acquire_many(self.shelf.size).await;
        permits.close();
        drop(all);
        self.shelf.close_idle().await;
    }

    async fn permit(&self) -> sqlx::Result<OwnedSemaphorePermit> {
        // Without a timer where none is needed.
        if let Ok(permit) = self.shelf.permits().try_acquire_owned() {
            return Ok(permit);
        }
        let permit = timeout(ACQUIRE_LIMIT, self.shelf.permits().acquire_owned()).await;
        let permit = permit.map_err(|_| sqlx::Error::PoolTimedOut)?;
        permit.map_err(|_| sqlx::Error::PoolClosed)
    }
}

impl<'c> Executor<'c> for &'c Connections {
    type Database = Any;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, sqlx::Result<Step>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Any>,
    {
        let statement = Statement::of(query);
        streamed(async move { self.acquire().await?.run(statement?).await })
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, sqlx::Result<Option<AnyRow>>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Any>,
    {
        let statement = Statement::of(query);
        Box::pin(async move { Ok(first_row(self.acquire().await?.run(statement?).await?)) })
    }

    fn prepare_with<'e, 'q: 'e>(
        self,
        _: &'q str,
        _: &'e [AnyTypeInfo],
    ) -> BoxFuture<'e, sqlx::Result<AnyStatement<'q>>>
    where
        'c: 'e,
    {
        not_prepared()
    }

    fn describe<'e, 'q: 'e>(self, _: &'q str) -> BoxFuture<'e, sqlx::Result<Describe<Any>>>
    where
        'c: 'e,
    {
        not_prepared()
    }
}
