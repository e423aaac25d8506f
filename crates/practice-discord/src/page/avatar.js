// Avatars: initials on a colour that is derived from the id.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { isBot, nameOf } from "./state.js";

const HUES = 8; // .hue-0 … .hue-7 in style.css

export function avatar(user, size = "medium") {
  const look = isBot(user) ? "bot" : `hue-${hueOf(user?.id ?? "")}`;
  return el("span", { class: `avatar ${size} ${look}`, "aria-hidden": "true" }, isBot(user) ? icon("case") : initials(nameOf(user)));
}

function hueOf(id) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return sum % HUES;
}

function initials(name) {
  const words = name.split(/[\s._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)].map((word) => [...word][0]) : [[...name][0]];
  return letters.join("").toUpperCase();
}
