// The fields of a modal: each a node, a check, and what is sent of it.

import { el } from "./dom.js";
import { markdown } from "./markdown.js";
import { optionsOf } from "./select-options.js";
import { t } from "./words.js";

const ROW = 1;
const TEXT_INPUT = 4;
const TEXT_DISPLAY = 10;
const FILE_UPLOAD = 19;
const RADIO_GROUP = 21;
const CHECKBOX_GROUP = 22;
const CHECKBOX = 23;
const PARAGRAPH = 2;
const MAX_LENGTH = 4000; // https://discord.com/developers/docs/components/reference#text-input

/** One entry for each component at the top of a modal: { node, control, check(), send() }. */
export function fieldsOf(components) {
  return components.map((top, index) => {
    if (top.type === TEXT_DISPLAY) return { node: el("div", { class: "modal-text markup" }, markdown(top.content)), check: () => true, send: () => ({ type: TEXT_DISPLAY }) };
    if (top.type === ROW) {
      const field = fieldNode(top.components[0], top.components[0].label, null, index);
      return { ...field, send: () => ({ type: ROW, components: [field.send()] }) };
    }
    const field = fieldNode(top.component, top.label, top.description, index);
    return { ...field, send: () => ({ type: top.type, component: field.send() }) };
  });
}

function fieldNode(part, label, description, index) {
  const id = `modal-input-${index}`;
  const sent = (more) => ({ type: part.type, custom_id: part.custom_id, ...more });
  const made = part.type === TEXT_INPUT ? textField(part, id) : part.type === CHECKBOX ? boxField(part, id) : choiceField(part, id);
  const required = part.required !== false && part.type !== CHECKBOX;
  const note = el("span", { id: `${id}-note`, class: "modal-note" });
  const check = () => {
    const fault = made.fault(required);
    note.textContent = fault;
    if (fault) made.control.setAttribute("aria-invalid", "true");
    return !fault;
  };
  made.control.addEventListener("input", () => {
    note.textContent = "";
    made.control.removeAttribute("aria-invalid");
  });
  const star = required && el("span", { class: "star", "aria-hidden": "true" }, " *");
  const name = made.isGroup ? el("div", { id: `${id}-label`, class: "modal-label" }, label, star) : el("label", { for: id }, label, star);
  const node = el("div", { class: "modal-field" }, name,
    description && el("p", { class: "modal-description" }, description),
    made.control, el("div", { class: "modal-below" }, note, made.beside));
  return { node, control: made.focus ?? made.control, check, send: () => sent(made.value()) };
}

function textField(part, id) {
  const long = part.style === PARAGRAPH;
  const max = part.max_length ?? MAX_LENGTH;
  const control = el(long ? "textarea" : "input", {
    id,
    name: part.custom_id,
    type: long ? null : "text",
    rows: long ? "5" : null,
    placeholder: part.placeholder,
    maxlength: max,
    required: part.required !== false,
    "aria-describedby": `${id}-note`,
  });
  control.value = part.value ?? "";
  const beside = el("span", { class: "modal-count", "aria-hidden": "true" });
  const count = () => (beside.textContent = part.max_length || control.value.length > max * 0.9 ? String(max - control.value.length) : "");
  control.addEventListener("input", count);
  count();
  const fault = (required) => {
    const { length } = control.value.trim();
    if (length === 0) return required ? t("required") : "";
    return length < (part.min_length ?? 0) ? t("at_least", { min: part.min_length }) : "";
  };
  return { control, beside, fault, value: () => ({ value: control.value }) };
}

function boxField(part, id) {
  const control = el("input", { id, type: "checkbox", name: part.custom_id, checked: part.default === true });
  return { control, fault: () => "", value: () => ({ value: control.checked }) };
}

/** Radio buttons, boxes, or a select as either of them: what one chooses from is always open to view. */
function choiceField(part, id) {
  const one = part.type === RADIO_GROUP || (part.type !== CHECKBOX_GROUP && (part.max_values ?? 1) <= 1);
  const options = part.type === FILE_UPLOAD ? [] : optionsOf(part);
  const given = new Set((part.default_values ?? []).map((value) => value.id));
  const inputs = options.map((option) => el("input", { type: one ? "radio" : "checkbox", name: id, value: option.value, checked: option.default === true || given.has(option.value) }));
  const control = el("div", { class: "modal-choices", id, role: one ? "radiogroup" : "group", "aria-labelledby": `${id}-label`, "aria-describedby": `${id}-note` },
    options.map((option, at) => el("label", { class: "modal-choice" }, inputs[at],
      el("span", {}, option.label, option.description && el("span", { class: "modal-description" }, option.description)))));
  const values = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const fault = (required) => {
    const count = values().length;
    if (count === 0) return required && (part.min_values ?? 1) > 0 ? t("required") : "";
    const max = part.max_values ?? (one ? 1 : options.length);
    return count < (part.min_values ?? 0) || count > max ? t("choose_between", { min: part.min_values ?? 0, max }) : "";
  };
  return {
    control, fault, isGroup: true, focus: inputs[0],
    value: () => (part.type === RADIO_GROUP ? { value: values()[0] ?? null } : { values: values() }),
  };
}
