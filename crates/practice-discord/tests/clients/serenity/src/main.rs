//! A bot on serenity: `/issue name` with a button, replies to mentions, and a tour in a private thread. Needs `DISCORD_URL` and
//! `DISCORD_TOKEN`; ends in an orderly way when its standard input does.

use std::{
    env,
    error::Error,
    sync::{Arc, OnceLock},
};

use serenity::{
    all::{
        AutoArchiveDuration, ButtonStyle, ChannelType, Client, ClientBuilder, Command,
        CommandOptionType, Context, CreateActionRow, CreateButton, CreateCommand,
        CreateCommandOption, CreateEmbed, CreateInteractionResponse,
        CreateInteractionResponseMessage, CreateThread, EditThread, EventHandler, GatewayIntents,
        Interaction, Message, Ready, UserId,
    },
    async_trait,
    http::HttpBuilder,
};
use tokio::io::{AsyncReadExt as _, stdin};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (url, token) = (env::var("DISCORD_URL")?, env::var("DISCORD_TOKEN")?);
    let http = HttpBuilder::new(token)
        .proxy(url)
        .ratelimiter_disabled(true)
        .build();
    let client = ClientBuilder::new_with_http(http, GatewayIntents::non_privileged());
    let mut client: Client = client.event_handler(Handler::default()).await?;
    let shards = Arc::clone(&client.shard_manager);
    tokio::spawn(async move {
        // Whether it ends or fails: nobody is there any more.
        let _ = stdin().read_to_end(&mut Vec::new()).await;
        shards.shutdown_all().await;
    });
    client.start().await?;
    Ok(())
}

#[derive(Default)]
struct Handler {
    /// The bot's own id.
    id: OnceLock<UserId>,
}

#[async_trait]
impl EventHandler for Handler {
    async fn ready(&self, context: Context, ready: Ready) {
        // The same after each connection.
        let _ = self.id.set(ready.user.id);
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
        let mention = format!("<@{}> ", self.id.get().expect("READY comes first"));
        if message.content == format!("{mention}show me round") {
            return show_round(&context, &message).await;
        }
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

/// Opens a private thread for whoever asked, greets them there, renames it and puts it in the archive.
async fn show_round(context: &Context, message: &Message) {
    let http = &context.http;
    let name = format!("Tour of {}", message.author.name);
    let form = CreateThread::new(name)
        .kind(ChannelType::PrivateThread)
        .auto_archive_duration(AutoArchiveDuration::OneWeek)
        .invitable(false);
    let opened = message.channel_id.create_thread(http, form).await;
    let thread = opened.expect("a thread").id;
    let added = thread.add_thread_member(http, message.author.id).await;
    added.expect("a member");
    thread.broadcast_typing(http).await.expect("typing");
    thread.say(http, "Welcome").await.expect("said");
    let members = thread.get_thread_members(http).await.expect("members");
    assert_eq!(members.len(), 2);
    let guild = message.guild_id.expect("a guild");
    let active = guild.get_active_threads(http).await.expect("threads");
    assert_eq!(active.threads[0].id, thread);
    let end = EditThread::new().name("Tour, done").archived(true);
    let ended = thread.edit_thread(http, end).await.expect("a thread");
    assert!(ended.thread_metadata.expect("metadata").archived);
}
