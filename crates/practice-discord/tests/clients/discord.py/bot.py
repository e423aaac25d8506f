"""A minimal bot on discord.py with one slash command, `/echo text`. Needs DISCORD_URL and DISCORD_TOKEN.

discord.py compresses the gateway as zstd-stream if it finds the package zstandard, else as zlib-stream. With
`--zlib`, it does not find it.
"""

import os
import sys
import traceback

if "--zlib" in sys.argv:
    sys.modules["zstandard"] = None

import discord
import yarl
from discord import app_commands

URL = os.environ["DISCORD_URL"]
# discord.py has no setting for either address.
discord.http.Route.BASE = f"{URL}/api/v10"
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{URL}/gateway").with_scheme("ws")


class Tree(app_commands.CommandTree):
    async def on_error(self, interaction, error):
        """Ends the bot, so that an answer that discord.py cannot read fails the test."""
        traceback.print_exception(error)
        os._exit(1)


class Bot(discord.Client):
    def __init__(self):
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = Tree(self)

    async def setup_hook(self):
        await self.tree.sync()


bot = Bot()


@bot.tree.command(description="Says it back")
@app_commands.describe(text="What to say")
async def echo(interaction: discord.Interaction, text: str):
    await interaction.response.send_message(f"You said: {text}")


bot.run(os.environ["DISCORD_TOKEN"])
