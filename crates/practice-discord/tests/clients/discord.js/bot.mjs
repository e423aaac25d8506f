// A minimal bot on discord.js with one slash command, `/echo text`. Needs DISCORD_URL and DISCORD_TOKEN.
//
// discord.js compresses the gateway (zlib-stream) if it finds the package zlib-sync, which is native. package.json puts
// pako in its place: the same interface in plain JavaScript.
import { ApplicationCommandOptionType, Client, Events, GatewayIntentBits } from "discord.js";

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: `${process.env.DISCORD_URL}/api` },
});

client.once(Events.ClientReady, () =>
  client.application.commands.set([
    {
      name: "echo",
      description: "Says it back",
      options: [{ type: ApplicationCommandOptionType.String, name: "text", description: "What to say", required: true }],
    },
  ]),
);

client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isChatInputCommand()) {
    await interaction.reply(`You said: ${interaction.options.getString("text")}`);
  }
});

await client.login(process.env.DISCORD_TOKEN);
