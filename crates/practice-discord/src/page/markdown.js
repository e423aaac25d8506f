// Discord's markdown as DOM nodes. Text from elsewhere never passes through an HTML parser.

import { el, safeUrl, tell } from "./dom.js";
import { channelById, nameOf, roleById, state, userById } from "./state.js";
import { timestamp } from "./time.js";
import { t } from "./words.js";

/** Everything: blocks and what is inside a line. */
export function markdown(text) {
  return blocks(text.replace(/\r\n?/g, "\n"));
}

/** One line's worth, for titles and names of fields. */
export function inlineMarkdown(text) {
  return inline(text);
}

/** The text without markup, for previews and screen readers. */
export function plain(text) {
  const holder = el("div", {}, markdown(text));
  for (const end of holder.querySelectorAll("br, .paragraph, li, h3, h4, h5, pre")) end.after(" ");
  return holder.textContent.replace(/\s+/g, " ").trim();
}

const FENCE = /^```(?:([\w+.#-]+)\n)?\n?([\s\S]*?)\n*```/;
const HEADING = /^(#{1,3})\s+(.+)$/;
const SUBTEXT = /^-#\s+(.+)$/;
const QUOTE = /^>(?:\s|$)(.*)$/;
const ITEM = /^(\s*)(?:([*-])|(\d{1,9})\.)\s+(.*)$/;

function blocks(text) {
  const out = [];
  let prose = []; // lines waiting to become one paragraph
  const flush = () => {
    if (prose.some((line) => line.trim())) out.push(el("div", { class: "paragraph" }, inline(prose.join("\n"))));
    else if (prose.length && out.length) out.push(el("div", { class: "gap" }));
    prose = [];
  };
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    const fence = line.indexOf("```");
    if (fence >= 0) {
      const rest = lines.slice(at).join("\n");
      const code = FENCE.exec(rest.slice(fence));
      if (code) {
        if (fence > 0) prose.push(line.slice(0, fence));
        flush();
        out.push(el("pre", { tabindex: "0" }, el("code", { dataset: code[1] ? { language: code[1] } : {} }, code[2])));
        const after = rest.slice(fence + code[0].length);
        lines.splice(0, lines.length, ...after.replace(/^\n/, "").split("\n"));
        if (!after) break;
        at = 0;
        continue;
      }
    }
    if (line.startsWith(">>> ")) {
      flush();
      out.push(el("blockquote", {}, blocks([line.slice(4), ...lines.slice(at + 1)].join("\n"))));
      break;
    }
    const [quoted, afterQuote] = run(lines, at, QUOTE);
    if (quoted.length) {
      flush();
      out.push(el("blockquote", {}, blocks(quoted.map((one) => QUOTE.exec(one)[1]).join("\n"))));
      at = afterQuote;
      continue;
    }
    const heading = HEADING.exec(line);
    if (heading) {
      flush();
      // The page has its own h1 and h2; a message's headings come below them.
      out.push(el(`h${heading[1].length + 2}`, { class: `heading-${heading[1].length}` }, inline(heading[2])));
      at++;
      continue;
    }
    const subtext = SUBTEXT.exec(line);
    if (subtext) {
      flush();
      out.push(el("div", { class: "subtext" }, inline(subtext[1])));
      at++;
      continue;
    }
    if (ITEM.test(line)) {
      flush();
      const [node, next] = list(lines, at);
      out.push(node);
      at = next;
      continue;
    }
    prose.push(line);
    at++;
  }
  flush();
  return out;
}

function run(lines, from, pattern) {
  let to = from;
  while (to < lines.length && pattern.test(lines[to])) to++;
  return [lines.slice(from, to), to];
}

/** A list and what is indented below its items. */
function list(lines, from) {
  const [, indent, , number] = ITEM.exec(lines[from]);
  const node = number ? el("ol", { start: number === "1" ? null : number }) : el("ul");
  let at = from;
  while (at < lines.length) {
    const item = ITEM.exec(lines[at]);
    if (!item) {
      const continues = node.lastChild && /^\s{2,}\S/.test(lines[at]);
      if (!continues) break;
      node.lastChild.append(el("br"), ...inline(lines[at].trim()));
      at++;
    } else if (item[1].length >= indent.length + 2) {
      const [nested, next] = list(lines, at);
      node.lastChild.append(nested);
      at = next;
    } else if (item[1].length < indent.length || Boolean(item[3]) !== Boolean(number)) {
      break;
    } else {
      node.append(el("li", {}, inline(item[4])));
      at++;
    }
  }
  return [node, at];
}

