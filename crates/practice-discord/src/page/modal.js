// The modal that a command or a button may answer with.

import { avatar } from "./avatar.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { fieldsOf } from "./modal-fields.js";
import { Disconnected, ask } from "./socket.js";
import { nameOf, state } from "./state.js";
import { t } from "./words.js";

/** `frame` is the server's; its `ref` goes back with what was filled in. */
export function openModal(frame, channelId) {
  const { modal } = frame;
  const inputs = fieldsOf(modal.components);
  const problem = el("div", { class: "modal-error", role: "alert", hidden: true });
  const submit = el("button", { class: "button primary", type: "submit" }, t("submit"));
  const dialog = el("dialog", { class: "modal", "aria-labelledby": "modal-title" },
    el("form", { method: "dialog", novalidate: true },
      el("header", {}, avatar(state.bot.user, "small"),
        el("div", {}, el("h2", { id: "modal-title" }, modal.title), el("p", {}, nameOf(state.bot.user))),
        closeButton(() => dialog.close())),
      el("div", { class: "modal-body" }, inputs.map((input) => input.node), problem),
      el("footer", {}, plainButton(() => dialog.close()), submit)));

  dialog.addEventListener("close", () => dialog.remove());
  dialog.firstChild.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wrong = inputs.filter((input) => !input.check());
    if (wrong.length) return wrong[0].control?.focus();
    submit.setAttribute("aria-busy", "true");
    submit.disabled = true;
    problem.hidden = true;
    try {
      await ask({
        t: "submit",
        channel_id: channelId,
        modal_ref: frame.ref,
        custom_id: modal.custom_id,
        components: inputs.map((input) => input.send()),
      });
      dialog.close();
    } catch (error) {
      // What was filled in stays, so that a failure does not lose a long text.
      problem.replaceChildren(icon("alert"), error instanceof Disconnected ? t("offline") : error.message || t("went_wrong"));
      problem.hidden = false;
      submit.disabled = false;
      submit.removeAttribute("aria-busy");
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  inputs.find((input) => input.control)?.control.focus();
}

function closeButton(close) {
  return el("button", { class: "icon-button", type: "button", "aria-label": t("close"), on: { click: close } }, icon("close"));
}

function plainButton(close) {
  return el("button", { class: "button quiet", type: "button", on: { click: close } }, t("cancel"));
}
