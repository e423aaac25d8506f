// One message: who, when, what, and what can be done with it.

import { avatar } from "./avatar.js";
import { componentsNode } from "./components.js";
import { el, ownUrl, safeUrl, tell } from "./dom.js";
import { embedNode } from "./embed.js";
import { extraNodes, extraTexts } from "./extras.js";
import { icon } from "./icons.js";
import { markdown, plain } from "./markdown.js";
import { openMessageMenu, touchMenu } from "./message-menu.js";
import { isNote, noteNode, noteText } from "./notes.js";
import { EPHEMERAL, LOADING, isBot, messagesOf, nameOf, state } from "./state.js";
import { format, stamp } from "./time.js";
import { t } from "./words.js";

const GROUP_MS = 7 * 60 * 1000;
const MESSAGE_COMMAND = 3;
const COMPONENT_INTERACTION = 3;

/** Whether `message` continues what the same author said just before. */
export function continues(message, before) {
  return Boolean(before)
    && before.author.id === message.author.id
    && !usedCommand(message)
    && !isReply(message)
    && !isNote(message) && !isNote(before)
    && (before.flags & EPHEMERAL) === (message.flags & EPHEMERAL)
    && new Date(message.timestamp) - new Date(before.timestamp) < GROUP_MS;
}

export function messageNode(message, grouped) {
  if (isNote(message)) return noteNode(message);
  const ephemeral = message.flags & EPHEMERAL;
  const kinds = ["message", grouped ? "grouped" : "first", ephemeral && "ephemeral", mentionsMe(message) && "mentions-me"];
  const node = el("article", {
    class: kinds.filter(Boolean).join(" "),
    tabindex: "-1",
    dataset: { id: message.id, author: message.author.id },
    "aria-label": `${nameOf(message.author)}, ${format(new Date(message.timestamp), "t")}`,
  },
  usedLine(message), replyLine(message),
  grouped ? gutterTime(message) : avatar(message.author, "large"),
  el("div", { class: "message-body" }, !grouped && header(message), body(message)),
  !message.local && toolbar(message));
  if (!message.local) {
    node.addEventListener("contextmenu", (event) => openMessageMenu(event, node, message));
    node.addEventListener("keydown", (event) => {
      if (event.target === node && event.key === "Enter") openMessageMenu(event, node, message);
    });
    touchMenu(node, message);
  }
  return node;
}

function header(message) {
  const time = el("time", { class: "stamp", datetime: message.timestamp, title: format(new Date(message.timestamp), "F") }, stamp(new Date(message.timestamp)));
  return el("div", { class: "message-header" },
    el("span", { class: "author" }, nameOf(message.author)),
    isBot(message.author) && el("span", { class: "app-tag" }, t("app")),
    time);
}

function gutterTime(message) {
  return el("time", { class: "gutter-time", datetime: message.timestamp, "aria-hidden": "true" }, format(new Date(message.timestamp), "t"));
}

function body(message) {
  if (message.flags & LOADING) return [thinking(message), ephemeralLine(message)];
  return [
    message.content && el("div", { class: "content markup" }, markdown(message.content), edited(message)),
    message.error && el("div", { class: "content error" }, icon("alert"), message.error),
    (message.attachments ?? []).map(attachmentNode),
    (message.embeds ?? []).map(embedNode),
    extraNodes(message),
    !message.content && edited(message),
    message.components?.length > 0 && componentsNode(message),
    ephemeralLine(message),
  ];
}

function edited(message) {
  return message.edited_timestamp && el("span", { class: "edited", title: format(new Date(message.edited_timestamp), "F") }, t("edited"));
}

function thinking(message) {
  const text = message.local ? t("sending") : t("is_thinking", { name: nameOf(message.author) });
  return el("div", { class: "content thinking" }, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), `${text}…`);
}

/** The command's name as the person typed it, if a command made this message. */
function usedCommand(message) {
  const meta = message.interaction_metadata ?? message.interaction;
  if (!meta || meta.type === COMPONENT_INTERACTION) return null;
  const name = meta.name ?? message.interaction?.name;
  if (!name) return null;
  const fromMenu = state.commands.some((command) => command.type === MESSAGE_COMMAND && command.name === name);
  return { user: meta.user ?? message.interaction?.user, text: fromMenu ? name : `/${name}` };
}

