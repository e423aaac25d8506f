// What a server sees that has just added the bot: the joining message, the form that sets up alerts, and /help for a
// manager, a member and somebody on watch, in two languages, as a phone shows them.

import path from "node:path";

const LABELS = [
  "Which summits?", "How long before they begin?", "In which channel?", "Whom to mention?", "In which time zone?",
];

export async function newcomers(ada) {
  const { page } = ada;
  await ada.enter("general");
  const joined = ada.messages.filter({ hasText: "Attaché is here" }).first();
  await joined.waitFor();
  await onPhone(ada, joined, "joined");

  await ada.press(joined, "Set up alerts");
  const form = page.locator("dialog.modal");
  for (const label of LABELS) await form.getByText(label).first().waitFor();
  await onPhone(ada, form, "set-up");
  await page.keyboard.press("Escape");
  await form.waitFor({ state: "detached" });

  for (const [language, title, watch] of [["en-US", "What I can do", "On watch"], ["ru", "Что я умею", "На дежурстве"]]) {
    await page.locator("#language").selectOption(language);
    for (const [person, name] of [["Ada", "manager"], ["Noor", "member"], ["Sam", "watch"]]) {
      await ada.speakAs(person);
      const help = await ada.toldAfter(() => ada.command("/help"), title, watch);
      await ada.look(`help-${name}-${language}`);
      await onPhone(ada, help, `help-${name}-${language.slice(0, 2)}`);
    }
  }
  await page.locator("#language").selectOption("en-US");
  await ada.speakAs("Ada");
}

/** A picture of one thing at the width of a phone, as docs/images has it. */
async function onPhone(ada, thing, name) {
  const { page } = ada;
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 2_400 });
  await thing.scrollIntoViewIfNeeded();
  await thing.screenshot({ path: path.join(ada.shots, `docs-phone-${name}.png`) });
  await page.setViewportSize({ width: 1280, height: 900 });
}
