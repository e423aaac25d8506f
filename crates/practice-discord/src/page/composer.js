// The box at the bottom: plain messages, and the start of commands.

import { avatar } from "./avatar.js";
import { CommandForm } from "./command-form.js";
import { exact, find, nest, read } from "./commands.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { runCommand } from "./interactions.js";
import { say } from "./socket.js";
import { channelById, channels, everyone, isThread, localized, nameOf, peopleIn, rolesIn, state } from "./state.js";
import { COMBOBOX, Suggest } from "./suggest.js";
import { t } from "./words.js";

const MAX_LENGTH = 2000; // https://discord.com/developers/docs/resources/message#create-message

export class Composer {
  constructor(form) {
    this.form = form;
    this.suggest = new Suggest(form);
    this.replyTo = null;
    this.replyBar = el("div", { class: "reply-bar", hidden: true });
    this.input = el("textarea", { ...COMBOBOX, id: "composer", rows: "1", maxlength: MAX_LENGTH, enterkeyhint: "send" });
    this.formHost = el("div", { class: "command-form", hidden: true });
    this.slash = el("button", { class: "icon-button slash-button", type: "button" }, icon("slash"));
    this.sendButton = el("button", { class: "icon-button send-button", type: "submit" }, icon("send"));
    this.note = el("div", { class: "composer-note", role: "status" });
    this.typing = el("div", { class: "typing", "aria-live": "off" });
    this.box = el("div", { class: "composer-box" }, this.slash, this.formHost, this.input, this.sendButton);
    form.append(this.replyBar, this.box, el("div", { class: "composer-foot" }, this.note, this.typing));
    this.command = new CommandForm(this.formHost, this.suggest, {
      submit: (entry, options) => this.run(entry, options),
      leave: (text) => this.leaveCommand(text),
      note: (text) => this.say(text),
    });
    this.listen();
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.command.entry) this.command.submit();
      else this.enter();
    });
    this.slash.addEventListener("click", () => this.fill("/"));
    this.box.addEventListener("click", (event) => {
      if (event.target === this.box || event.target === this.formHost) this.focus();
    });
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.steer(event));
    this.input.addEventListener("blur", () => this.suggest.input === this.input && this.suggest.hide());
    // While a command is filled in, its pills are the composer.
    this.input.addEventListener("focus", () => this.command.entry && this.command.focus());
  }

  /** `name`: the channel's name as it is shown. */
  show(name, channel) {
    this.name = name;
    const label = t("message_to", { channel: name });
    const closed = isThread(channel) && channel.locked && !state.me.manages_threads;
    const hint = closed ? t("locked_hint") : channel.archived ? t("archived_hint") : "";
    this.input.placeholder = hint || (matchMedia("(max-width: 40rem)").matches ? label : `${label} · ${t("or_slash")}`);
    this.input.setAttribute("aria-label", hint ? `${label}. ${hint}` : label);
    for (const part of [this.input, this.slash, this.sendButton]) part.disabled = closed;
    this.box.classList.toggle("closed", closed);
    for (const [button, key] of [[this.slash, "commands"], [this.sendButton, "send"]]) {
      button.setAttribute("aria-label", t(key));
      button.title = t(key);
    }
    this.drawReply();
    this.say("");
  }

  focus() {
    if (this.command.entry) this.command.focus();
    else this.input.focus();
  }

  fill(text) {
    this.leaveCommand(text);
    this.typed();
    this.focus();
  }

  reply(message) {
    this.replyTo = message;
    this.replyPing = true;
    this.drawReply();
    this.focus();
  }

  drawReply() {
    this.replyBar.hidden = !this.replyTo;
    if (!this.replyTo) return;
    const close = el("button", { class: "icon-button", type: "button", "aria-label": t("cancel") }, icon("close"));
    close.addEventListener("click", () => this.stopReply());
    this.replyBar.replaceChildren(icon("reply"), el("span", { class: "reply-words" }, t("replying_to", { name: nameOf(this.replyTo.author) })), this.pingButton(), close);
  }

  /** A reply to oneself mentions nobody. */
  pingButton() {
    const { author } = this.replyTo;
    if (author.id === state.me.id) return "";
    const button = el("button", { class: "ping", type: "button", role: "switch", "aria-checked": String(this.replyPing), "aria-label": t("ping_hint", { name: nameOf(author) }), title: t("ping_hint", { name: nameOf(author) }) }, t(this.replyPing ? "ping_on" : "ping_off"));
    button.addEventListener("click", () => {
      this.replyPing = !this.replyPing;
      this.drawReply();
      this.input.focus();
    });
    return button;
  }

  /** Another person or another channel: the reply that was begun is dropped. */
  forgetReply() {
    this.replyTo = null;
    this.drawReply();
  }

  stopReply() {
    this.replyTo = null;
    this.drawReply();
    this.input.focus();
  }

  say(text) {
    this.note.textContent = text;
  }

  typed() {
    this.say("");
    this.grow();
    const { value } = this.input;
    const command = read(value);
    if (command) return this.openCommand(command.entry, command.rest);
    if (/^\/[^\n]*$/.test(value)) return this.offerCommands(value.slice(1));
    const mention = /(?:^|\s)@([^\s@]*)$/u.exec(value.slice(0, this.input.selectionStart));
    if (mention) return this.offerPeople(mention[1]);
    this.suggest.hide();
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight}px`;
  }

  offerCommands(text) {
    const items = find(text).map((entry) => ({
      text: `/${entry.label}`,
      hint: entry.options.map((option) => localized(option, "name")).join("  "),
      detail: entry.description,
      face: avatar(state.bot.user, "small"),
      run: () => this.openCommand(entry),
    }));
    this.suggest.show(this.input, { head: el("strong", {}, t("commands")), items, first: true, empty: t("no_command") });
  }

  offerPeople(text) {
    const wanted = fold(text);
    const channel = channelById(state.channelId);
    const fits = (...names) => names.some((name) => fold(name).startsWith(wanted));
    const roles = rolesIn(channel).filter((role) => fits(role.name));
    const people = peopleIn(channel).filter((user) => user.id !== state.me.id && fits(user.username, nameOf(user)));
    if (!people.length && !roles.length) return this.suggest.hide();
    const roleItem = (role) => ({ text: `@${role.name}`, hint: t("role"), face: el("span", { class: "role-face", "aria-hidden": "true" }, icon("at")), run: () => this.mention(written(role)) });
    const items = [
      // A bot's own role stands before the bot, which is why people pick it.
      ...roles.filter((role) => role.managed).map(roleItem),
      ...people.map((user) => ({ text: nameOf(user), hint: nameOf(user) === user.username ? null : user.username, face: avatar(user, "small"), run: () => this.mention(nameOf(user)) })),
      ...roles.filter((role) => !role.managed).map(roleItem),
    ];
    this.suggest.show(this.input, { head: el("strong", {}, t("people")), items, first: true });
  }

  mention(name) {
    const at = this.input.selectionStart;
    const before = this.input.value.slice(0, at).replace(/@[^\s@]*$/u, `@${name} `);
    this.input.value = before + this.input.value.slice(at).trimStart();
    this.input.setSelectionRange(before.length, before.length);
    this.suggest.hide();
    this.input.focus();
  }

  openCommand(entry, rest = "") {
    this.input.value = "";
    this.box.classList.add("commanding");
    this.input.tabIndex = -1;
    this.suggest.hide();
    this.command.open(entry, rest);
  }

  leaveCommand(text) {
    this.command.close();
    this.box.classList.remove("commanding");
    this.input.tabIndex = 0;
    this.input.value = text;
    this.say("");
    this.grow();
    this.input.focus();
    if (/^\/\S*$/.test(text)) this.typed();
  }

  steer(event) {
    if (event.isComposing) return;
    const { suggest } = this;
    const act = (what) => {
      event.preventDefault();
      what();
    };
    const listed = suggest.open && suggest.items.length > 0;
    if (event.key === "Enter" && !event.shiftKey) act(() => this.enter());
    else if (event.key === "Tab" && !event.shiftKey && suggest.marked) act(() => suggest.marked.run());
    else if (listed && event.key === "ArrowDown") act(() => suggest.move(1));
    else if (listed && event.key === "ArrowUp") act(() => suggest.move(-1));
    else if (event.key === "Escape") act(() => this.escape());
  }

  escape() {
    if (this.suggest.open) this.suggest.hide();
    else if (this.replyTo) this.stopReply();
    else if (this.input.value.startsWith("/")) this.fill("");
  }

  /** Runs a complete command with nothing required, chooses the marked row, or sends a message. */
  enter() {
    const { value } = this.input;
    const whole = value.startsWith("/") && exact(value);
    if (whole && !whole.options.some((option) => option.required) && this.suggest.at <= 0) return this.run(whole, nest(whole, []));
    if (this.suggest.marked) return this.suggest.marked.run();
    const command = read(value);
    if (command) {
      this.openCommand(command.entry, command.rest);
      return this.command.submit();
    }
    this.sendText(value.trim());
  }

  sendText(text) {
    if (!text) return;
    const sent = say({ t: "send", channel_id: state.channelId, content: withIds(text), reply_to: this.replyTo?.id ?? null, reply_ping: this.replyPing ?? true });
    if (!sent) return this.say(t("offline"));
    this.replyTo = null;
    this.drawReply();
    this.fill("");
  }

  run(entry, options) {
    this.fill("");
    runCommand({ command: entry.command, name: entry.name, options, channelId: state.channelId });
  }

  showTyping(users) {
    const text = users.length ? `${t("is_typing", { name: users.map(nameOf).join(", ") })}…` : "";
    this.typing.replaceChildren(...(text ? [el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), text] : []));
  }
}

/** "Attaché" is found by "attache". */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** A bot's own role has the bot's name, so that it is written with a sign more. */
const written = (role) => (role.managed ? `&${role.name}` : role.name);

/** "@Attaché" and "#general" become the ids that Discord would send. */
function withIds(text) {
  const people = everyone().flatMap((user) => [nameOf(user), user.username].map((name) => ["@", name, `<@${user.id}>`]));
  const roles = rolesIn(channelById(state.channelId)).map((role) => ["@", written(role), `<@&${role.id}>`]);
  const rooms = channels().filter((channel) => channel.type !== 1).map((channel) => ["#", channel.name, `<#${channel.id}>`]);
  const known = [...people, ...roles, ...rooms].sort((a, b) => b[1].length - a[1].length);
  return text.replace(/(?<![\p{L}\p{N}])[@#]\S.*/gsu, (tail) => replaceNames(tail, known));
}

function replaceNames(tail, known) {
  let out = "";
  for (let at = 0; at < tail.length; ) {
    const hit = "@#".includes(tail[at]) && known.find(([sign, name]) => sign === tail[at] && sameWord(tail.slice(at + 1), name));
    out += hit ? hit[2] : tail[at];
    at += hit ? hit[1].length + 1 : 1;
  }
  return out;
}

function sameWord(text, name) {
  return fold(text.slice(0, name.length)) === fold(name) && !/[\p{L}\p{N}]/u.test(text[name.length] ?? "");
}
