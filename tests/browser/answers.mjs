// Questions in plain words: in a channel, as a command, in a direct message.

import assert from "node:assert/strict";

export async function answers(ada) {
  const { page } = ada;
  await ada.enter("general");
  await page.evaluate(() => {
    window.typed = [];
    const note = () => document.querySelector(".typing")?.textContent && window.typed.push(document.querySelector(".typing").textContent);
    new MutationObserver(note).observe(document.body, { childList: true, subtree: true });
  });

  const answer = await ada.toldAfter(() => ada.ask("who is propping up maduro"), "Venezuela", "who is propping up maduro", "U.S. Institute of Peace", /[A-Z][a-z]{2} \d{4} · /);
  await answer.locator(".above.reply").getByText("who is propping up maduro").waitFor();
  assert.ok((await page.evaluate(() => window.typed)).some((text) => text.includes("Attaché is typing")), "typing is shown meanwhile");
  await ada.look("answer");

  const leaning = await ada.toldAfter(() => ada.ask("and Russia?"), "“and Russia?”", "Continuing: Venezuela");
  await leaning.locator(".above.reply").getByText("and Russia?").waitFor();
  await ada.look("follow-up");

  const declined = await ada.toldAfter(() => ada.ask("how are brazilian soybeans doing?"), "I couldn't find that in my pages", "brazilian soybeans");
  assert.doesNotMatch(await declined.innerText(), /Continuing:/);
  const topics = await declined.locator(".components button").allInnerTexts();
  assert.equal(topics.length, 3, `three topics, not ${topics}`);
  await ada.look("declined");
  const shown = await ada.toldAfter(() => ada.press(declined, topics[0]), topics[0], "Only you can see this");
  assert.equal(await shown.locator(".embed-title").innerText(), topics[0]);
  const id = await shown.getAttribute("data-id");
  await ada.speakAs("Noor");
  assert.equal(await page.locator(`[data-id="${id}"]`).count(), 0, "nobody else sees the page");
  await ada.speakAs("Ada");

  await ada.press(leaning, "👎");
  const form = page.locator("dialog.modal[open]");
  await form.waitFor();
  await ada.look("rating");
  const send = () => form.getByRole("button", { name: /submit/i }).click();
  const thanks = await ada.toldAfter(send, "Thanks! (anonymous)", "Only you can see this");
  await thanks.waitFor();
  await ada.look("rated");

  const asked = await ada.toldAfter(() => ada.command("/ask question:when is the next SCO summit?"), "SCO");
  await asked.getByText("used").waitFor();
  await ada.look("ask");

  await page.locator('[data-channel="dm"]').click();
  await page.locator('[aria-current="page"]', { hasText: "Attaché" }).waitFor();
  const direct = await ada.toldAfter(() => ada.say("what does russia want in the arctic?"), "The Arctic", "“what does russia want in the arctic?”");
  await ada.look("direct");
  await ada.picture("answer", ada.messages.first(), direct);
}
