//! A connection that is lent, and a transaction on one.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use futures_util::future::BoxFuture;
use futures_util::stream::{self, BoxStream, Stream};
use futures_util::{StreamExt as _, TryStreamExt as _};
use sqlx::any::{Any, AnyArguments, AnyQueryResult, AnyRow, AnyStatement, AnyTypeInfo};
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Describe, Either, Execute, Executor};
use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout};

use super::address::{Connection, Limits};
use super::failure::{Failure, no_answer};
use super::shelf::Shelf;

/// What a statement gives: how many rows it changed, or a row.
pub(super) type Step = Either<AnyQueryResult, AnyRow>;

/// A statement that is written down with its values.
pub(super) struct Statement<'q> {
    text: &'q str,
    arguments: Option<AnyArguments<'q>>,
    is_persistent: bool,
}

impl<'q> Statement<'q> {
    pub(super) fn of(mut query: impl Execute<'q, Any> + 'q) -> sqlx::Result<Self> {
        Ok(Self {
            arguments: query.take_arguments().map_err(sqlx::Error::Encode)?,
            is_persistent: query.persistent(),
            text: query.sql(),
        })
    }
}

/// What is known of a connection that is lent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Its last statement came to its end.
    Sound,
    /// A statement is under way, or was cut off.
    UnderWay,
    /// After a failure that says so: for good, whatever works on it later.
    Broken,
}

/// A connection that is lent. Dropped, it goes back, unless nobody knows what state it is in: then it is closed.
#[derive(Debug)]
pub(in crate::store) struct Session {
    /// There until it is dropped.
    connection: Option<(Connection, OwnedSemaphorePermit)>,
    made_at: Instant,
    shelf: Arc<Shelf>,
    limits: Limits,
    /// Whether they are set anew in each transaction.
    has_own_limits: bool,
    state: State,
    is_in_transaction: bool,
}

impl Session {
    pub(super) fn new(
        connection: Connection,
        made_at: Instant,
        permit: OwnedSemaphorePermit,
        shelf: Arc<Shelf>,
    ) -> Self {
        Self {
            connection: Some((connection, permit)),
            made_at,
            shelf,
            limits: Limits::QUERY,
            has_own_limits: false,
            state: State::Sound,
            is_in_transaction: false,
        }
    }

    /// Whether it is a server's.
    pub(in crate::store) fn is_shared(&self) -> bool {
        matches!(self.connection, Some((Connection::Postgres(_), _)))
    }

    /// Other limits from now on; at a server, for the next transaction.
    pub(in crate::store) fn limit(&mut self, limits: Limits) {
        self.limits = limits;
        self.has_own_limits = true;
    }

    /// Runs a statement to its end, whoever's connection it is on.
    pub(super) async fn run(&mut self, statement: Statement<'_>) -> sqlx::Result<Vec<Step>> {
        // Its two halves, what it means and its values, have to reach the same connection of the server's.
        let is_loose =
            self.shelf.is_shared_out() && !self.is_in_transaction && statement.arguments.is_some();
        if !is_loose {
            return self.run_here(statement).await;
        }
        self.begin().await?;
        let steps = self.run_here(statement).await;
        match &steps {
            Ok(_) => self.end("COMMIT").await?,
            Err(_) if self.state == State::Sound => self.end("ROLLBACK").await?,
            Err(_) => {}
        }
        steps
    }

    async fn run_here(&mut self, statement: Statement<'_>) -> sqlx::Result<Vec<Step>> {
        let was_sound = self.state == State::Sound;
        self.state = State::UnderWay;
        let is_shared_out = self.shelf.is_shared_out();
        let steps = match &mut self.connection {
            Some((Connection::Sqlite(connection), _)) => on_sqlite(connection, statement).await,
            Some((Connection::Postgres(connection), _)) => {
                // A named statement stays on one connection of the server's, and the next query may be on another.
                let is_named = statement.is_persistent && !is_shared_out;
                on_postgres(connection, statement, is_named, self.limits).await
            }
            None => Err(sqlx::Error::PoolClosed),
        };
        let failure = steps
            .as_ref()
            .err()
            .map(|error| (Failure::of(error), error));
        match failure {
            None | Some((Failure::Refused, _)) if was_sound => self.state = State::Sound,
            Some((Failure::Damaged, error)) => self.shelf.note_damage(error),
            Some((Failure::SharedOut, _)) => self.shelf.note_shared_out(),
            _ => {}
        }
        if self.state != State::Sound {
            self.state = State::Broken;
        }
        steps
    }

    async fn begin(&mut self) -> sqlx::Result<()> {
        self.is_in_transaction = true;
        let is_limited_anew = self.shelf.is_shared_out() || self.has_own_limits;
        let begin = if self.is_shared() && is_limited_anew {
            format!("BEGIN; {}", self.limits.for_a_transaction())
        } else {
            "BEGIN".to_owned()
        };
        self.run_here(Statement::of(begin.as_str())?).await?;
        Ok(())
    }

