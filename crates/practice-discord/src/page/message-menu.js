// A message's menu: by right click, menu key, Enter, the toolbar or a long press.

import { avatar } from "./avatar.js";
import { tell } from "./dom.js";
import { extraTexts } from "./extras.js";
import { runCommand } from "./interactions.js";
import { openMenu } from "./menu.js";
import { EPHEMERAL, localized, nameOf, offered, state } from "./state.js";
import { t } from "./words.js";

const MESSAGE_COMMAND = 3;
const LONG_PRESS_MS = 450;
const MOVED_PX = 10;

export function openMessageMenu(event, anchor, message) {
  // Links and selected text keep the browser's own menu.
  if (event.type === "contextmenu" && (event.target.closest("a") || String(getSelection()))) return;
  event.preventDefault();
  const byPointer = event.type === "contextmenu" && event.button === 2;
  // From the keyboard the menu opens where the pointer would have opened it.
  const place = anchor.querySelector(".more")?.getBoundingClientRect();
  openMenu(anchor, {
    label: t("actions_for", { name: nameOf(message.author) }),
    at: byPointer ? { x: event.clientX, y: event.clientY } : place ? { x: place.left, y: Math.max(place.bottom, 0) } : null,
    items: itemsFor(anchor, message),
  });
}

function itemsFor(anchor, message) {
  const apps = offered().filter((command) => command.type === MESSAGE_COMMAND);
  const lasting = !(message.flags & EPHEMERAL);
  return [
    lasting && { text: t("reply"), icon: "reply", run: () => tell(anchor, "reply", { message }) },
    { text: t("copy_text"), icon: "copy", run: () => navigator.clipboard?.writeText(textOf(message)) },
    lasting && apps.length > 0 && { heading: t("apps") },
    ...(lasting ? apps : []).map((command) => ({
      text: localized(command, "name"),
      detail: nameOf(state.bot.user),
      face: avatar(state.bot.user, "small"),
      run: () => runCommand({ command, name: command.name, options: [], targetId: message.id, channelId: message.channel_id }),
    })),
  ].filter(Boolean);
}

function textOf(message) {
  const embeds = (message.embeds ?? []).flatMap((embed) => [embed.title, embed.description, ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]), embed.footer?.text]);
  return [message.content, ...embeds, ...extraTexts(message)].filter(Boolean).join("\n");
}

/** Not every phone turns a long press into a context menu. */
export function touchMenu(node, message) {
  let timer = null;
  let from = null;
  const stop = () => clearTimeout(timer);
  node.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch" || event.target.closest("button, a, .select")) return;
    from = event;
    timer = setTimeout(() => openMessageMenu(event, node, message), LONG_PRESS_MS);
  });
  node.addEventListener("pointermove", (event) => {
    if (from && Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > MOVED_PX) stop();
  });
  for (const type of ["pointerup", "pointercancel", "pointerleave"]) node.addEventListener(type, stop);
}
