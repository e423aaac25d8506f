// The messages of one channel, scrolled to the newest unless the reader has scrolled up.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { continues, messageNode } from "./message.js";
import { isForMe, messagesOf, state } from "./state.js";
import { dayOf, format } from "./time.js";
import { welcome } from "./welcome.js";
import { t } from "./words.js";

const NEAR_BOTTOM_PX = 80;

export class Timeline {
  constructor(scroller, jump) {
    this.scroller = scroller;
    this.jump = jump;
    this.follow = true;
    this.missed = 0;
    scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    jump.addEventListener("click", () => this.toNewest());
    scroller.addEventListener("keydown", (event) => this.steer(event));
    // Late images, an error, an opened keyboard change heights; the newest message stays in view.
    const settle = () => this.follow && this.height !== heightOf(scroller) && this.toNewest();
    new ResizeObserver(settle).observe(scroller);
    new MutationObserver(settle).observe(scroller, { childList: true, subtree: true });
    scroller.addEventListener("load", settle, true);
  }

  show(channel, name) {
    this.channel = channel;
    this.scroller.setAttribute("aria-label", t("messages_in", { channel: name }));
    this.head = welcome(channel);
    this.scroller.replaceChildren(el("div", { class: "spacer" }), this.head, ...this.visible().map((message, at, all) => slot(message, all[at - 1])));
    this.rove();
    this.toNewest();
  }

  visible() {
    return messagesOf(this.channel.id).filter(isForMe);
  }

  /** Redraws the welcome text when commands or members change. */
  refreshWelcome() {
    const head = welcome(this.channel);
    this.head.replaceWith(head);
    this.head = head;
  }

  put(message) {
    const all = this.visible();
    const at = all.findIndex((one) => one.id === message.id);
    if (at < 0) return this.remove(message.id);
    const fresh = slot(message, all[at - 1]);
    const old = this.slotOf(message.id);
    if (old) this.replace(old, fresh);
    else this.scroller.append(fresh);
    this.rove();
    if (this.follow || (!old && message.author.id === state.me.id)) this.toNewest();
    else if (!old) this.miss();
  }

  /** A pressed button is often still there in the answer: the focus stays on it. */
  replace(old, fresh) {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const customId = focused?.dataset.customId;
    old.replaceWith(fresh);
    if (!focused) return;
    const again = customId && fresh.querySelector(`[data-custom-id="${CSS.escape(customId)}"]:not(:disabled)`);
    (again || fresh.querySelector(".message")).focus({ preventScroll: true });
  }

  remove(id) {
    const old = this.slotOf(id);
    if (!old) return;
    const hadFocus = old.contains(document.activeElement);
    const next = old.nextElementSibling;
    old.remove();
    const all = this.visible();
    const at = all.findIndex((one) => one.id === next?.dataset.slot);
    if (at >= 0) this.replace(next, slot(all[at], all[at - 1]));
    this.rove();
    if (hadFocus) document.getElementById("composer").focus();
  }

  slotOf(id) {
    return this.scroller.querySelector(`[data-slot="${CSS.escape(id)}"]`);
  }

  /** Shows a message that a reply points to. */
  reveal(id) {
    const node = this.slotOf(id)?.querySelector(".message");
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    node.focus({ preventScroll: true });
  }

  toNewest() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.height = heightOf(this.scroller);
    this.follow = true;
    this.missed = 0;
    this.jump.hidden = true;
  }

  scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    this.follow = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX;
    if (this.follow) this.missed = 0;
    this.drawJump();
  }

  miss() {
    this.missed++;
    this.drawJump();
  }

  drawJump() {
    this.jump.hidden = this.follow;
    this.jump.replaceChildren(this.missed ? `${t("new_count", { count: this.missed })} · ` : "", t("jump"), icon("down"));
  }

  /** One stop in the tab order; the arrows go from message to message. */
  rove() {
    const all = [...this.scroller.querySelectorAll(".message")];
    for (const node of all) node.tabIndex = -1;
    if (all.length) all.at(-1).tabIndex = 0;
  }

  steer(event) {
    if (!event.target.matches?.(".message")) return;
    const all = [...this.scroller.querySelectorAll(".message")];
    const at = all.indexOf(event.target);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Escape" || to === all.length) {
      event.preventDefault();
      document.getElementById("composer").focus();
    } else if (all[to]) {
      event.preventDefault();
      for (const node of all) node.tabIndex = -1;
      all[to].tabIndex = 0;
      all[to].focus();
    }
  }
}

const heightOf = (scroller) => `${scroller.clientHeight}/${scroller.scrollHeight}`;

function slot(message, before) {
  const newDay = !before || dayOf(before.timestamp) !== dayOf(message.timestamp);
  const divider = newDay && el("div", { class: "day", role: "separator" }, el("span", {}, format(new Date(message.timestamp), "D")));
  return el("div", { class: "slot", dataset: { slot: message.id } }, divider, messageNode(message, !newDay && continues(message, before)));
}
