// Running a command, with what the person sees while it is under way and when it fails.

import { tell } from "./dom.js";
import { openModal } from "./modal.js";
import { LineDown, ask } from "./socket.js";
import { EPHEMERAL, LOADING, now, state } from "./state.js";
import { t } from "./words.js";

const PATIENCE_MS = 300; // a quicker answer needs no "sending"
let count = 0;

export async function runCommand({ command, name, options, targetId, channelId }) {
  const line = localMessage(name, channelId);
  const timer = setTimeout(() => tell(document, "local", { ...line, flags: EPHEMERAL | LOADING }), PATIENCE_MS);
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
    const text = error instanceof LineDown ? t("line_down") : error.message || t("no_answer");
    tell(document, "local", { ...line, error: text });
  }
}

/** A line of the page's own, that the server knows nothing of. */
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
