// The suggestions above the composer. The focus stays in the input; the list only marks the current row.

import { el } from "./dom.js";

export class Suggest {
  constructor(host) {
    this.box = el("div", { class: "suggest", hidden: true });
    this.list = el("div", { id: "suggestions", class: "suggest-list", role: "listbox" });
    this.head = el("div", { class: "suggest-head", id: "suggest-head" });
    this.foot = el("div", { class: "suggest-foot" });
    this.list.setAttribute("aria-labelledby", "suggest-head");
    this.box.append(this.head, this.list, this.foot);
    // A click must not take the focus from the input.
    this.box.addEventListener("pointerdown", (event) => event.preventDefault());
    host.prepend(this.box);
    this.items = [];
    this.at = -1;
  }

  /** `items`: [{ text, detail, hint, face, run }]; `first` marks the first one from the start. */
  show(input, { head = [], items = [], first = false, empty = "" }) {
    if (this.input !== input) this.release();
    this.input = input;
    this.items = items;
    this.head.replaceChildren(...[head].flat());
    this.foot.textContent = items.length ? "" : empty;
    this.list.replaceChildren(...items.map((item, at) => this.row(item, at)));
    this.list.hidden = !items.length;
    this.box.hidden = false;
    input.setAttribute("aria-expanded", String(items.length > 0));
    this.mark(first && items.length ? 0 : -1);
  }

  row(item, at) {
    const node = el("div", { id: `suggestion-${at}`, class: "suggestion", role: "option", "aria-selected": "false" },
      item.face,
      el("span", { class: "suggestion-words" },
        el("span", { class: "suggestion-text" }, item.text, item.hint && el("span", { class: "suggestion-hint" }, item.hint)),
        item.detail && el("span", { class: "suggestion-detail" }, item.detail)));
    node.addEventListener("click", () => item.run());
    return node;
  }

  get open() {
    return !this.box.hidden;
  }

  get marked() {
    return this.open ? this.items[this.at] : undefined;
  }

  /** With no row marked, down marks the first and up the last. */
  move(by) {
    const count = this.items.length;
    if (!count) return;
    this.mark(this.at < 0 ? (by > 0 ? 0 : count - 1) : (this.at + by + count) % count);
  }

  mark(at) {
    this.list.children[this.at]?.setAttribute("aria-selected", "false");
    this.at = at;
    const node = this.list.children[at];
    if (!node) return this.input?.removeAttribute("aria-activedescendant");
    node.setAttribute("aria-selected", "true");
    node.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", node.id);
  }

  hide() {
    this.box.hidden = true;
    this.items = [];
    this.at = -1;
    this.release();
  }

  release() {
    this.input?.setAttribute("aria-expanded", "false");
    this.input?.removeAttribute("aria-activedescendant");
    this.input = null;
  }
}

/** The ARIA attributes of an input that owns the list. */
export const COMBOBOX = {
  role: "combobox",
  "aria-autocomplete": "list",
  "aria-expanded": "false",
  "aria-controls": "suggestions",
  "aria-haspopup": "listbox",
};
