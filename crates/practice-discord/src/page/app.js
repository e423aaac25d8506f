// The practice Discord's page: takes the server's frames, draws what they changed.

import { drawClock, tickClock } from "./clock.js";
import { Composer } from "./composer.js";
import { heard } from "./dom.js";
import { closeMenu } from "./menu.js";
import { gist } from "./message.js";
import { drawHeader, drawSidebar } from "./sidebar.js";
import { connect, retryNow, say, send } from "./socket.js";
import { LOADING, channelById, channels, drop, isThread, firstLocale, isForMe, load, messagesOf, nameOf, put, remember, setClock, state, userById } from "./state.js";
import { refreshRelative } from "./time.js";
import { Timeline } from "./timeline.js";
import { t } from "./words.js";

const TYPING_MS = 10_000; // Discord shows it for ten seconds too
const RELATIVE_EVERY_MS = 10_000;

const at = (id) => document.getElementById(id);
const composer = new Composer(at("composer-form"));
const timeline = new Timeline(at("messages"), at("jump"));
const typing = new Map(); // channel id → (user id → timer)
let wantsDirect = false;

const frames = {
  hello(frame) {
    load(frame);
    drawAll();
  },
  message({ message, for: person }) {
    const one = { ...message, for: person ?? null };
    stopTyping(one.channel_id, one.author.id);
    arrive(one);
  },
  message_gone({ channel_id: channelId, id }) {
    leave(channelId, id);
  },
  commands({ commands }) {
    state.commands = commands;
    if (timeline.channel) timeline.refreshWelcome();
  },
  events({ events }) {
    state.events = events;
    drawSidebar(at("sidebar"));
  },
  bot({ user, connected }) {
    state.bot = { user: user ?? state.bot.user, connected };
    drawSidebar(at("sidebar"));
    if (timeline.channel) timeline.refreshWelcome();
  },
  typing({ channel_id: channelId, user_id: userId }) {
    startTyping(channelId, userId);
  },
  channel({ channel }) {
    const old = channelById(channel.id);
    if (old) Object.assign(old, channel);
    else state.channels.push(channel);
    if (wantsDirect && channel.recipient_id === state.me.id) go(channel.id);
    else if (!old && channel.owner_id === state.me.id) go(channel.id);
    else if (channel.id === state.channelId) redrawThread(old);
    drawSidebar(at("sidebar"));
  },
  channel_gone({ id }) {
    const gone = channelById(id);
    state.channels = state.channels.filter((channel) => channel.id !== id);
    state.messages.delete(id);
    if (id === state.channelId) go(gone.parent_id);
    else drawSidebar(at("sidebar"));
  },
  clock({ now }) {
    setClock(now);
    refreshRelative();
    tickClock();
  },
};

function arrive(message) {
  const before = messagesOf(message.channel_id).find((one) => one.id === message.id);
  const isNew = put(message);
  if (!isForMe(message)) return;
  if (message.channel_id === state.channelId) {
    timeline.put(message);
    if (isNew || before.flags & LOADING) announce(message);
  } else if (isNew) {
    state.unread.add(message.channel_id);
    drawSidebar(at("sidebar"));
  }
}

function leave(channelId, id) {
  drop(channelId, id);
  const replies = messagesOf(channelId).filter((one) => one.message_reference?.message_id === id);
  for (const reply of replies) reply.referenced_message = null;
  if (channelId !== state.channelId) return;
  timeline.remove(id);
  for (const reply of replies) timeline.put(reply);
}

function announce(message) {
  if (message.author.id !== state.me.id) at("live").textContent = gist(message);
}

function channelName(channel) {
  if (channel?.type === 1) return `@${nameOf(state.bot.user)}`;
  return isThread(channel) ? `“${channel.name}”` : `#${channel?.name ?? ""}`;
}

function drawAll() {
  document.documentElement.lang = state.locale;
  document.title = `${t("practice")} · ${state.guild?.name ?? ""}`;
  drawSidebar(at("sidebar"));
  drawClock();
  drawChannel();
}

function drawChannel() {
  const channel = channelById(state.channelId);
  if (!channel) return;
  const name = channelName(channel);
  drawHeader(at("header"), channel, name);
  timeline.show(channel, name);
  composer.show(name, channel);
  drawTyping();
}

