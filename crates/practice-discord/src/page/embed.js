// One embed, laid out as Discord lays it out.

import { el, ownUrl, safeUrl } from "./dom.js";
import { inlineMarkdown, markdown } from "./markdown.js";
import { format } from "./time.js";

const MAX_COLUMNS = 3;

export function embedNode(embed) {
  const thumbnail = picture(embed.thumbnail, "embed-thumbnail");
  const node = el("div", { class: thumbnail ? "embed with-thumbnail" : "embed" },
    el("div", { class: "embed-words" },
      author(embed.author),
      title(embed),
      embed.description && el("div", { class: "embed-description markup" }, markdown(embed.description)),
      embed.fields?.length > 0 && el("div", { class: "embed-fields" }, fields(embed.fields))),
    thumbnail,
    picture(embed.image, "embed-image"),
    footer(embed));
  // Set by script, because the content security policy forbids style attributes.
  if (embed.color != null) node.style.setProperty("--bar", `#${embed.color.toString(16).padStart(6, "0")}`);
  return node;
}

function author(author) {
  return author?.name && el("div", { class: "embed-author" }, picture({ url: author.icon_url }, "embed-icon"), outward(author.url, [author.name]));
}

function title(embed) {
  return embed.title && el("h3", { class: "embed-title" }, outward(embed.url, inlineMarkdown(embed.title)));
}

function outward(address, content) {
  const url = address && safeUrl(address);
  return url ? el("a", { href: url.href, rel: "noopener noreferrer", target: "_blank" }, content) : content;
}

/** Inline fields share a row, three at most; any other takes a whole row. */
function fields(all) {
  const rows = [];
  for (const field of all) {
    const row = rows.at(-1);
    if (field.inline && row?.[0].inline && row.length < MAX_COLUMNS) row.push(field);
    else rows.push([field]);
  }
  return rows.map((row) => el("div", { class: `embed-row columns-${row.length}` }, row.map(fieldNode)));
}

const fieldNode = (field) =>
  el("div", { class: "embed-field" },
    el("div", { class: "embed-field-name markup" }, inlineMarkdown(field.name)),
    el("div", { class: "embed-field-value markup" }, markdown(field.value)));

function picture(source, name) {
  const url = ownUrl(source?.url);
  return url && el("img", { class: name, src: url, alt: source.description ?? "", loading: "lazy" });
}

function footer(embed) {
  if (!embed.footer?.text && !embed.timestamp) return null;
  const time = embed.timestamp && el("time", { datetime: embed.timestamp }, format(new Date(embed.timestamp), "s"));
  const dot = embed.footer?.text && time && el("span", { class: "dot", "aria-hidden": "true" }, "•");
  return el("div", { class: "embed-footer" }, picture({ url: embed.footer?.icon_url }, "embed-icon"), embed.footer?.text && el("span", {}, embed.footer.text), dot, time);
}
