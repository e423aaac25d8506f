// A command that is being filled in: its name, then a pill for each option.

import { nest, splitValues } from "./commands.js";
import { el } from "./dom.js";
import { fixedChoices, narrow, valueOf } from "./options.js";
import { ask } from "./socket.js";
import { localized, state } from "./state.js";
import { COMBOBOX } from "./suggest.js";
import { t } from "./words.js";

const DEBOUNCE_MS = 150;

export class CommandForm {
  /** `on`: { submit(entry, options), leave(text), note(text) } */
  constructor(host, suggest, on) {
    this.host = host;
    this.suggest = suggest;
    this.on = on;
    this.pills = [];
    this.entry = null;
  }

  open(entry, rest = "") {
    this.entry = entry;
    this.pills = [];
    this.more = el("button", { class: "more-options", type: "button" });
    this.more.addEventListener("click", () => this.offerOptional());
    this.more.addEventListener("keydown", (event) => this.steerMore(event));
    this.more.addEventListener("blur", () => this.suggest.input === this.more && this.suggest.hide());
    this.host.replaceChildren(el("span", { class: "command-name" }, `/${entry.label}`), this.more);
    this.host.hidden = false;
    const values = splitValues(entry, rest);
    for (const option of entry.options) {
      if (option.required || values.has(option.name)) this.addPill(option, values.get(option.name));
    }
    // If there is only one, and it is optional, the person most likely wants it.
    if (!this.pills.length && entry.options.length) this.addPill(entry.options[0]);
    this.drawMore();
    this.focus();
  }

  close() {
    this.entry = null;
    this.pills = [];
    this.host.replaceChildren();
    this.host.hidden = true;
    this.suggest.hide();
  }

  /** The first pill that is empty, else the last. */
  focus() {
    const pill = this.pills.find((one) => !one.input.value) ?? this.pills.at(-1);
    const input = pill?.input ?? this.more;
    input.focus();
    if (pill) input.setSelectionRange(input.value.length, input.value.length);
  }

  text() {
    const [first, ...rest] = this.pills;
    const named = rest.filter((pill) => pill.input.value).map((pill) => ` ${pill.option.name}:${pill.input.value}`);
    const lead = first?.input.value ? (first.option === this.entry.options[0] ? first.input.value : `${first.option.name}:${first.input.value}`) : "";
    return `/${this.entry.label} ${lead}${named.join("")}`.trimEnd();
  }

  addPill(option, value = "") {
    const name = localized(option, "name");
    const input = el("input", { ...COMBOBOX, class: "pill-input", type: "text", autocomplete: "off", spellcheck: "false", size: "6", "aria-label": name, "aria-required": String(Boolean(option.required)), dataset: { option: option.name }, maxlength: option.max_length });
    const node = el("label", { class: option.required ? "pill" : "pill optional" }, el("span", { class: "pill-name" }, name), input);
    const pill = { option, input, node, choices: [], picked: null };
    input.value = value;
    this.pills.push(pill);
    this.more.before(node);
    input.addEventListener("focus", () => this.help(pill));
    input.addEventListener("blur", () => this.suggest.input === input && this.suggest.hide());
    input.addEventListener("input", () => this.typed(pill));
    input.addEventListener("keydown", (event) => this.steer(event, pill));
    this.fit(pill);
    return pill;
  }

  removePill(pill) {
    const at = this.pills.indexOf(pill);
    this.pills.splice(at, 1);
    pill.node.remove();
    this.drawMore();
    (this.pills[Math.max(0, at - 1)]?.input ?? this.more).focus();
  }

  unused() {
    return this.entry.options.filter((option) => !this.pills.some((pill) => pill.option === option));
  }

  drawMore() {
    const count = this.unused().length;
    this.more.hidden = count === 0 && this.pills.length > 0;
    this.more.textContent = count ? t("more_options", { count }) : "↵";
    this.more.setAttribute("aria-label", count ? this.more.textContent : t("send"));
  }

  fit({ input }) {
    input.size = Math.max(6, Math.min(40, input.value.length + 1));
  }

  typed(pill) {
    pill.picked = null;
    pill.node.classList.remove("faulty");
    this.on.note("");
    if (!this.splitTyped(pill)) this.help(pill, DEBOUNCE_MS);
    this.fit(pill);
  }

  /** Typing "first:arctic second:" opens the next pill, as pasting it does. */
  splitTyped(pill) {
    const found = /^(.*?)\s*([^\s:]+):$/su.exec(pill.input.value);
    const named = found && this.entry.options.find((option) => [option.name, localized(option, "name")].includes(found[2]));
    if (!named) return false;
    pill.input.value = found[1];
    const other = this.pills.find((one) => one.option === named) ?? this.addPill(named);
    if (pill !== other && !pill.input.value && !pill.option.required) this.removePill(pill);
    this.drawMore();
    other.input.focus();
    return true;
  }

