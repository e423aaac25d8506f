// What a server sees that has just added the bot: the joining message, the form that sets up alerts, and /help for a
// manager, a member and somebody on watch, in two languages.

export async function newcomers(ada) {
  const { page } = ada;
  await ada.enter("general");
  const joined = ada.messages.filter({ hasText: "Attaché is here" }).first();
  await joined.waitFor();
  await ada.look("joined");

  await ada.press(joined, "Set up alerts");
  const form = page.locator("dialog.modal");
  for (const label of ["Which summits?", "How long before they begin?", "In which channel?", "Whom to mention?", "In which time zone?"]) {
    await form.getByText(label).first().waitFor();
  }
  await page.setViewportSize({ width: 390, height: 1_100 });
  await ada.shot("set-up-phone");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.keyboard.press("Escape");
  await form.waitFor({ state: "detached" });

  for (const [language, title, watch] of [["en-US", "What I can do", "On watch"], ["ru", "Что я умею", "/handover"]]) {
    await page.locator("#language").selectOption(language);
    for (const [person, name] of [["Ada", "manager"], ["Noor", "member"], ["Sam", "watch"]]) {
      await ada.speakAs(person);
      await ada.toldAfter(() => ada.command("/help"), title, watch);
      await ada.look(`help-${name}-${language}`);
    }
  }
  await page.locator("#language").selectOption("en-US");
  await ada.speakAs("Ada");
}
