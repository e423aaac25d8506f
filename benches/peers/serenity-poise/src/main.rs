//! Answers every command with the message in the file `ANSWER`, by serenity and poise alone.

use serenity::all::{ClientBuilder, GatewayIntents, HttpBuilder};

struct Data {
    /// The whole callback, as JSON.
    answer: serde_json::Value,
}
type Error = Box<dyn std::error::Error + Send + Sync>;
type Context<'a> = poise::ApplicationContext<'a, Data, Error>;

/// A hotspot's page.
#[poise::command(slash_command)]
async fn issue(ctx: Context<'_>, #[description = "Hotspot"] name: String) -> Result<(), Error> {
    let _ = name;
    let (id, token) = (ctx.interaction.id, &ctx.interaction.token);
    let http = &ctx.serenity_context.http;
    http.create_interaction_response(id, token, &ctx.data.answer, Vec::new())
        .await?;
    Ok(())
}

#[tokio::main]
async fn main() {
    let variable = |name| std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"));
    let (token, host) = (variable("DISCORD_TOKEN"), variable("DISCORD_HOST"));
    let answer = std::fs::read(variable("ANSWER")).expect("the answer can be read");
    let answer = serde_json::from_slice(&answer).expect("an answer");
    let framework = poise::Framework::builder()
        .options(poise::FrameworkOptions {
            commands: vec![issue()],
            ..Default::default()
        })
        .setup(|_, _, _| Box::pin(async { Ok(Data { answer }) }))
        .build();
    let http = HttpBuilder::new(&token)
        .proxy(format!("http://{host}"))
        .ratelimiter_disabled(true)
        .build();
    let intents =
        GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES;
    let mut client = ClientBuilder::new_with_http(http, intents)
        .framework(framework)
        .await
        .expect("a client");
    client.start().await.expect("the gateway");
}
