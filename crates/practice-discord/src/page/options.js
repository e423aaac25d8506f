// One option of a command: its choices, and the value of what was typed.

import { channels, everyone, localized, nameOf, state } from "./state.js";
import { t } from "./words.js";

export const TYPE = { integer: 4, boolean: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10 };

/** The fixed choices, or null where any text will do. */
export function fixedChoices(option) {
  if (option.choices?.length) return option.choices.map((choice) => ({ name: localized(choice, "name"), value: choice.value }));
  const people = () => everyone().map((user) => ({ name: nameOf(user), value: user.id }));
  const roles = () => (state.guild?.roles ?? []).map((role) => ({ name: role.name, value: role.id }));
  switch (option.type) {
    case TYPE.boolean: return [{ name: t("yes"), value: true }, { name: t("no"), value: false }];
    case TYPE.user: return people();
    case TYPE.channel: return channels().filter((channel) => channel.type !== 1).map((channel) => ({ name: channel.name, value: channel.id }));
    case TYPE.role: return roles().length ? roles() : null;
    case TYPE.mentionable: return [...people(), ...roles()];
    default: return null;
  }
}

export function narrow(choices, text) {
  const wanted = text.trim().replace(/^[@#]/, "").toLowerCase();
  return choices.filter((choice) => choice.name.toLowerCase().includes(wanted) || String(choice.value).toLowerCase().startsWith(wanted));
}

/** The value of the text for this option: { value }, or { fault } to show. */
export function valueOf(option, text) {
  const name = localized(option, "name");
  const fixed = fixedChoices(option);
  if (fixed) {
    const wanted = text.trim().replace(/^[@#]/, "").toLowerCase();
    const found = fixed.find((choice) => [choice.name, String(choice.value)].some((one) => one.toLowerCase() === wanted)) ?? only(narrow(fixed, text));
    return found ? { value: found.value } : { fault: t("need_choice", { name }) };
  }
  if (option.type !== TYPE.integer && option.type !== TYPE.number) return { value: text.trim() };
  const number = Number(text.trim().replace(",", "."));
  if (option.type === TYPE.integer && !Number.isSafeInteger(number)) return { fault: t("need_integer", { name }) };
  if (!Number.isFinite(number)) return { fault: t("need_number", { name }) };
  const { min_value: min = -Infinity, max_value: max = Infinity } = option;
  return number < min || number > max ? { fault: t("need_range", { name, min, max }) } : { value: number };
}

const only = (list) => (list.length === 1 ? list[0] : undefined);
