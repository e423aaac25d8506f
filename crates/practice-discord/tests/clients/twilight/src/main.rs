//! A minimal bot on twilight with one slash command, `/echo text`. Needs `DISCORD_URL` and `DISCORD_TOKEN`.

use std::{env, error::Error};

use serde_json::json;
use twilight_gateway::{ConfigBuilder, Event, EventTypeFlags, Intents, Shard, ShardId, StreamExt as _};
use twilight_http::Client;
use twilight_model::{
    application::interaction::{InteractionData, application_command::CommandOptionValue},
    http::interaction::{InteractionResponse, InteractionResponseData, InteractionResponseType},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let (url, token) = (env::var("DISCORD_URL")?, env::var("DISCORD_TOKEN")?);
    let host = url.trim_start_matches("http://").to_owned();
    let http = Client::builder().proxy(host, true).token(token.clone()).build();
    let application = http.current_user_application().await?.model().await?.id;
    let text = json!({ "type": 3, "name": "text", "description": "What to say", "required": true });
    let options = [serde_json::from_value(text)?];
    http.interaction(application)
        .create_global_command()
        .chat_input("echo", "Says it back")
        .command_options(&options)
        .await?;

    let gateway = http.gateway().authed().await?.model().await?.url;
    let config = ConfigBuilder::new(token, Intents::GUILDS).proxy_url(gateway).build();
    let mut shard = Shard::with_config(ShardId::ONE, config);
    while let Some(event) = shard.next_event(EventTypeFlags::all()).await {
        let Event::InteractionCreate(interaction) = event? else {
            continue;
        };
        let Some(InteractionData::ApplicationCommand(command)) = &interaction.data else {
            continue;
        };
        let Some(CommandOptionValue::String(text)) = command.options.first().map(|option| &option.value) else {
            continue;
        };
        let response = InteractionResponse {
            kind: InteractionResponseType::ChannelMessageWithSource,
            data: Some(InteractionResponseData {
                content: Some(format!("You said: {text}")),
                ..InteractionResponseData::default()
            }),
        };
        http.interaction(application)
            .create_response(interaction.id, &interaction.token, &response)
            .await?;
    }
    Ok(())
}
