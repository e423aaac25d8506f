// Discord's own messages in a thread: who was added, who was removed, what it is called now.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { nameOf } from "./state.js";
import { format, stamp } from "./time.js";
import { t } from "./words.js";

// https://discord.com/developers/docs/resources/message#message-object-message-types
const KINDS = {
  1: { words: "note_added", sign: "person" },
  2: { words: "note_removed", sign: "leave" },
  4: { words: "note_renamed", sign: "pencil" },
};

export const isNote = (message) => message.type in KINDS;

export function noteText(message) {
  const values = { name: nameOf(message.author), other: nameOf(message.mentions?.[0]), text: message.content };
  return t(KINDS[message.type].words, values);
}

export function noteNode(message) {
  const date = new Date(message.timestamp);
  return el("article", { class: "message note", tabindex: "-1", dataset: { id: message.id, author: message.author.id } },
    icon(KINDS[message.type].sign),
    el("p", {}, noteText(message), " ", el("time", { class: "stamp", datetime: message.timestamp, title: format(date, "F") }, stamp(date))));
}
