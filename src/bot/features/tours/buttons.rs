//! The buttons of a tour. Each carries its learner, and works for them alone.

use super::opening;
use super::origin::TourOrigin;
use crate::bot::error::Failure;
use crate::bot::features::Press;
use crate::bot::state::in_time;
use crate::reply::{Audience, TourAction};
use crate::text::text;
use crate::tours::{Pressed, TourOptions};

/// Does what was pressed in the tour of `owner`.
pub(in crate::bot) async fn press(
    press: Press<'_>,
    owner: u64,
    action: &TourAction,
) -> Result<(), Failure> {
    let (state, responder) = (press.state, press.responder);
    if press.user()? != owner {
        return Err(Failure::User(text!(press.locale(), "bot-tour-not-yours")));
    }
    let origin = TourOrigin::of_press(press)?;
    match in_time(state.tours.press(owner, action, press.locale())).await? {
        Pressed::Update(mut reply) => {
            // Who sees a message was settled when it was posted.
            reply.audience = Audience::Everyone;
            press.show_done(&reply).await;
            Ok(())
        }
        Pressed::Post(reply) => responder.post(&reply).await,
        Pressed::Resume => {
            let deferred = responder.defer().await?;
            let reply = opening::resume(state, &origin, &TourOptions::default()).await;
            deferred.finish(reply).await
        }
        Pressed::StartOver(track) => {
            let deferred = responder.defer().await?;
            let reply = opening::start_over(state, &origin, &track).await;
            deferred.finish(reply).await
        }
    }
}
