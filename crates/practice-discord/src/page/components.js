// The components of a message: what they show, and what pressing a button or choosing in a select does.

import { el, safeUrl } from "./dom.js";
import { icon } from "./icons.js";
import { layoutNode } from "./layout.js";
import { openMenu } from "./menu.js";
import { openModal } from "./modal.js";
import { optionsOf } from "./select-options.js";
import { Disconnected, ask } from "./socket.js";
import { t } from "./words.js";

const ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
const LINK_STYLE = 5;
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "secondary" };

export function componentsNode(message) {
  const node = el("div", { class: "components" });
  const inner = (part) => componentNode(message, part);
  node.append(...message.components.map((part) => layoutNode(part, inner)).filter(Boolean));
  return node.childElementCount ? node : null;
}

function componentNode(message, part) {
  if (part.type === ROW) {
    const parts = (part.components ?? []).map((one) => componentNode(message, one)).filter(Boolean);
    return parts.length ? el("div", { class: "component-row" }, parts) : null;
  }
  if (part.type === BUTTON) return part.style === LINK_STYLE ? linkNode(part) : buttonNode(message, part);
  if (part.type === STRING_SELECT || (part.type >= 5 && part.type <= 8)) return selectNode(message, part);
  return null;
}

function face(part) {
  const emoji = part.emoji?.name && el("span", { class: "emoji", "aria-hidden": "true" }, part.emoji.id ? `:${part.emoji.name}:` : part.emoji.name);
  return [emoji, part.label && el("span", { class: "label" }, part.label)];
}

function linkNode(part) {
  const url = safeUrl(part.url);
  const inner = [face(part), icon("link")];
  if (!url || part.disabled) return el("button", { class: "button link", type: "button", disabled: true }, inner);
  return el("a", { class: "button link", href: url.href, rel: "noopener noreferrer", target: "_blank" }, inner);
}

function buttonNode(message, part) {
  const button = el("button", {
    class: `button ${STYLES[part.style] ?? "secondary"}`,
    type: "button",
    disabled: part.disabled,
    "aria-label": part.label ? null : part.emoji?.name,
    dataset: { customId: part.custom_id },
  }, face(part), dots());
  button.addEventListener("click", () => press(message, button, part));
  return button;
}

const dots = () => el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));

/** Sends the press and shows a spinner until the answer; opens a modal, or shows an error, as it may be. */
async function press(message, node, part, values) {
  const block = node.closest(".components");
  if (block.dataset.waiting) return;
  block.dataset.waiting = "yes";
  block.querySelector(".component-error")?.remove();
  node.setAttribute("aria-busy", "true");
  try {
    const answer = await ask({
      t: "press",
      channel_id: message.channel_id,
      message_id: message.id,
      custom_id: part.custom_id,
      component_type: part.type,
      values,
    });
    if (answer.t === "modal") openModal(answer, message.channel_id);
  } catch (error) {
    const text = error instanceof Disconnected ? t("connecting") : error.message || t("no_answer");
    block.append(el("div", { class: "component-error", role: "alert" }, icon("alert"), text));
  } finally {
    delete block.dataset.waiting;
    node.removeAttribute("aria-busy");
  }
}

function selectNode(message, part) {
  const options = optionsOf(part);
  const chosen = new Set(options.filter((option) => option.default).map((option) => option.value));
  const labels = options.filter((option) => chosen.has(option.value)).map((option) => option.label);
  const button = el("button", {
    class: "select",
    type: "button",
    disabled: part.disabled,
    "aria-haspopup": "menu",
    dataset: { customId: part.custom_id },
  }, el("span", { class: labels.length ? "label" : "label empty" }, labels.join(", ") || part.placeholder || t("choose")), dots(), icon("chevron"));
  button.addEventListener("click", () => openMenu(button, {
    label: part.placeholder || t("choose"),
    width: button.offsetWidth,
    many: (part.max_values ?? 1) > 1 ? { min: part.min_values ?? 1, max: part.max_values, done: (values) => press(message, button, part, values) } : null,
    items: options.map((option) => ({
      text: option.label,
      detail: option.description,
      emoji: option.emoji?.id ? null : option.emoji?.name,
      value: option.value,
      checked: chosen.has(option.value),
      run: () => press(message, button, part, [option.value]),
    })),
  }));
  return button;
}
