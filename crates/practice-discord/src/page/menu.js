// The one floating menu: a message's actions, a select's options, the people to act as.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

const EDGE_PX = 8;
let open = null;

/**
 * `spec`: { label, items: [{ text, detail, emoji, icon, face, heading, checked, value, run }], width, many, at: {x, y} }.
 * `many` ({ min, max, done }) lets several be ticked; otherwise choosing closes.
 */
export function openMenu(anchor, spec) {
  closeMenu();
  const menu = el("div", { class: "menu", role: "menu", "aria-label": spec.label, tabindex: "-1" });
  for (const item of spec.items) menu.append(item.heading ? el("div", { class: "menu-heading", role: "presentation" }, item.heading) : itemNode(menu, spec, item));
  if (spec.many) menu.append(doneNode(menu, spec));
  const shade = el("div", { class: "menu-shade" });
  shade.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    closeMenu();
  });
  menu.addEventListener("keydown", (event) => steer(event, menu));
  document.body.append(shade, menu);
  open = { menu, shade, anchor };
  anchor.setAttribute("aria-expanded", "true");
  place(menu, anchor, spec);
  (menu.querySelector('[aria-checked="true"]') ?? menu.querySelector(".menu-item"))?.focus();
}

export function closeMenu() {
  if (!open) return;
  const { menu, shade, anchor } = open;
  open = null;
  const hadFocus = menu.contains(document.activeElement);
  menu.remove();
  shade.remove();
  anchor.removeAttribute("aria-expanded");
  if (hadFocus && anchor.isConnected) anchor.focus({ preventScroll: true });
}

function itemNode(menu, spec, item) {
  const role = spec.many ? "menuitemcheckbox" : "checked" in item ? "menuitemradio" : "menuitem";
  const node = el("button", {
    class: "menu-item",
    type: "button",
    role,
    tabindex: "-1",
    "aria-checked": role === "menuitem" ? null : String(Boolean(item.checked)),
    dataset: { value: item.value ?? "" },
  },
  item.face, item.emoji && el("span", { class: "emoji", "aria-hidden": "true" }, item.emoji), item.icon && icon(item.icon),
  el("span", { class: "menu-words" }, el("span", { class: "menu-text" }, item.text), item.detail && el("span", { class: "menu-detail" }, item.detail)),
  role !== "menuitem" && el("span", { class: "menu-check", "aria-hidden": "true" }, icon("check")));
  node.addEventListener("click", () => {
    if (spec.many) return tick(menu, node, spec.many);
    closeMenu();
    item.run();
  });
  return node;
}

function tick(menu, node, { max }) {
  const on = node.getAttribute("aria-checked") === "true";
  if (!on && ticked(menu).length >= max) return;
  node.setAttribute("aria-checked", String(!on));
}

const ticked = (menu) => [...menu.querySelectorAll('[aria-checked="true"]')].map((node) => node.dataset.value);

function doneNode(menu, spec) {
  const button = el("button", { class: "menu-item menu-done", type: "button", role: "menuitem", tabindex: "-1" }, t("done"));
  button.addEventListener("click", () => {
    const values = ticked(menu);
    if (values.length < spec.many.min) return;
    closeMenu();
    spec.many.done(values);
  });
  return button;
}

function steer(event, menu) {
  const items = [...menu.querySelectorAll(".menu-item")];
  const at = items.indexOf(document.activeElement);
  const go = (to) => items[(to + items.length) % items.length]?.focus();
  const keys = {
    ArrowDown: () => go(at + 1),
    ArrowUp: () => go(at - 1),
    Home: () => go(0),
    End: () => go(-1),
    Escape: closeMenu,
    Tab: closeMenu,
  };
  if (keys[event.key]) {
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  } else if (event.key.length === 1 && event.key !== " ") {
    const letter = event.key.toLowerCase();
    [...items.slice(at + 1), ...items].find((item) => item.textContent.toLowerCase().startsWith(letter))?.focus();
  }
}

/** Beside the pointer or the anchor, kept inside the window; on a phone the style sheet makes it a bottom sheet. */
function place(menu, anchor, spec) {
  if (spec.width) menu.style.minWidth = `${spec.width}px`;
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const x = spec.at?.x ?? box.left;
  const below = spec.at?.y ?? box.bottom + 4;
  const above = (spec.at?.y ?? box.top - 4) - height;
  const fits = below + height <= innerHeight - EDGE_PX;
  menu.style.left = `${Math.max(EDGE_PX, Math.min(x, innerWidth - width - EDGE_PX))}px`;
  menu.style.top = `${Math.max(EDGE_PX, fits ? below : above)}px`;
}
