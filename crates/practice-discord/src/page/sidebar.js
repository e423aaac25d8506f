// The sidebar: channels, the person to act as, language and theme.

import { avatar } from "./avatar.js";
import { clockButton } from "./clock.js";
import { el, tell } from "./dom.js";
import { eventList } from "./events.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { isOpen } from "./socket.js";
import { DIRECT, LOCALES, PRIVATE_THREAD, channelById, channels, isThread, nameOf, remember, state, threadsOf } from "./state.js";
import { startThread, threadMenu } from "./threads.js";
import { t } from "./words.js";

export function drawSidebar(nav) {
  nav.replaceChildren(brand(), el("div", { class: "rooms" }, textChannels(), directMessages(), eventList()), el("div", { class: "sidebar-foot" }, clockButton(), botState(), me(), settings()));
}

function brand() {
  const close = el("button", { class: "icon-button drawer-close", type: "button", "aria-label": t("close") }, icon("close"));
  close.addEventListener("click", () => tell(close, "drawer", { open: false }));
  return el("div", { class: "brand" },
    el("div", { class: "brand-line" }, el("span", { class: "brand-mark" }, icon("case")), el("h1", {}, state.guild?.name ?? t("practice")), close),
    el("div", { class: "practice" }, el("strong", {}, t("practice")), el("span", {}, t("practice_note"))));
}

function textChannels() {
  const rooms = channels().filter((channel) => channel.type !== DIRECT && !isThread(channel));
  return section(t("text_channels"), rooms.map((channel) => [roomButton(channel, icon("hash"), channel.name), threadList(channel)]));
}

/** The threads of a channel; archived ones come last and are dimmed. */
function threadList(channel) {
  const threads = threadsOf(channel.id).sort((a, b) => a.archived - b.archived);
  return threads.length > 0 && el("ul", { class: "room-threads" }, threads.map((thread) => el("li", {}, threadButton(thread))));
}

function threadButton(thread) {
  const sign = thread.type === PRIVATE_THREAD || thread.locked ? "lock" : "thread";
  const button = roomButton(thread, icon(sign), thread.name);
  button.classList.add("thread");
  if (thread.archived) {
    button.classList.add("archived");
    button.append(el("span", { class: "room-state" }, t("thread_archived")));
  }
  return button;
}

function directMessages() {
  const bot = state.bot.user;
  const rooms = channels().filter((channel) => channel.type === DIRECT).map((channel) => roomButton(channel, avatar(bot, "small"), nameOf(bot)));
  if (!rooms.length && bot) rooms.push(openDirect(bot));
  return rooms.length > 0 && section(t("direct_messages"), rooms);
}

function section(title, rooms) {
  return el("section", { "aria-label": title }, el("h2", {}, title), el("ul", {}, rooms.map((room) => el("li", {}, room))));
}

function roomButton(channel, sign, name) {
  const here = channel.id === state.channelId;
  const unread = state.unread.has(channel.id);
  const button = el("button", { class: unread ? "room unread" : "room", type: "button", "aria-current": here ? "page" : null, dataset: { channel: channel.id } }, sign, el("span", { class: "room-name" }, name), unread && el("span", { class: "unseen" }, ` (${t("unread")})`));
  button.addEventListener("click", () => tell(button, "go", { channelId: channel.id }));
  return button;
}

function openDirect(bot) {
  const button = el("button", { class: "room", type: "button", dataset: { channel: "dm" } }, avatar(bot, "small"), el("span", { class: "room-name" }, t("write_to", { name: nameOf(bot) })));
  button.addEventListener("click", () => tell(button, "open-dm"));
  return button;
}

function botState() {
  const online = state.bot.connected && isOpen();
  return el("div", { class: "bot-state", id: "bot-state", dataset: { connected: String(online) } },
    el("span", { class: online ? "light on" : "light", "aria-hidden": "true" }),
    el("span", { class: "bot-name" }, state.bot.user ? nameOf(state.bot.user) : "Bot"),
    el("span", { class: "bot-word" }, t(online ? "bot_online" : "bot_offline")));
}