// Each rule: a pattern at the place reached, and what to make of it. The first that fits wins;
// a rule that answers null lets the character stand as it is.
const RULES = [
  [/^\\([^0-9A-Za-z\s])/, (m) => m[1]],
  [/^(`+)([\s\S]*?[^`])\1(?!`)/, (m) => el("code", {}, m[2].replace(/^ (?=.*\S)|(?<=\S.*) $/g, ""))],
  [/^<(https?:\/\/[^\s<>]+)>/, (m) => link(m[1], [m[1]])],
  [/^<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/, (m) => timestamp(Number(m[1]), m[2])],
  [/^<@!?(\d+)>/, (m) => userMention(m[1])],
  [/^<@&(\d+)>/, (m) => el("span", { class: "mention" }, `@${roleById(m[1])?.name ?? m[1]}`)],
  [/^<#(\d+)>/, (m) => channelMention(m[1])],
  [/^<\/([^:<>]+):(\d+)>/, (m) => commandMention(m[1])],
  [/^<a?:(\w+):\d+>/, (m) => `:${m[1]}:`],
  [/^@(everyone|here)\b/, (m) => el("span", { class: "mention" }, m[0])],
  [/^\[((?:\\.|\[[^\]]*\]|[^[\]\\])+)\]\(\s*<?(https?:\/\/(?:\([^\s()]*\)|[^\s()<>])+)>?(?:\s+["'][^)]*["'])?\s*\)/, (m) => link(m[2], inline(m[1], true))],
  [/^https?:\/\/[^\s<]+[^<.,:;"'\])\s]/, (m) => link(m[0], [m[0]])],
  [/^\*\*\*((?:\\.|[^\\])+?)\*\*\*(?!\*)/s, (m, bare) => el("em", {}, el("strong", {}, inline(m[1], bare)))],
  [/^\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/s, (m, bare) => el("strong", {}, inline(m[1], bare))],
  [/^__((?:\\.|[^\\])+?)__(?!_)/s, (m, bare) => el("u", {}, inline(m[1], bare))],
  [/^~~((?:\\.|[^\\])+?)~~/s, (m, bare) => el("s", {}, inline(m[1], bare))],
  [/^\|\|((?:\\.|[^\\])+?)\|\|/s, (m, bare) => spoiler(inline(m[1], bare))],
  [/^\*(?![\s*])((?:\\.|\*\*[^*]+\*\*|[^\\*])+?)(?<!\s)\*(?!\*)/s, (m, bare) => el("em", {}, inline(m[1], bare))],
  [/^_((?:\\.|__[^_]+__|[^\\_])+?)_(?![A-Za-z0-9_])/s, (m, bare) => el("em", {}, inline(m[1], bare))],
];

/** `bare`: inside a masked link, where another link must not begin. */
function inline(text, bare = false) {
  const out = [];
  let run = "";
  const flush = () => {
    if (run) out.push(run);
    run = "";
  };
  for (let at = 0; at < text.length; ) {
    const found = match(text, at, bare);
    if (found) {
      if (typeof found.node === "string") {
        run += found.node;
      } else {
        flush();
        out.push(found.node);
      }
      at += found.length;
    } else if (text[at] === "\n") {
      flush();
      out.push(el("br"));
      at++;
    } else {
      run += text[at++];
    }
  }
  flush();
  return out;
}

const CAN_BEGIN = /[\\`<@[h*_~|]/;
const INSIDE_WORD = /[\p{L}\p{N}]/u;

function match(text, at, bare) {
  if (!CAN_BEGIN.test(text[at])) return null;
  // snake_case and the middle of a word begin neither emphasis nor a link.
  if ("_h".includes(text[at]) && at > 0 && INSIDE_WORD.test(text[at - 1])) return null;
  if (bare && text[at] === "h") return null;
  const rest = text.slice(at);
  for (const [pattern, make] of RULES) {
    const found = pattern.exec(rest);
    const node = found && make(found, bare);
    if (node) return { node, length: found[0].length };
  }
  return null;
}

function link(address, content) {
  const url = safeUrl(address);
  return url && el("a", { href: url.href, rel: "noopener noreferrer", target: "_blank", title: url.href }, content);
}

function userMention(id) {
  const user = userById(id);
  const mine = id === state.me?.id;
  return el("span", { class: mine ? "mention mine" : "mention" }, user ? `@${nameOf(user)}` : `<@${id}>`);
}

function channelMention(id) {
  const channel = channelById(id);
  if (!channel) return el("span", { class: "mention" }, `#${id}`);
  const button = el("button", { class: "mention", type: "button" }, `#${channel.name}`);
  button.addEventListener("click", () => tell(button, "go", { channelId: id }));
  return button;
}

function commandMention(name) {
  const button = el("button", { class: "mention", type: "button" }, `/${name}`);
  button.addEventListener("click", () => tell(button, "fill", { text: `/${name} ` }));
  return button;
}

function spoiler(content) {
  const cover = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": t("spoiler") });
  cover.append(el("span", { class: "covered", "aria-hidden": "true" }, content));
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
    cover.classList.add("shown");
    cover.firstChild.removeAttribute("aria-hidden");
    cover.removeEventListener("click", show);
    cover.removeEventListener("keydown", show);
  };
  cover.addEventListener("click", show);
  cover.addEventListener("keydown", show);
  return cover;
}
