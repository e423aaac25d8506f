// The modal that a command or a button may answer with.

import { avatar } from "./avatar.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { Disconnected, ask } from "./socket.js";
import { nameOf, state } from "./state.js";
import { t } from "./words.js";

const TEXT_INPUT = 4;
const PARAGRAPH = 2;
const MAX_LENGTH = 4000; // https://discord.com/developers/docs/components/reference#text-input

/** `frame` is the server's; its `ref` goes back with what was filled in. */
export function openModal(frame, channelId) {
  const { modal } = frame;
  const inputs = textInputs(modal.components).map(inputNode);
  const problem = el("div", { class: "modal-error", role: "alert", hidden: true });
  const submit = el("button", { class: "button primary", type: "submit" }, t("submit"));
  const dialog = el("dialog", { class: "modal", "aria-labelledby": "modal-title" },
    el("form", { method: "dialog", novalidate: true },
      el("header", {}, avatar(state.bot.user, "small"),
        el("div", {}, el("h2", { id: "modal-title" }, modal.title), el("p", {}, nameOf(state.bot.user))),
        closeButton(() => dialog.close())),
      el("div", { class: "modal-body" }, inputs.map((input) => input.node), problem),
      el("footer", {}, plainButton(() => dialog.close()), submit)));

  dialog.addEventListener("close", () => dialog.remove());
  dialog.firstChild.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wrong = inputs.filter((input) => !input.check());
    if (wrong.length) return wrong[0].control.focus();
    submit.setAttribute("aria-busy", "true");
    submit.disabled = true;
    problem.hidden = true;
    try {
      await ask({
        t: "submit",
        channel_id: channelId,
        modal_ref: frame.ref,
        custom_id: modal.custom_id,
        components: inputs.map((input) => ({
          type: 1,
          components: [{ type: TEXT_INPUT, custom_id: input.id, value: input.control.value }],
        })),
      });
      dialog.close();
    } catch (error) {
      // What was filled in stays, so that a failure does not lose a long text.
      problem.replaceChildren(icon("alert"), error instanceof Disconnected ? t("offline") : error.message || t("went_wrong"));
      problem.hidden = false;
      submit.disabled = false;
      submit.removeAttribute("aria-busy");
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  inputs[0]?.control.focus();
}

/** Inputs come in action rows, or (newer modals) inside labels. */
function textInputs(components) {
  return components.flatMap((row) => {
    const inner = row.components ?? (row.component ? [{ ...row.component, label: row.label }] : []);
    return inner.filter((part) => part.type === TEXT_INPUT);
  });
}

function inputNode(part, index) {
  const id = `modal-input-${index}`;
  const long = part.style === PARAGRAPH;
  const required = part.required !== false;
  const max = part.max_length ?? MAX_LENGTH;
  const control = el(long ? "textarea" : "input", {
    id,
    name: part.custom_id,
    type: long ? null : "text",
    rows: long ? "5" : null,
    placeholder: part.placeholder,
    maxlength: max,
    required,
    "aria-describedby": `${id}-note`,
  });
  control.value = part.value ?? "";
  const note = el("span", { id: `${id}-note`, class: "modal-note" });
  const left = el("span", { class: "modal-count", "aria-hidden": "true" });
  const count = () => (left.textContent = part.max_length || control.value.length > max * 0.9 ? String(max - control.value.length) : "");
  control.addEventListener("input", () => {
    count();
    note.textContent = "";
    control.removeAttribute("aria-invalid");
  });
  count();
  const check = () => {
    const { length } = control.value.trim();
    const fault = required && length === 0 ? t("required") : length > 0 && length < (part.min_length ?? 0) ? t("at_least", { min: part.min_length }) : "";
    note.textContent = fault;
    if (fault) control.setAttribute("aria-invalid", "true");
    return !fault;
  };
  const star = required && el("span", { class: "star", "aria-hidden": "true" }, " *");
  const node = el("div", { class: "modal-field" }, el("label", { for: id }, part.label, star), control, el("div", { class: "modal-below" }, note, left));
  return { id: part.custom_id, node, control, check };
}

function closeButton(close) {
  return el("button", { class: "icon-button", type: "button", "aria-label": t("close"), on: { click: close } }, icon("close"));
}

function plainButton(close) {
  return el("button", { class: "button quiet", type: "button", on: { click: close } }, t("cancel"));
}
