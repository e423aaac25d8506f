// The tour, from /onboard start to the question that comes back and to /onboard stop.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

const MISSED = "Try again: ";

export async function tour(noor, knowledge) {
  const { page } = noor;
  const right = rightAnswers(knowledge);
  await noor.speakAs("Noor");
  await noor.enter("general");
  await noor.toldAfter(() => noor.command("/onboard start track:newcomer"), "Your thread is ready", "Only you can see this");
  await page.locator(".room.thread", { hasText: "Tour of Noor" }).click();
  await page.locator("#header").getByText("Tour of Noor").waitFor();
  let shown = await noor.told("Welcome: Newcomer");
  await noor.look("tour-welcome");
  await noor.press(shown, "Begin ▶");

  const answers = { right: 0, wrong: 0 };
  let steps = 0;
  for (let isOver = false; !isOver; steps++) {
    await shown.getByText(` ${steps + 1} of `).or(shown.getByText(`${steps} of `)).first().waitFor();
    await shown.getByRole("button", { name: "Go to the question" }).waitFor();
    if (steps < 2) await noor.look(`tour-lesson-${steps + 1}`, 1_700);
    await noor.press(shown, "Go to the question");
    await shown.getByText(": a question").waitFor();
    if (steps === 1) shown = await asideAndBack(noor);
    if (steps < 2) await noor.look(`tour-quiz-${steps + 1}`);
    await answer(noor, shown, right, answers.wrong === 0);
    answers[(await shown.locator(".embed-title").innerText()) === "Right" ? "right" : "wrong"] += 1;
    if (steps < 2) await noor.look(`tour-explanation-${steps + 1}`);
    if (steps === 0) await noor.picture("tour", noor.messages.first(), shown);
    const next = shown.getByRole("button", { name: /▶/ });
    isOver = (await next.innerText()).startsWith("Finish");
    await next.click();
  }
  await shown.getByText("Tour finished: Newcomer").waitFor();
  await shown.getByText(`${answers.right} right, ${answers.wrong} wrong.`).waitFor();
  assert.ok(answers.wrong > 0 && answers.right > 0, `some right, some wrong: ${JSON.stringify(answers)}`);
  await noor.look("tour-end");
  await noor.toldAfter(() => noor.command("/onboard progress"), "Your tour", "Only you can see this");
  await noor.look("tour-progress");

  // Whoever manages the server sees how far everybody is.
  await noor.speakAs("Ada");
  await noor.enter("general");
  await noor.toldAfter(() => noor.command("/onboard progress"), "On this server", "Newcomer", "taken by @Noor");
  await noor.look("tour-table");
  await noor.speakAs("Noor");
  await page.locator(".room.thread", { hasText: "Tour of Noor" }).click();
  await page.locator("#header").getByText("Tour of Noor").waitFor();

  // What was missed comes back: one message, however much waits.
  const back = await noor.toldAfter(() => noor.clock("+3 days"), MISSED, "@Noor");
  await noor.look("tour-missed");
  await noor.clock("+1 hour");
  await noor.toldAfter(() => noor.command("/onboard progress"), "Your tour");
  const missed = () => noor.messages.filter({ hasText: MISSED }).count();
  assert.equal(await missed(), 1, "one message a day at most");
  await answer(noor, back, right, false);
  await back.getByText("Correct answer: ").first().waitFor();
  await noor.look("tour-missed-answered");

  await noor.toldAfter(() => noor.command("/onboard stop"), "Stopped");
  await noor.look("tour-stopped");
  await noor.clock("+1 week");
  await noor.toldAfter(() => noor.command("/onboard progress"), "stopped. ");
  assert.equal(await missed(), 0, "nothing comes after a stop");
}

/** A question in plain words in between, and the way back to where the tour was. */
async function asideAndBack(noor) {
  const answer = await noor.toldAfter(() => noor.ask("what does russia want in the arctic?"), "The Arctic", "Back to the tour");
  await noor.look("tour-aside");
  return noor.toldAfter(() => noor.press(answer, "Back to the tour"), ": a question");
}

/** Presses a letter: the right one where the editors wrote the question down, or, on purpose, another. */
async function answer(noor, message, right, onPurpose) {
  const lines = (await message.locator(".embed-description").innerText()).split("\n");
  const choices = lines.map((line) => /^([A-E]) · (.*)$/.exec(line)).filter(Boolean);
  const known = choices.find(([, , text]) => right.has(text));
  const chosen = known && onPurpose ? choices.find((choice) => choice !== known) : known ?? choices[0];
  assert.ok(chosen, `choices in ${lines}`);
  await noor.press(message, chosen[1]);
  await message.getByText("Correct answer: ").first().waitFor();
}

function rightAnswers(knowledge) {
  const folder = path.join(knowledge, "hotspots");
  const texts = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), "utf8"));
  const quizzes = texts.flatMap((text) => [...text.matchAll(/^choices = (\[.*\])\nanswer = (\d)/gm)]);
  return new Set(quizzes.map(([, choices, answer]) => JSON.parse(choices)[answer - 1]));
}