function me() {
  const { me } = state;
  if (!me) return null;
  const button = el("button", { class: "me", id: "people", type: "button", "aria-haspopup": "menu", "aria-label": t("speaking_as", { name: nameOf(me) }) },
    avatar(me, "medium"), el("span", { class: "me-words" }, el("span", { class: "me-name" }, nameOf(me)), el("span", { class: "me-role" }, me.role ?? me.username)), icon("switch"));
  button.addEventListener("click", () => openMenu(button, {
    label: t("speak_as"),
    width: button.offsetWidth,
    items: [{ heading: t("speak_as") }, ...state.users.map((user) => ({
      text: nameOf(user),
      detail: user.role ?? user.username,
      face: avatar(user, "medium"),
      checked: user.id === me.id,
      run: () => tell(document, "be", { user }),
    }))],
  }));
  return button;
}

function settings() {
  const language = el("select", { id: "language", "aria-label": t("language") }, Object.entries(LOCALES).map(([code, name]) => el("option", { value: code, lang: code, selected: code === state.locale }, name)));
  language.addEventListener("change", () => tell(language, "locale", { locale: language.value }));
  const dark = isDark();
  const words = t(dark ? "use_light" : "use_dark");
  const look = el("button", { class: "icon-button", id: "theme", type: "button", "aria-label": words, title: words }, icon(dark ? "sun" : "moon"));
  look.addEventListener("click", () => {
    document.documentElement.dataset.theme = dark ? "light" : "dark";
    remember(localStorage, "theme", document.documentElement.dataset.theme);
    tell(look, "look");
    document.getElementById("theme").focus();
  });
  return el("div", { class: "settings" }, el("label", { class: "language" }, icon("globe"), language), look);
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

export function drawHeader(header, channel, name) {
  const open = el("button", { class: "icon-button drawer-open", type: "button", "aria-label": t("open_sidebar"), "aria-controls": "sidebar" }, icon("menu"));
  open.addEventListener("click", () => tell(open, "drawer", { open: true }));
  const direct = channel?.type === DIRECT;
  header.replaceChildren(open,
    isThread(channel) ? crumb(channel) : "",
    el("span", { class: "header-sign" }, direct ? avatar(state.bot.user, "small") : icon(isThread(channel) ? "thread" : "hash")),
    el("h2", { class: "header-name" }, direct ? nameOf(state.bot.user) : channel?.name ?? name),
    channel?.topic ? el("span", { class: "header-topic", title: channel.topic }, channel.topic) : "",
    el("span", { class: "header-end" }, threadState(channel), direct ? "" : threadTool(channel), el("span", { class: "practice-chip" }, t("practice_chip"))));
}

/** The link from a thread to its channel. */
function crumb(thread) {
  const parent = channelById(thread.parent_id);
  const button = el("button", { class: "crumb", type: "button" }, el("span", {}, `#${parent?.name ?? ""}`), icon("chevron"));
  button.addEventListener("click", () => tell(button, "go", { channelId: parent.id }));
  return button;
}

function threadState(channel) {
  const words = [channel?.archived && t("thread_archived"), channel?.locked && t("thread_locked")].filter(Boolean);
  return words.length ? el("span", { class: "thread-state" }, words.join(", ")) : "";
}

function threadTool(channel) {
  const words = t(isThread(channel) ? "thread_actions" : "thread_new");
  const button = el("button", { class: "icon-button thread-tool", type: "button", "aria-label": words, title: words, "aria-haspopup": isThread(channel) ? "menu" : "dialog" }, icon(isThread(channel) ? "more" : "thread"));
  button.addEventListener("click", () => (isThread(channel) ? threadMenu(button, channel) : startThread(channel)));
  return button;
}