/** The open thread was changed, or the person was removed from it. */
function redrawThread(channel) {
  if (!channels().includes(channel)) return go(channel.parent_id);
  const name = channelName(channel);
  drawHeader(at("header"), channel, name);
  timeline.refreshWelcome();
  composer.show(name, channel);
}

function go(channelId) {
  if (!channelById(channelId)) return;
  wantsDirect = false;
  if (state.channelId !== channelId) composer.forgetReply();
  state.channelId = channelId;
  state.unread.delete(channelId);
  remember(sessionStorage, "channel", channelId);
  drawer(false);
  drawAll();
  composer.focus();
}

function startTyping(channelId, userId) {
  stopTyping(channelId, userId);
  if (!typing.has(channelId)) typing.set(channelId, new Map());
  typing.get(channelId).set(userId, setTimeout(() => stopTyping(channelId, userId), TYPING_MS));
  drawTyping();
}

function stopTyping(channelId, userId) {
  const there = typing.get(channelId);
  clearTimeout(there?.get(userId));
  if (there?.delete(userId)) drawTyping();
}

function drawTyping() {
  const ids = [...(typing.get(state.channelId)?.keys() ?? [])];
  composer.showTyping(ids.map(userById).filter((user) => user && user.id !== state.me.id));
}

/** On a narrow screen the sidebar is a drawer; while it is closed, nothing in it may take the focus. */
const narrow = matchMedia("(max-width: 48rem)");

function drawer(open) {
  const wasOpen = document.body.classList.contains("drawer");
  document.body.classList.toggle("drawer", open);
  at("scrim").hidden = !open;
  at("sidebar").inert = narrow.matches && !open;
  at("main").inert = narrow.matches && open;
  if (open) at("sidebar").querySelector('[aria-current="page"]')?.focus();
  else if (wasOpen) document.querySelector(".drawer-open")?.focus();
}

let countdown = null;

function connectionChanged({ open, waitMs }) {
  clearInterval(countdown);
  const banner = at("banner");
  banner.hidden = open;
  at("sidebar").querySelector("#bot-state") && drawSidebar(at("sidebar"));
  if (open) return;
  const text = document.createElement("span");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "text-button";
  button.textContent = t("try_now");
  button.addEventListener("click", retryNow);
  banner.replaceChildren(text, button);
  let left = Math.ceil(waitMs / 1000);
  const draw = () => (text.textContent = left > 0 ? t("connection_lost", { seconds: left-- }) : t("connecting"));
  draw();
  countdown = setInterval(draw, 1000);
}

heard("go", ({ channelId }) => go(channelId));
heard("fill", ({ text }) => composer.fill(text));
heard("reply", ({ message }) => composer.reply(message));
heard("show", ({ id }) => timeline.reveal(id));
heard("look", () => drawSidebar(at("sidebar")));
heard("local", (message) => arrive({ ...message }));
heard("local-gone", ({ channel_id: channelId, id }) => leave(channelId, id));
heard("drawer", ({ open }) => drawer(open));
heard("open-dm", () => {
  wantsDirect = true;
  say({ t: "open_dm" });
});
heard("note", ({ text }) => composer.say(text));
heard("dismiss", ({ message }) => {
  leave(message.channel_id, message.id);
  if (!message.local) send({ t: "dismiss", channel_id: message.channel_id, id: message.id });
});
heard("be", ({ user }) => {
  state.me = user;
  remember(sessionStorage, "as", user.id);
  composer.forgetReply();
  const before = channelById(state.channelId);
  const here = [before?.id, before?.parent_id].find((id) => channels().some((channel) => channel.id === id));
  state.channelId = here ?? channels()[0]?.id;
  drawAll();
});
heard("locale", ({ locale }) => {
  state.locale = locale;
  remember(localStorage, "locale", locale);
  composer.fill("");
  drawAll();
  at("language").focus();
});

at("scrim").addEventListener("click", () => drawer(false));
document.addEventListener("keydown", (event) => {
  // Whatever is open above the drawer closes first.
  const isCovered = document.querySelector(":popover-open");
  if (event.key === "Escape" && document.body.classList.contains("drawer") && !isCovered) drawer(false);
});
narrow.addEventListener("change", () => {
  closeMenu();
  drawer(false);
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => state.me && drawSidebar(at("sidebar")));

state.locale = firstLocale();
drawer(false);
setInterval(refreshRelative, RELATIVE_EVERY_MS);
setInterval(tickClock, 1_000);
connect({ frame: (frame) => frames[frame.t]?.(frame), connection: connectionChanged });
