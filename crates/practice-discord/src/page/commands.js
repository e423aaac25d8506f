// Slash commands as text: searching them, parsing what was typed, building the options.

import { localized, offered } from "./state.js";

const SLASH = 1;
const SUBCOMMAND = 1;
const GROUP = 2;

/** Every command that can be run, with one entry for each subcommand ("/alerts add"). */
export function entries() {
  return offered().filter((command) => (command.type ?? SLASH) === SLASH).flatMap((command) => leaves(command, command, []));
}

function leaves(command, node, path) {
  const here = [...path, node];
  const inner = (node.options ?? []).filter((option) => option.type === SUBCOMMAND || option.type === GROUP);
  const canNest = node === command || node.type === GROUP;
  if (canNest && inner.length) return inner.flatMap((option) => leaves(command, option, here));
  return [{
    command,
    path: here,
    name: here.map((part) => part.name).join(" "),
    label: here.map((part) => localized(part, "name")).join(" "),
    description: localized(node, "description"),
    options: node.options ?? [],
  }];
}

const names = (entry) => [entry.label.toLowerCase(), entry.name.toLowerCase()];

/** Matches at the beginning first, then matches anywhere. */
export function find(text) {
  const wanted = text.toLowerCase();
  const all = entries();
  const first = all.filter((entry) => names(entry).some((name) => name.startsWith(wanted)));
  const later = all.filter((entry) => !first.includes(entry) && names(entry).some((name) => name.includes(wanted)));
  return [...first, ...later];
}

/** "/alerts add x": the entry, and what follows its name; null while the name is still being typed. */
export function read(text) {
  if (!text.startsWith("/")) return null;
  const typed = text.slice(1);
  const fits = (name) => typed.toLowerCase().startsWith(`${name} `);
  const found = entries().filter((entry) => names(entry).some(fits)).sort((a, b) => b.name.length - a.name.length)[0];
  if (!found) return null;
  const name = names(found).find(fits);
  return { entry: found, rest: typed.slice(name.length + 1) };
}

/** The entry with exactly this name. */
export const exact = (text) => entries().find((entry) => names(entry).includes(text.slice(1).trim().toLowerCase()));

/** "first:arctic second:taiwan" by name; text without a name belongs to the first option. */
export function splitValues(entry, rest) {
  const values = new Map();
  const known = entry.options.flatMap((option) => [option.name, localized(option, "name")]);
  const pattern = new RegExp(`(?:^|\\s)(${known.map((name) => name.replace(/[^\p{L}\p{N}_]/gu, "\\$&")).join("|")}):\\s*`, "giu");
  const marks = known.length ? [...rest.matchAll(pattern)] : [];
  const lead = rest.slice(0, marks[0]?.index ?? rest.length).trim();
  if (lead && entry.options[0]) values.set(entry.options[0].name, lead);
  marks.forEach((mark, at) => {
    const option = entry.options.find((one) => [one.name, localized(one, "name")].some((name) => name.toLowerCase() === mark[1].toLowerCase()));
    values.set(option.name, rest.slice(mark.index + mark[0].length, marks[at + 1]?.index ?? rest.length).trim());
  });
  return values;
}

/** The options as Discord nests them: inside their subcommand, inside its group. */
export function nest(entry, options) {
  return entry.path.slice(1).reduceRight((inner, part) => [{ name: part.name, type: part.type, options: inner }], options);
}
