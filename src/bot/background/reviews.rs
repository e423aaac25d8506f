//! Sends the reviews: questions that a learner missed, at the time they chose.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use tracing::{info, warn};

use super::driver::{BackgroundTask, SourceClosed, TaskError};
use crate::bot::rest::{CreateMessage, Nonce, RestError};
use crate::bot::state::AppState;
use crate::store::StoreError;
use crate::tours::ReviewMessage;

pub(super) struct SendReviews(pub(super) Arc<AppState>);

#[async_trait]
impl BackgroundTask for SendReviews {
    fn name(&self) -> &'static str {
        "reviews"
    }

    async fn wake(&mut self) -> Result<(), SourceClosed> {
        self.0.tours.reviews_changed().await;
        Ok(())
    }

    /// What was claimed is sent even if the bot stops meanwhile: nothing would send it later.
    async fn run_once(&mut self) -> Result<Option<Timestamp>, TaskError> {
        let batch = self.0.tours.due_reviews().await?;
        for review in &batch.messages {
            if let Err(error) = send(&self.0, review).await {
                warn!(%error, "That a learner cannot be reached could not be stored.");
            }
        }
        match batch.error {
            Some(error) => Err(error.into()),
            None => Ok(Some(batch.next_check.unwrap_or(Timestamp::MAX))),
        }
    }
}

/// Sends one review, once. What Discord refuses for good pauses the learner's reviews.
async fn send(state: &AppState, review: &ReviewMessage) -> Result<(), StoreError> {
    let sent = async {
        let channel = match review.channel {
            Some(channel) => channel,
            None => state.rest.open_dm(review.user).await?,
        };
        let mut message =
            CreateMessage::of_reply(&review.reply, Nonce::from_identity(&review.nonce));
        if review.in_thread {
            message = message.mentioning_user(review.user);
        }
        state.rest.create_message(channel, &message).await
    };
    match sent.await {
        Ok(_) => info!("A review is sent."),
        Err(RestError::Unavailable(refusal)) => {
            let why = refusal.to_string();
            state.tours.pause_reviews(review.user, &why).await?;
        }
        Err(error) => warn!(%error, "A review was not sent; the next day has another."),
    }
    Ok(())
}
