// What can be chosen in a select: its own options, or the people, roles and channels there are.

import { everyone, nameOf, state } from "./state.js";

export function optionsOf(part) {
  const person = (user) => ({ label: nameOf(user), value: user.id });
  const role = (role) => ({ label: `@${role.name}`, value: role.id });
  const roles = state.guild?.roles ?? [];
  switch (part.type) {
    case 5: return everyone().map(person);
    case 6: return roles.map(role);
    case 7: return [...everyone().map(person), ...roles.map(role)];
    case 8: return state.channels.filter((channel) => channel.type === 0).map((channel) => ({ label: `#${channel.name}`, value: channel.id }));
    default: return part.options ?? [];
  }
}
