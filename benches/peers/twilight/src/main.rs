//! Answers every command with the message in the file `ANSWER`, by the twilight crates alone.

use std::sync::Arc;

use twilight_gateway::{ConfigBuilder, Event, EventTypeFlags, Intents, Shard, ShardId, StreamExt as _};
use twilight_http::Client;
use twilight_model::application::interaction::Interaction;
use twilight_model::http::interaction::InteractionResponse;

#[tokio::main]
async fn main() {
    rustls::crypto::ring::default_provider()
        .install_default()
        .expect("the first to be installed");
    let variable = |name| std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"));
    let (token, host) = (variable("DISCORD_TOKEN"), variable("DISCORD_HOST"));
    let answer = std::fs::read(variable("ANSWER")).expect("the answer can be read");
    let answer: InteractionResponse = serde_json::from_slice(&answer).expect("an answer");
    let answer = Arc::new(answer);
    let http = Client::builder()
        .token(token.clone())
        .proxy(host.clone(), true)
        .build();
    let http = Arc::new(http);
    let config = ConfigBuilder::new(
        token,
        Intents::GUILDS | Intents::GUILD_MESSAGES | Intents::DIRECT_MESSAGES,
    )
    .proxy_url(format!("ws://{host}"))
    .build();
    let mut shard = Shard::with_config(ShardId::ONE, config);
    let wanted = EventTypeFlags::INTERACTION_CREATE | EventTypeFlags::MESSAGE_CREATE;
    while let Some(event) = shard.next_event(wanted).await {
        let Ok(Event::InteractionCreate(interaction)) = event else {
            continue;
        };
        tokio::spawn(reply(Arc::clone(&http), interaction.0, Arc::clone(&answer)));
    }
}

async fn reply(http: Arc<Client>, interaction: Interaction, answer: Arc<InteractionResponse>) {
    let client = http.interaction(interaction.application_id);
    let sent = client.create_response(interaction.id, &interaction.token, &answer);
    if let Err(error) = sent.await {
        eprintln!("{error}");
    }
}
