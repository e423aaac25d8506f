// Components of which a whole message may consist: texts, sections, pictures, files, separators, containers.

import { el, ownUrl, safeUrl } from "./dom.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown.js";

const SECTION = 9;
const TEXT = 10;
const THUMBNAIL = 11;
const GALLERY = 12;
const FILE = 13;
const SEPARATOR = 14;
const CONTAINER = 17;

/** `inner` draws what can be pressed: rows, and the button beside a section. */
export function layoutNode(part, inner) {
  switch (part.type) {
    case SECTION: return el("div", { class: "section" },
      el("div", { class: "section-words" }, part.components.map((one) => layoutNode(one, inner))),
      part.accessory.type === THUMBNAIL ? pictureNode(part.accessory) : inner(part.accessory));
    case TEXT: return el("div", { class: "text-display markup" }, markdown(part.content));
    case GALLERY: return el("div", { class: "gallery" }, part.items.map(pictureNode));
    case FILE: return fileNode(part);
    case SEPARATOR: return part.divider === false ? el("div", { class: "gap" }) : el("hr", { class: "divider" });
    case CONTAINER: return containerNode(part, inner);
    default: return inner(part);
  }
}

function containerNode(part, inner) {
  const node = el("div", { class: "container" }, part.components.map((one) => layoutNode(one, inner)));
  // Set by script, because the content security policy forbids style attributes.
  if (part.accent_color != null) node.style.setProperty("--bar", `#${part.accent_color.toString(16).padStart(6, "0")}`);
  return node;
}

/** Pictures are shown from this server only; of others their description stands in their place. */
function pictureNode(item) {
  const url = ownUrl(item.media?.url);
  const words = item.description ?? "";
  if (url) return el("img", { class: "picture", src: url, alt: words, loading: "lazy" });
  return el("div", { class: "picture missing", role: "img", "aria-label": words }, icon("file"), el("span", {}, words));
}

function fileNode(part) {
  const url = part.file?.url && safeUrl(part.file.url);
  const name = part.name ?? part.file?.url?.split("/").at(-1) ?? "";
  return el("div", { class: "attachment" }, icon("file"), el("div", { class: "attachment-words" },
    url ? el("a", { href: url.href, rel: "noopener noreferrer", target: "_blank" }, name) : el("span", {}, name)));
}

/** All texts of components, at any depth, from the first to the last. */
export function textsOf(components) {
  return (components ?? []).flatMap((part) => [
    part.content,
    part.description,
    ...textsOf(part.components),
    ...(part.items ?? []).map((item) => item.description),
    part.accessory?.description,
  ]).filter(Boolean);
}
