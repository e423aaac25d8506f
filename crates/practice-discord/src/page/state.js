// The page's state, and what the other modules ask of it.

export const EPHEMERAL = 64;
export const LOADING = 128;
export const DIRECT = 1;
export const PUBLIC_THREAD = 11;
export const PRIVATE_THREAD = 12;
export const LOCALES = { "en-US": "English", fr: "Français", ru: "Русский", "zh-CN": "中文" };

export const state = {
  guild: null,
  users: [],
  bot: { user: null, connected: false },
  channels: [],
  commands: [],
  events: [], // the server's scheduled events that are to come or under way
  messages: new Map(), // channel id → messages, oldest first
  unread: new Set(),
  me: null, // the user to act as
  channelId: null,
  locale: "en-US",
  clockOffsetMs: 0,
  canMoveClock: false,
  moments: [], // { label, at } that the server offers to move the clock to
};

export function load(hello) {
  state.guild = hello.guild;
  state.users = hello.users;
  state.bot = hello.bot;
  state.channels = hello.channels;
  state.commands = hello.commands;
  state.events = hello.events;
  state.messages = new Map(hello.channels.map((channel) => [channel.id, []]));
  for (const message of hello.messages) messagesOf(message.channel_id).push(message);
  setClock(hello.now);
  state.canMoveClock = hello.can_be_moved;
  state.moments = hello.moments;
  const remembered = recall(sessionStorage, "as");
  state.me = hello.users.find((user) => user.id === remembered) ?? hello.users[0] ?? null;
  const channel = recall(sessionStorage, "channel") ?? state.channelId;
  state.channelId = channels().find((one) => one.id === channel)?.id ?? channels()[0]?.id ?? null;
}

export function setClock(now) {
  state.clockOffsetMs = new Date(now).getTime() - Date.now() || 0;
}

export const now = () => new Date(Date.now() + state.clockOffsetMs);

export function messagesOf(channelId) {
  if (!state.messages.has(channelId)) state.messages.set(channelId, []);
  return state.messages.get(channelId);
}

/** An ephemeral message is shown only to the person it was for, also after switching to another. */
export const isForMe = (message) => !message.for || message.for === state.me?.id;

export function put(message) {
  const list = messagesOf(message.channel_id);
  const at = list.findIndex((one) => one.id === message.id);
  if (at >= 0) list[at] = message;
  else list.push(message);
  return at < 0;
}

export function drop(channelId, id) {
  const list = messagesOf(channelId);
  const at = list.findIndex((one) => one.id === id);
  if (at >= 0) list.splice(at, 1);
}

/** The channels the current person sees: no direct messages of others, no private threads they are not in. */
export const channels = () => state.channels.filter(isMine);

function isMine(channel) {
  if (channel.type === DIRECT) return channel.recipient_id === state.me?.id;
  return channel.type !== PRIVATE_THREAD || channel.members.includes(state.me?.id);
}

export const isThread = (channel) => channel?.type === PUBLIC_THREAD || channel?.type === PRIVATE_THREAD;
export const threadsOf = (id) => channels().filter((channel) => isThread(channel) && channel.parent_id === id);

/** Who can be mentioned in a channel. */
export function peopleIn(channel) {
  if (channel?.type === DIRECT) return everyone().filter((user) => isBot(user) || user.id === channel.recipient_id);
  return channel?.type === PRIVATE_THREAD ? everyone().filter((user) => channel.members.includes(user.id)) : everyone();
}

/** The roles that can be mentioned, the bot's own first, as in Discord's list. */
export const rolesIn = (channel) =>
  channel?.type === DIRECT ? [] : (state.guild?.roles ?? []).filter((role) => role.id !== state.guild.id).sort((a, b) => b.managed - a.managed);

const ADMINISTRATOR = 1n << 3n;
const IN_GUILD = 0;
const IN_BOT_DM = 1;
const GUILD_INSTALL = 0;

/** The commands that Discord offers the current person in the current channel. */
export function offered() {
  const direct = channelById(state.channelId)?.type === DIRECT;
  return state.commands.filter((command) => {
    if (command.integration_types && !command.integration_types.includes(GUILD_INSTALL)) return false;
    if (direct) return !command.guild_id && (command.contexts ? command.contexts.includes(IN_BOT_DM) : command.dm_permission !== false);
    return (command.contexts?.includes(IN_GUILD) ?? true) && mayUse(command);
  });
}

/** "0" leaves a command to administrators. */
function mayUse(command) {
  if (command.default_member_permissions == null) return true;
  const mine = BigInt(state.me?.permissions ?? 0);
  const needed = BigInt(command.default_member_permissions);
  return Boolean(mine & ADMINISTRATOR) || (needed !== 0n && (mine & needed) === needed);
}

export const channelById = (id) => state.channels.find((channel) => channel.id === id);
export const isBot = (user) => Boolean(user?.bot) || user?.id === state.bot.user?.id;
export const everyone = () => [state.bot.user, ...state.users].filter(Boolean);
export const userById = (id) => everyone().find((user) => user.id === id);
export const nameOf = (user) => user?.global_name || user?.username || "?";
export const roleById = (id) => state.guild?.roles?.find((role) => role.id === id);

/** `name` or `description` of a command, option or choice as the person's language has it. */
export const localized = (thing, key) => thing[`${key}_localizations`]?.[state.locale] ?? thing[key];

/** Storage may be forbidden (private windows); nothing here depends on it. */
export function remember(storage, key, value) {
  try {
    storage.setItem(key, value);
  } catch {
    // It is forgotten at the next visit, no more than that.
  }
}

export function recall(storage, key) {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

export function firstLocale() {
  const remembered = recall(localStorage, "locale");
  if (remembered in LOCALES) return remembered;
  const language = navigator.language.slice(0, 2);
  return Object.keys(LOCALES).find((locale) => locale.startsWith(language)) ?? "en-US";
}