function usedLine(message) {
  const used = usedCommand(message);
  return used && el("div", { class: "above" }, avatar(used.user, "tiny"), el("strong", {}, nameOf(used.user)), ` ${t("used")} `, el("span", { class: "used-name" }, used.text));
}

const isReply = (message) => message.type === 19 || (Boolean(message.referenced_message) && !message.interaction_metadata);

function replyLine(message) {
  if (!isReply(message)) return null;
  const id = message.message_reference?.message_id;
  const original = messagesOf(message.channel_id).find((one) => one.id === id) ?? message.referenced_message;
  if (!original) return el("div", { class: "above" }, icon("reply"), t("original_gone"));
  const words = original.content ? plain(original.content) : original.embeds?.[0]?.title ?? t("click_for_message");
  const line = el("button", { class: "above reply", type: "button" }, avatar(original.author, "tiny"), el("strong", {}, nameOf(original.author)), el("span", { class: "excerpt" }, words));
  line.addEventListener("click", () => tell(line, "show", { id: original.id }));
  return line;
}

function mentionsMe(message) {
  const { me } = state;
  const isMentioned = message.mentions?.some((user) => user.id === me?.id) || message.mention_roles?.some((role) => me?.roles.includes(role));
  return message.author.id !== me?.id && Boolean(isMentioned);
}

function ephemeralLine(message) {
  if (!(message.flags & EPHEMERAL)) return null;
  const dismiss = el("button", { class: "text-button dismiss", type: "button" }, t("dismiss"));
  dismiss.addEventListener("click", () => tell(dismiss, "dismiss", { message }));
  return el("div", { class: "ephemeral-line" }, icon("eye"), t("only_you"), el("span", { class: "dot", "aria-hidden": "true" }, "•"), dismiss);
}

const UNITS = ["B", "KB", "MB"];

function sizeText(bytes) {
  const power = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)), UNITS.length - 1);
  return `${Math.round((bytes / 1024 ** power) * 10) / 10} ${UNITS[power]}`;
}

function attachmentNode(attachment) {
  const own = ownUrl(attachment.url);
  if (own && attachment.content_type?.startsWith("image/")) {
    return el("img", { class: "attached-image", src: own, alt: attachment.description ?? attachment.filename, width: attachment.width, height: attachment.height, loading: "lazy" });
  }
  const url = attachment.url && safeUrl(attachment.url);
  const calendar = attachment.filename.endsWith(".ics");
  return el("div", { class: "attachment" }, icon(calendar ? "calendar" : "file"),
    el("div", { class: "attachment-words" },
      url ? el("a", { href: url.href, download: own ? attachment.filename : null, rel: "noopener noreferrer", target: own ? null : "_blank" }, attachment.filename) : el("span", {}, attachment.filename),
      el("span", { class: "attachment-size" }, sizeText(attachment.size ?? 0))));
}

function toolbar(message) {
  const reply = el("button", { class: "icon-button", type: "button", title: t("reply"), "aria-label": t("reply"), tabindex: "-1" }, icon("reply"));
  const more = el("button", { class: "icon-button more", type: "button", title: t("more"), "aria-label": t("more"), "aria-haspopup": "menu", tabindex: "-1" }, icon("more"));
  reply.addEventListener("click", () => tell(reply, "reply", { message }));
  more.addEventListener("click", (event) => openMessageMenu(event, more, message));
  return el("div", { class: "toolbar", role: "group", "aria-label": t("actions_for", { name: nameOf(message.author) }) }, !(message.flags & EPHEMERAL) && reply, more);
}

/** What a screen reader announces when the message arrives: the gist, not every button. */
export function gist(message) {
  if (message.flags & LOADING) return t("is_thinking", { name: nameOf(message.author) });
  if (isNote(message)) return noteText(message);
  const embed = message.embeds?.[0];
  const words = [message.error, message.content && plain(message.content), embed?.title, embed?.description && plain(embed.description), ...extraTexts(message)];
  return `${nameOf(message.author)}: ${words.filter(Boolean).join(". ").slice(0, 300)}`;
}
