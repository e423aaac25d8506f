//! A small bot on serenity, as the real one is built.

#![cfg(test)]

use std::sync::Arc;

use attache::sandbox::{TOKEN, ids};
use serenity::{
    all::{
        ButtonStyle, Client, ClientBuilder, Command, CommandOptionType, Context, CreateActionRow,
        CreateButton, CreateCommand, CreateCommandOption, CreateEmbed, CreateInteractionResponse,
        CreateInteractionResponseMessage, EventHandler, GatewayIntents, Interaction, Message,
        Ready, ShardManager,
    },
    async_trait,
    http::HttpBuilder,
};
use tokio::task::JoinHandle;

pub(crate) struct SerenityBot {
    shards: Arc<ShardManager>,
    task: JoinHandle<serenity::Result<()>>,
}

/// Logs a bot in at `url`.
pub(crate) async fn start(url: &str) -> SerenityBot {
    let http = HttpBuilder::new(TOKEN)
        .proxy(url)
        .ratelimiter_disabled(true)
        .build();
    let intents = GatewayIntents::non_privileged();
    let client = ClientBuilder::new_with_http(http, intents).event_handler(Handler);
    let mut client: Client = client.await.expect("a client");
    let shards = Arc::clone(&client.shard_manager);
    let task = tokio::spawn(async move { client.start().await });
    SerenityBot { shards, task }
}

impl SerenityBot {
    pub(crate) async fn stop(self) {
        self.shards.shutdown_all().await;
        self.task.await.expect("no panic").expect("an orderly end");
    }
}

struct Handler;

#[async_trait]
impl EventHandler for Handler {
    async fn ready(&self, context: Context, _: Ready) {
        let name =
            CreateCommandOption::new(CommandOptionType::String, "name", "Which").required(true);
        let issue = CreateCommand::new("issue")
            .description("A hotspot's page")
            .add_option(name);
        Command::set_global_commands(&context.http, vec![issue])
            .await
            .expect("registered");
    }

    async fn message(&self, context: Context, message: Message) {
        let mention = format!("<@{}> ", ids::BOT);
        if let Some(question) = message.content.strip_prefix(&mention) {
            let answer = format!("You asked: {question}");
            message.reply(&context.http, answer).await.expect("replied");
        }
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        match interaction {
            Interaction::Command(command) => {
                let value = command.data.options[0].value.as_str().expect("a text");
                let who = command.user.global_name.as_deref().expect("a name");
                let title = format!("About {value}, for {who}");
                let more = CreateButton::new("more")
                    .label("More")
                    .style(ButtonStyle::Primary);
                let message = CreateInteractionResponseMessage::new()
                    .embed(CreateEmbed::new().title(title))
                    .components(vec![CreateActionRow::Buttons(vec![more])]);
                let response = CreateInteractionResponse::Message(message);
                command
                    .create_response(&context.http, response)
                    .await
                    .expect("answered");
            }
            Interaction::Component(component) => {
                let message = CreateInteractionResponseMessage::new()
                    .embed(CreateEmbed::new().title("More about it"));
                let response = CreateInteractionResponse::UpdateMessage(message);
                component
                    .create_response(&context.http, response)
                    .await
                    .expect("updated");
            }
            _ => {}
        }
    }
}