  /** Shows what the option is for, and what can be chosen. */
  help(pill, waitMs = 0) {
    const { option, input } = pill;
    const fixed = fixedChoices(option);
    if (fixed) return this.offer(pill, narrow(fixed, pill.picked ? "" : input.value), Boolean(input.value) && !pill.picked);
    if (!option.autocomplete) return this.offer(pill, []);
    if (this.suggest.input !== input) this.offer(pill, pill.choices);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.complete(pill), waitMs);
  }

  offer(pill, choices, first = false) {
    pill.choices = choices;
    const { option } = pill;
    const head = [el("strong", {}, localized(option, "name")), el("span", {}, localized(option, "description")), !option.required && el("em", {}, t("optional"))].filter(Boolean);
    const empty = option.autocomplete && pill.input.value && pill.answered ? t("nothing_found") : "";
    this.suggest.show(pill.input, { head, first, empty, items: choices.map((choice) => ({ text: choice.name, run: () => this.pick(pill, choice) })) });
  }

  async complete(pill) {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const options = this.pills
      .filter((one) => one === pill || one.input.value)
      .map((one) => (one === pill ? { ...typedOption(one), focused: true } : { ...typedOption(one), value: one.picked?.value ?? one.input.value }));
    try {
      const answer = await ask({ t: "autocomplete", channel_id: state.channelId, id: this.entry.command.id, options: nest(this.entry, options) });
      pill.answered = true;
      // A slow answer must not overwrite a newer one, nor open over another input.
      if (turn === this.turn && document.activeElement === pill.input) this.offer(pill, answer.choices);
    } catch {
      // Without suggestions the typed text can still be sent.
    }
  }

  pick(pill, choice) {
    pill.input.value = choice.name;
    pill.picked = choice;
    this.fit(pill);
    const next = this.pills.find((one) => one.option.required && !one.input.value);
    if (next) return next.input.focus();
    this.suggest.hide();
    pill.input.focus();
  }

  steer(event, pill) {
    if (event.isComposing) return;
    const { suggest } = this;
    const act = (what) => {
      event.preventDefault();
      what();
    };
    if (event.key === "ArrowDown") act(() => (suggest.open ? suggest.move(1) : this.help(pill)));
    else if (event.key === "ArrowUp") act(() => suggest.move(-1));
    else if (event.key === "Enter") act(() => (suggest.marked ? suggest.marked.run() : this.submit()));
    else if (event.key === "Tab" && !event.shiftKey && suggest.marked) act(() => suggest.marked.run());
    else if (event.key === "Escape") act(() => (suggest.open && suggest.items.length ? suggest.hide() : this.on.leave(this.text())));
    else if (event.key === "Backspace" && !pill.input.value) act(() => this.stepBack(pill));
  }

  stepBack(pill) {
    const at = this.pills.indexOf(pill);
    if (at > 0 && pill.option.required) this.pills[at - 1].input.focus();
    else if (at > 0) this.removePill(pill);
    else this.on.leave(`/${this.entry.label}`);
  }

  steerMore(event) {
    const { suggest } = this;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (suggest.open) suggest.move(event.key === "ArrowDown" ? 1 : -1);
      else this.offerOptional();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (suggest.marked) suggest.marked.run();
      else if (this.unused().length && this.pills.length) this.offerOptional();
      else this.submit();
    } else if (event.key === "Escape" || event.key === "Backspace") {
      event.preventDefault();
      if (suggest.open) suggest.hide();
      else if (this.pills.length) this.pills.at(-1).input.focus();
      else this.on.leave(`/${this.entry.label}`);
    }
  }

  offerOptional() {
    const items = this.unused().map((option) => ({
      text: localized(option, "name"),
      detail: localized(option, "description"),
      run: () => {
        const pill = this.addPill(option);
        this.drawMore();
        pill.input.focus();
      },
    }));
    if (!items.length) return this.submit();
    this.more.focus();
    this.suggest.show(this.more, { head: el("strong", {}, t("optional")), items, first: true });
  }

  submit() {
    const options = [];
    for (const pill of this.pills) {
      const fault = this.faultOf(pill, options);
      if (!fault) continue;
      pill.node.classList.add("faulty");
      pill.input.focus();
      return this.on.note(fault);
    }
    this.on.submit(this.entry, nest(this.entry, options));
  }

  /** Adds the pill's value to `options`, or shows why it cannot. */
  faultOf(pill, options) {
    const text = pill.input.value.trim();
    if (!text) return pill.option.required ? t("missing", { name: localized(pill.option, "name") }) : null;
    const { value, fault } = pill.picked ?? valueOf(pill.option, text);
    if (!fault) options.push({ name: pill.option.name, type: pill.option.type, value });
    return fault;
  }
}

const typedOption = ({ option, input }) => ({ name: option.name, type: option.type, value: input.value });
