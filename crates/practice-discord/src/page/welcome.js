// The top of a channel: its name, and commands to try first.

import { avatar } from "./avatar.js";
import { el, tell } from "./dom.js";
import { icon } from "./icons.js";
import { PRIVATE_THREAD, channelById, isThread, localized, nameOf, offered, peopleIn, state } from "./state.js";
import { t } from "./words.js";

const SUBCOMMAND = 1;
/** Examples with arguments, offered if the bot has registered the command; else its first commands are. */
const EXAMPLES = ["/issue arctic", "/aligned-with-us", "/hotspots", "/glossary", "/summits", "/onboard start"];
const MAX_EXAMPLES = 6;

export function welcome(channel) {
  if (isThread(channel)) return threadHead(channel);
  const bot = state.bot.user;
  const name = nameOf(bot);
  const direct = channel.type === 1;
  return el("div", { class: "welcome" },
    direct ? avatar(bot, "huge") : el("span", { class: "welcome-mark" }, icon("hash")),
    el("h2", {}, direct ? t("start_of_dm", { name }) : t("start_of", { channel: `#${channel.name}` })),
    bot && el("p", {}, t(direct ? "start_line_dm" : "start_line", { name })),
    tries());
}

function threadHead(thread) {
  const names = new Intl.ListFormat(state.locale).format(peopleIn(thread).map(nameOf));
  const isPrivate = thread.type === PRIVATE_THREAD;
  const line = t(isPrivate ? "start_private" : "start_public", { channel: `#${channelById(thread.parent_id)?.name}`, names });
  return el("div", { class: "welcome" }, el("span", { class: "welcome-mark" }, icon("thread")), el("h2", {}, thread.name), el("p", {}, line));
}

function tries() {
  const known = EXAMPLES.map(commandExample).filter(Boolean);
  const commands = known.length ? known : offered().filter(isSlash).slice(0, MAX_EXAMPLES).map(({ name }) => commandExample(`/${name}`));
  if (!state.bot.user || !commands.length) return el("p", { class: "topic" }, t("start_wait"));
  return [el("p", { class: "topic" }, t("start_try")), el("div", { class: "examples" }, commands)];
}

const isSlash = (command) => (command.type ?? 1) === 1;

/** Null if the bot has not registered it. */
function commandExample(text) {
  const [name, ...rest] = text.slice(1).split(" ");
  const command = offered().find((one) => isSlash(one) && one.name === name);
  if (!command) return null;
  const inner = command.options?.find((option) => option.type === SUBCOMMAND && option.name === rest[0]);
  return exampleNode(`/${[localized(command, "name"), ...rest].join(" ")}`, localized(inner ?? command, "description"));
}

function exampleNode(text, why) {
  const button = el("button", { class: "example", type: "button", dataset: { example: text } }, el("span", { class: "example-text" }, text), el("span", { class: "example-why" }, why));
  button.addEventListener("click", () => tell(button, "fill", { text }));
  return button;
}
