//! The buttons of a tour. Each carries its learner, and works for them alone.

use poise::serenity_prelude as serenity;
use serenity::ComponentInteraction;

use super::opening;
use super::origin::TourOrigin;
use crate::bot::error::Failure;
use crate::bot::interactions::responder::InteractionResponder;
use crate::bot::state::{AppState, in_time};
use crate::reply::{Audience, TourAction};
use crate::tours::{Pressed, TourOptions};

/// Said to whoever presses a button of another's tour.
const NOT_YOURS: &str = "This is someone else's tour. Start your own with /onboard start.";
/// Does what was pressed in the tour of `owner`.
pub(in crate::bot) async fn press(
    state: &AppState,
    owner: u64,
    action: &TourAction,
    pressed: &ComponentInteraction,
    responder: InteractionResponder<'_>,
) -> Result<(), Failure> {
    if pressed.user.id.get() != owner {
        return Err(Failure::User(NOT_YOURS.to_owned()));
    }
    let origin = TourOrigin::of_press(pressed);
    match in_time(state.tours.press(owner, action)).await? {
        Pressed::Update(mut reply) => {
            // Who sees a message was settled when it was posted.
            reply.audience = Audience::Everyone;
            responder.update(&reply).await
        }
        Pressed::Post(reply) => responder.post(&reply).await,
        Pressed::Resume => {
            let deferred = responder.defer().await?;
            let reply = opening::resume(state, &origin, &TourOptions::default()).await;
            deferred.finish(reply).await
        }
        Pressed::StartOver(track) => {
            let deferred = responder.defer().await?;
            deferred
                .finish(opening::start_over(state, &origin, &track).await)
                .await
        }
    }
}
