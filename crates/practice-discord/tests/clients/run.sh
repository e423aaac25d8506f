#!/usr/bin/env bash
# Bots on discord.js, discord.py and twilight each answer a slash command at the practice Discord, before and after a
# resume, over the compression that the library chooses by itself; one on serenity also answers a button and mentions, and
# shows somebody round in a thread. Needs cargo, Node with npm, and Python with venv;
# installs the libraries below target/ and node_modules/ in the versions pinned here.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../../../.. && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
kept=$target/clients
python=$kept/python/bin/python
mkdir -p "$kept"

install_python() {
  [ -x "$python" ] || python3 -m venv "$kept/python"
  "$python" -m pip install --quiet --disable-pip-version-check --requirement discord.py/requirements.txt
}

npm --prefix discord.js ci --no-audit --no-fund --silent &
npm_pid=$!
install_python &
python_pid=$!
(cd "$root" && cargo build --quiet --locked --example drive_a_bot)
for library in serenity twilight; do
  cargo build --quiet --locked --manifest-path "$library/Cargo.toml" --target-dir "$kept/$library"
done
wait "$npm_pid"
wait "$python_pid"

# drive NAME COMPRESSION COMMAND...: starts a practice Discord and the bot, and ends both.
drive() {
  local name=$1 compression=$2 said
  shift 2
  said=$("$target/debug/examples/drive_a_bot" "$@")
  printf '%-10s %s\n' "$name" "$said"
  [[ $said == *"compression $compression,"* ]]
}

drive discord.js zlib-stream node discord.js/bot.mjs
drive discord.py zlib-stream "$python" discord.py/bot.py --zlib
drive discord.py zstd-stream "$python" discord.py/bot.py
drive twilight zstd-stream "$kept/twilight/debug/twilight-client"
drive serenity payload --tour "$kept/serenity/debug/serenity-client"
echo "5 passed, 0 failed"
