// Dates in the reader's language and time zone.

import { now, state } from "./state.js";
import { el } from "./dom.js";
import { t } from "./words.js";

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};
const UNITS_SECS = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

export const format = (date, style) => new Intl.DateTimeFormat(state.locale, STYLES[style]).format(date);

export function relative(date) {
  const secs = Math.round((date - now()) / 1000);
  const [unit, length] = UNITS_SECS.find(([, length]) => Math.abs(secs) >= length) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(state.locale, { numeric: "auto" }).format(Math.round(secs / length), unit);
}

export const dayOf = (date) => new Date(date).toDateString();

/** The time beside an author: short for today, longer for older messages. */
export function stamp(date) {
  const time = format(date, "t");
  if (dayOf(date) === dayOf(now())) return time;
  const yesterday = now();
  yesterday.setDate(yesterday.getDate() - 1);
  if (dayOf(date) === dayOf(yesterday)) return t("yesterday_at", { time });
  return format(date, "s");
}

/** `<t:unix:style>` in the reader's zone, the full date on hover. */
export function timestamp(unixSecs, style = "f") {
  const date = new Date(unixSecs * 1000);
  if (Number.isNaN(date.getTime())) return null;
  const text = style === "R" ? relative(date) : format(date, style in STYLES ? style : "f");
  return el("time", { class: "timestamp", datetime: date.toISOString(), title: format(date, "F"), dataset: { style } }, text);
}

/** Updates "in 5 minutes" and "yesterday" while the page stays open. */
export function refreshRelative() {
  for (const node of document.querySelectorAll("time.stamp")) {
    const text = stamp(new Date(node.dateTime));
    if (node.textContent !== text) node.textContent = text;
  }
  for (const node of document.querySelectorAll('time[data-style="R"]')) {
    const text = relative(new Date(node.dateTime));
    if (node.textContent !== text) node.textContent = text;
  }
}