    async fn end(&mut self, how: &str) -> sqlx::Result<()> {
        self.run_here(Statement::of(how)?).await?;
        self.is_in_transaction = false;
        Ok(())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let Some((connection, permit)) = self.connection.take() else {
            return;
        };
        let kept = Arc::clone(&self.shelf);
        let made_at = self.made_at;
        if self.state == State::Sound && !self.is_in_transaction {
            kept.put(connection, made_at, permit);
            return;
        }
        // Where nothing runs any more, nobody has to be said goodbye to.
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        let is_open = self.is_in_transaction;
        runtime.spawn(async move {
            let mut connection = connection;
            if !kept.keeps_all {
                connection.close().await;
                // Not before: what it has locked is free now.
                drop(permit);
                return;
            }
            if let (true, Connection::Sqlite(one)) = (is_open, &mut connection) {
                // Refused if there is none any more.
                let _ = one.execute("ROLLBACK").await;
            }
            kept.put(connection, made_at, permit);
        });
    }
}

/// A transaction. Dropped without a commit it is rolled back, with the connection that it was on.
#[derive(Debug)]
pub(in crate::store) struct Transaction(Session);

impl Transaction {
    pub(in crate::store) async fn begin(mut session: Session) -> sqlx::Result<Self> {
        session.begin().await?;
        Ok(Self(session))
    }

    /// Makes all of it true. If that fails, nothing is, or nobody knows.
    pub(in crate::store) async fn commit(mut self) -> sqlx::Result<()> {
        self.0.end("COMMIT").await
    }

    /// Makes nothing of it true.
    pub(in crate::store) async fn rollback(mut self) -> sqlx::Result<()> {
        self.0.end("ROLLBACK").await
    }
}

impl Deref for Transaction {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.0
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut Session {
        &mut self.0
    }
}

async fn on_sqlite(
    connection: &mut sqlx::SqliteConnection,
    statement: Statement<'_>,
) -> sqlx::Result<Vec<Step>> {
    let Statement { text, .. } = statement;
    let arguments = statement.arguments.as_ref();
    let arguments: Option<SqliteArguments<'_>> = arguments
        .map(AnyArguments::convert_to)
        .transpose()
        .map_err(sqlx::Error::Encode)?;
    let steps = match arguments {
        Some(arguments) => connection
            .fetch_many(sqlx::query_with(text, arguments).persistent(statement.is_persistent)),
        None => connection.fetch_many(text),
    };
    let steps = steps.map(|step| {
        Ok(match step? {
            Either::Left(done) => Either::Left(changed(done.rows_affected())),
            Either::Right(row) => Either::Right(AnyRow::try_from(&row)?),
        })
    });
    steps.try_collect().await
}

async fn on_postgres(
    connection: &mut sqlx::PgConnection,
    statement: Statement<'_>,
    is_named: bool,
    limits: Limits,
) -> sqlx::Result<Vec<Step>> {
    let Statement { text, .. } = statement;
    let arguments = statement.arguments.as_ref();
    let arguments: Option<PgArguments> = arguments
        .map(AnyArguments::convert_to)
        .transpose()
        .map_err(sqlx::Error::Encode)?;
    let steps = match arguments {
        Some(arguments) => {
            connection.fetch_many(sqlx::query_with(text, arguments).persistent(is_named))
        }
        None => connection.fetch_many(text),
    };
    let steps = steps.map(|step| {
        Ok(match step? {
            Either::Left(done) => Either::Left(changed(done.rows_affected())),
            Either::Right(row) => Either::Right(AnyRow::try_from(&row)?),
        })
    });
    within(steps, limits).await
}

/// All that comes, if there is never too long a silence.
async fn within(
    steps: impl Stream<Item = sqlx::Result<Step>>,
    limits: Limits,
) -> sqlx::Result<Vec<Step>> {
    let mut steps = std::pin::pin!(steps);
    let mut all = Vec::new();
    loop {
        let next = timeout(limits.client, steps.try_next()).await;
        match next.map_err(|_| no_answer())?? {
            Some(step) => all.push(step),
            None => return Ok(all),
        }
    }
}

/// sqlx's drivers make it the same way.
fn changed(rows: u64) -> AnyQueryResult {
    AnyQueryResult {
        rows_affected: rows,
        last_insert_id: None,
    }
}

/// The first row, if there is one.
pub(super) fn first_row(steps: Vec<Step>) -> Option<AnyRow> {
    steps.into_iter().find_map(Either::right)
}

/// What sqlx wants as a stream; what is not asked here.
pub(super) fn streamed<'e>(
    steps: impl Future<Output = sqlx::Result<Vec<Step>>> + Send + 'e,
) -> BoxStream<'e, sqlx::Result<Step>> {
    let each = stream::once(steps).map_ok(|steps| stream::iter(steps.into_iter().map(Ok)));
    each.try_flatten().boxed()
}

/// Statements are prepared by running them.
pub(super) fn not_prepared<'e, T: Send + 'e>() -> BoxFuture<'e, sqlx::Result<T>> {
    Box::pin(async { Err(sqlx::Error::AnyDriverError("prepared by running it".into())) })
}

impl<'c> Executor<'c> for &'c mut Session {
    type Database = Any;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, sqlx::Result<Step>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Any>,
    {
        let statement = Statement::of(query);
        streamed(async move { self.run(statement?).await })
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, sqlx::Result<Option<AnyRow>>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Any>,
    {
        let statement = Statement::of(query);
        Box::pin(async move { Ok(first_row(self.run(statement?).await?)) })
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
