//! The loop that asks again what learners missed, on their day.

use std::sync::Arc;
use std::time::Duration;

use tracing::{info, warn};

use crate::bot::rest::{CreateMessage, Nonce, RestError};
use crate::bot::state::AppState;
use crate::store::StoreError;
use crate::tours::ReviewMessage;

/// How long a database that fails is left alone.
const DATABASE_PAUSE: Duration = Duration::from_secs(3);

/// Asks what came back, until it is dropped.
pub(in crate::bot) async fn ask(state: Arc<AppState>) {
    let guide = &state.guide;
    let mut is_failing = false;
    loop {
        match guide.due_reviews().await {
            Ok(round) => {
                is_failing = false;
                for one in &round.messages {
                    if let Err(error) = ask_one(&state, one).await {
                        warn!(%error, "What came of a question could not be noted.");
                    }
                }
                guide.wait_until(round.next_check).await;
            }
            Err(error) => {
                if !is_failing {
                    warn!(%error, "The questions that come back wait for the database.");
                }
                is_failing = true;
                tokio::time::sleep(DATABASE_PAUSE).await;
            }
        }
    }
}

async fn ask_one(state: &AppState, one: &ReviewMessage) -> Result<(), StoreError> {
    let sent = async {
        let channel = match one.channel {
            Some(channel) => channel,
            None => state.rest.open_dm(one.user).await?,
        };
        let mut message = CreateMessage::of_reply(&one.reply, Nonce::from_identity(&one.nonce));
        if one.in_thread {
            message = message.mentioning_user(one.user);
        }
        state.rest.create_message(channel, &message).await
    };
    match sent.await {
        Ok(_) => info!("A question that was missed is asked again."),
        Err(RestError::Unavailable(refusal)) => {
            let why = refusal.to_string();
            state.guide.pause_reviews(one.user, &why).await?;
        }
        Err(error) => warn!(%error, "A question was not sent; the next day has another."),
    }
    Ok(())
}
