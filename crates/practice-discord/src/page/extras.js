// What a message may hold beside its text: forwarded messages, a poll, stickers.

import { el } from "./dom.js";
import { embedNode } from "./embed.js";
import { icon } from "./icons.js";
import { layoutNode, textsOf } from "./layout.js";
import { markdown } from "./markdown.js";
import { t } from "./words.js";

export function extraNodes(message) {
  return [
    (message.message_snapshots ?? []).map(forwardNode),
    message.poll && pollNode(message.poll),
    (message.sticker_items ?? []).map((sticker) => el("div", { class: "sticker", role: "img", "aria-label": sticker.name }, sticker.name)),
  ];
}

function forwardNode({ message }) {
  return el("div", { class: "forward" },
    el("div", { class: "forward-head" }, icon("reply"), t("forwarded")),
    message?.content && el("div", { class: "content markup" }, markdown(message.content)),
    (message?.embeds ?? []).map(embedNode),
    (message?.components ?? []).map((part) => layoutNode(part, () => null)));
}

function pollNode(poll) {
  const answers = (poll.answers ?? []).map((answer) => el("li", {}, [answer.poll_media?.emoji?.name, answer.poll_media?.text].filter(Boolean).join(" ")));
  return el("div", { class: "poll" }, el("strong", {}, poll.question?.text ?? ""), el("ul", {}, answers));
}

/** The same as text, for copying and for screen readers. */
export function extraTexts(message) {
  const forwarded = (message.message_snapshots ?? []).flatMap(({ message: one }) => [one?.content, ...textsOf(one?.components)]);
  const poll = message.poll ? [message.poll.question?.text, ...(message.poll.answers ?? []).map((answer) => answer.poll_media?.text)] : [];
  return [...textsOf(message.components), ...forwarded, ...poll].filter(Boolean);
}
