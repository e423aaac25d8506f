// Running a command, and what the person sees while it runs and when it fails.

import { tell } from "./dom.js";
import { openModal } from "./modal.js";
import { Disconnected, ask } from "./socket.js";
import { EPHEMERAL, LOADING, now, state } from "./state.js";
import { t } from "./words.js";

const SHOW_SENDING_AFTER_MS = 300; // a quicker answer needs no "sending"
let count = 0;

export async function runCommand({ command, name, options, targetId, channelId }) {
  const line = localMessage(name, channelId);
  const timer = setTimeout(() => tell(document, "local", { ...line, flags: EPHEMERAL | LOADING }), SHOW_SENDING_AFTER_MS);
  const done = () => {
    clearTimeout(timer);
    tell(document, "local-gone", line);
  };
  try {
    const answer = await ask({ t: "command", channel_id: channelId, id: command.id, options, target_id: targetId });
    done();
    if (answer.t === "modal") openModal(answer, channelId);
  } catch (error) {
    done();
    const text = error instanceof Disconnected ? t("offline") : error.message || t("no_answer");
    tell(document, "local", { ...line, error: text });
  }
}

/** A message that only the page shows and the server does not know. */
function localMessage(name, channelId) {
  return {
    id: `local-${++count}`,
    local: true,
    for: state.me.id,
    channel_id: channelId,
    author: state.bot.user,
    content: "",
    timestamp: now().toISOString(),
    flags: EPHEMERAL,
    interaction_metadata: { type: 2, name, user: state.me },
  };
}
