// The server's scheduled events, in the sidebar: name, place, and when they begin.

import { el } from "./dom.js";
import { state } from "./state.js";
import { timestamp } from "./time.js";
import { t } from "./words.js";

/** Nothing is shown of a server without events. */
export function eventList() {
  const events = [...state.events].sort((a, b) => a.scheduled_start_time.localeCompare(b.scheduled_start_time));
  if (!events.length) return false;
  return el("section", { "aria-label": t("events") }, el("h2", {}, t("events")), el("ul", { class: "events" }, events.map(eventLine)));
}

function eventLine(event) {
  const begins = timestamp(new Date(event.scheduled_start_time).getTime() / 1000, "s");
  return el("li", { class: "event", title: event.description ?? "" },
    el("span", { class: "event-name" }, event.name),
    el("span", { class: "event-when" }, begins, ` · ${event.entity_metadata?.location ?? ""}`));
}
