// The practice time at the bottom of the sidebar, and the panel that moves it forward.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { Disconnected, ask } from "./socket.js";
import { now, state } from "./state.js";
import { t } from "./words.js";

const STEPS_SECS = [
  ["clock_minutes", 600], ["clock_half_hour", 1_800], ["clock_hour", 3_600],
  ["clock_day", 86_400], ["clock_days", 259_200], ["clock_week", 604_800],
];
const DAY = { weekday: "short", day: "numeric", month: "short", year: "numeric" };
const TIME = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };

const panel = el("div", { id: "clock-panel", class: "clock-panel", popover: "auto", role: "dialog" });
panel.addEventListener("beforetoggle", () => {
  const top = document.getElementById("clock")?.getBoundingClientRect().top ?? 0;
  panel.style.setProperty("--above", `${innerHeight - top + 6}px`);
});
panel.addEventListener("toggle", ({ newState }) => {
  const open = newState === "open";
  document.getElementById("clock")?.setAttribute("aria-expanded", String(open));
  // The button may have been redrawn meanwhile; the browser would return the focus to the old one.
  if (!open && document.activeElement === document.body) document.getElementById("clock")?.focus();
});
document.body.append(panel);

/** The button that opens the panel; null if this server's clock cannot be moved. */
export function clockButton() {
  if (!state.canMoveClock) return null;
  const time = [el("span", { class: "clock-local", dataset: { clock: "local" } }), el("span", { class: "clock-utc", dataset: { clock: "utc" } })];
  const button = el("button", { class: "clock", id: "clock", type: "button", popovertarget: panel.id, "aria-haspopup": "dialog", "aria-expanded": String(panel.matches(":popover-open")) }, icon("clock"), el("span", { class: "clock-words" }, time), icon("chevron"));
  write([button]);
  return button;
}

/** Draws the panel in the person's language. */
export function drawClock() {
  const problem = el("p", { class: "clock-problem", role: "alert" });
  const go = async (to) => {
    problem.textContent = "";
    try {
      await ask({ t: "move_clock", ...to });
      document.getElementById("live").textContent = `${t("clock")}: ${formatted(now(), { ...DAY, ...TIME })}`;
    } catch (error) {
      problem.textContent = error instanceof Disconnected ? t("offline") : error.message || t("went_wrong");
    }
  };
  panel.setAttribute("aria-label", t("clock"));
  panel.replaceChildren(el("h2", {}, t("clock")), times(), el("p", { class: "clock-note" }, t("clock_note")), steps(go), field(go), moments(go), problem);
  write([panel]);
}

/** Updates the times that are shown. */
export function tickClock() {
  write(document.querySelectorAll("#clock, #clock-panel:popover-open"));
}

function times() {
  const row = (name, clock) => [el("dt", {}, name), el("dd", {}, el("span", { dataset: { clock: `${clock}-day` } }), el("span", { class: "clock-hands", dataset: { clock: `${clock}-time` } }))];
  return el("dl", { class: "clock-times" }, row(t("local_time"), "local"), row("UTC", "utc"));
}

function steps(go) {
  return el("div", { class: "clock-steps" }, STEPS_SECS.map(([word, seconds]) => button("button secondary", t(word), () => go({ seconds }))));
}

function field(go) {
  const input = el("input", { id: "clock-to", type: "datetime-local", required: true, max: "2099-12-31T00:00" });
  const form = el("form", { class: "clock-field" }, el("label", { for: "clock-to" }, t("go_to")), input, el("button", { class: "button primary", type: "submit" }, t("go")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go({ to: new Date(input.value).toISOString() });
  });
  return form;
}

function moments(go) {
  if (!state.moments.length) return null;
  return el("ul", { class: "clock-moments" }, state.moments.map(({ label, at }) => {
    const one = button("moment", [el("span", { class: "moment-label" }, label), el("time", { datetime: at }, formatted(new Date(at), DAY))], () => hasGoneBy(one) || go({ to: at }));
    one.dataset.at = at;
    return el("li", {}, one);
  }));
}

const hasGoneBy = (moment) => new Date(moment.dataset.at) < now();

function button(kind, content, run) {
  const node = el("button", { class: kind, type: "button" }, content);
  node.addEventListener("click", run);
  return node;
}

const formatted = (date, style, timeZone) => new Intl.DateTimeFormat(state.locale, { ...style, timeZone }).format(date);

function write(roots) {
  const date = now();
  const texts = {
    local: formatted(date, { ...DAY, ...TIME, second: undefined }),
    utc: `${formatted(date, { ...DAY, ...TIME, second: undefined, weekday: undefined, year: undefined }, "UTC")} UTC`,
    "local-day": formatted(date, DAY),
    "local-time": formatted(date, TIME),
    "utc-day": formatted(date, DAY, "UTC"),
    "utc-time": formatted(date, TIME, "UTC"),
  };
  for (const root of roots) {
    for (const node of root.querySelectorAll("[data-clock]")) {
      if (node.textContent !== texts[node.dataset.clock]) node.textContent = texts[node.dataset.clock];
    }
    if (root.id === "clock") root.setAttribute("aria-label", t("clock_move", { time: texts.local }));
    // The clock does not move back, so moments that have passed are off. (Not `disabled`: that would lose the focus.)
    for (const moment of root.querySelectorAll(".moment")) moment.ariaDisabled = String(hasGoneBy(moment));
  }
}
