// What a person can do with threads: open one, add people, archive, lock or leave it.

import { avatar } from "./avatar.js";
import { el, tell } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { Disconnected, ask } from "./socket.js";
import { PRIVATE_THREAD, PUBLIC_THREAD, everyone, nameOf, state } from "./state.js";
import { t } from "./words.js";

const NAME_LENGTH = 100; // https://discord.com/developers/docs/resources/channel#start-thread-without-message

/** The menu of a thread: its members, who could be added, and what this person may do. */
export function threadMenu(anchor, thread) {
  const { me } = state;
  const change = (what) => act({ t: "change_thread", channel_id: thread.id, ...what });
  const owns = thread.owner_id === me.id || me.manages_threads;
  const members = everyone().filter((user) => thread.members.includes(user.id));
  const others = everyone().filter((user) => !members.includes(user));
  const isOpen = !thread.archived && (!thread.locked || me.manages_threads);
  const mayAdd = isOpen && (owns || thread.invitable);
  openMenu(anchor, {
    label: t("thread_actions"),
    items: [
      { heading: `${t("thread_members")} · ${new Intl.ListFormat(state.locale, { style: "narrow" }).format(members.map(nameOf))}` },
      ...(mayAdd ? others : []).map((user) => ({
        text: t("thread_add", { name: nameOf(user) }),
        face: avatar(user, "small"),
        run: () => act({ t: "add_to_thread", channel_id: thread.id, user_id: user.id }),
      })),
      owns && thread.archived && { text: t("thread_reopen"), icon: "box", run: () => change({ archived: false }) },
      owns && isOpen && { text: t("thread_archive"), icon: "box", run: () => change({ archived: true }) },
      me.manages_threads && !thread.archived && { text: t(thread.locked ? "thread_unlock" : "thread_lock"), icon: "lock", run: () => change({ locked: !thread.locked }) },
      members.includes(me) && !thread.archived && { text: t("thread_leave"), icon: "leave", run: () => act({ t: "leave_thread", channel_id: thread.id }) },
      me.manages_threads && { text: t("thread_delete"), icon: "bin", run: () => act({ t: "delete_thread", channel_id: thread.id }) },
    ].filter(Boolean),
  });
}

async function act(frame) {
  try {
    await ask(frame);
  } catch (error) {
    tell(document, "note", { text: inWords(error) });
  }
}

const inWords = (error) => (error instanceof Disconnected ? t("offline") : error.message || t("went_wrong"));

/** The form that opens a thread below a channel. */
export function startThread(channel) {
  const name = el("input", { id: "thread-name", type: "text", maxlength: NAME_LENGTH, required: true });
  const closed = el("input", { id: "thread-private", type: "checkbox" });
  const problem = el("div", { class: "modal-error", role: "alert", hidden: true });
  const dialog = el("dialog", { class: "modal", "aria-labelledby": "thread-title" });
  const cancel = () => dialog.close();
  const form = el("form", { method: "dialog" },
    el("header", {}, el("span", { class: "thread-mark" }, icon("thread")),
      el("div", {}, el("h2", { id: "thread-title" }, t("thread_new")), el("p", {}, `#${channel.name}`)),
      el("button", { class: "icon-button", type: "button", "aria-label": t("close"), on: { click: cancel } }, icon("close"))),
    el("div", { class: "modal-body" },
      el("div", { class: "modal-field" }, el("label", { for: "thread-name" }, t("thread_name")), name),
      el("label", { class: "check" }, closed, el("span", {}, t("thread_private"))),
      problem),
    el("footer", {}, el("button", { class: "button quiet", type: "button", on: { click: cancel } }, t("cancel")), el("button", { class: "button primary", type: "submit" }, t("thread_create"))));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await ask({ t: "start_thread", channel_id: channel.id, name: name.value, type: closed.checked ? PRIVATE_THREAD : PUBLIC_THREAD });
      dialog.close();
    } catch (error) {
      problem.replaceChildren(icon("alert"), inWords(error));
      problem.hidden = false;
    }
  });
  dialog.append(form);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  name.focus();
}
