// Opens the practice Discord in headless Chromium as a newcomer would: types a command by keyboard, presses buttons,
// fills the feedback form, and checks what is shown; then asks in plain words, subscribes to alerts and takes the tour.
// Screenshots go to target/screenshots; docs/images has copies of those that begin with "docs-".
//
//   cargo build && npm --prefix tests/browser ci && npm --prefix tests/browser test

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { alerts } from "./alerts.mjs";
import { answers } from "./answers.mjs";
import { newcomers } from "./newcomers.mjs";
import { tour } from "./tour.mjs";
import { Visitor } from "./visitor.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const shots = path.join(root, "target/screenshots");
mkdirSync(shots, { recursive: true });

// Edited while the bot runs.
const knowledge = mkdtempSync(path.join(tmpdir(), "attache-knowledge-"));
cpSync(path.join(root, "knowledge"), knowledge, { recursive: true });

/** Starts `attache sandbox` on a free port and gives its process and address. */
async function startSandbox() {
  const binary = process.env.ATTACHE ?? path.join(root, "target/debug/attache");
  const child = spawn(binary, ["sandbox", "--port", "0", "--knowledge", knowledge], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  for await (const chunk of child.stdout) {
    printed += chunk;
    const address = printed.match(/http:\/\/127\.0\.0\.1:\d+\//);
    if (address) return { child, address: address[0] };
  }
  throw new Error(`attache sandbox ended before it printed an address: ${printed}`);
}

/** Ends it as Ctrl-C does, and gives how long that took. */
async function stopSandbox(child) {
  const begun = Date.now();
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
  child.kill("SIGINT");
  return { ...(await ended), ms: Date.now() - begun };
}

const { child, address } = await startSandbox();

// What the bot is to do for the page to show, done in its name: the token and the ids are those of crates/practice-discord/src/ids.rs.
const TOKEN = "MTEwMDAwMDAwMDAwMDAwMDAyMA.attache.practice-discord";
const NOOR = "1100000000000000032";
const GENERAL = "1100000000000000041";

async function asBot(method, route, body) {
  const answer = await fetch(`${address}api/v10${route}`, {
    method,
    headers: { authorization: `Bot ${TOKEN}`, ...(body && { "content-type": "application/json" }) },
    body: body && JSON.stringify(body),
  });
  assert.ok(answer.ok, `${method} ${route}: ${answer.status}`);
  return answer.status === 204 ? null : answer.json();
}

const profile = mkdtempSync(path.join(tmpdir(), "attache-browser-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
  viewport: { width: 1280, height: 860 },
  colorScheme: "dark",
  reducedMotion: "reduce",
});

let failed = false;
try {
  const page = await browser.newPage();
  const foreign = [];
  const errors = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith("data:")) foreign.push(request.url());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));

  const newest = () => page.locator("article.message").last();
  const shot = (name) => page.screenshot({ path: path.join(shots, `${name}.png`) });
  const waitForText = (text, where = newest()) => where.getByText(text).first().waitFor({ timeout: 10_000 });

  await page.goto(address);
  await page.locator("#bot-state[data-connected=true]").waitFor({ timeout: 15_000 });
  await shot("welcome-dark");

  // A newcomer types, by keyboard alone.
  await page.locator("#composer").focus();
  await page.keyboard.type("/issue arctic");
  await page.locator("#suggestions [role=option]").first().getByText("Arctic").waitFor();
  await shot("typing-dark");
  await page.keyboard.press("Enter");
  await waitForText("The Arctic");
  await waitForText("Stance towards U.S. aims: opposed");
  await waitForText("verify before use");
  await shot("issue-dark");
  await page.setViewportSize({ width: 1280, height: 1120 });
  await shot("issue-whole-dark");
  await page.setViewportSize({ width: 1280, height: 860 });

  // The buttons change the message in place.
  const articles = await page.locator("article.message").count();
  for (const [button, shown] of [
    ["China", "The Arctic · China"],
    ["Timeline", "The Arctic · Timeline"],
    ["Terms", "Polar Silk Road"],
    ["Sources", "The Arctic · Sources"],
  ]) {
    await newest().getByRole("button", { name: button, exact: true }).click();
    await waitForText(shown);
  }
  assert.equal(await page.locator("article.message").count(), articles, "a button must not post anew");
  await shot("sources-dark");

  // Whoever finds a mistake tells the editors.
  await newest().getByRole("button", { name: "Report a mistake" }).click();
  const modal = page.locator("dialog.modal[open]");
  await modal.waitFor();
  await modal.locator("textarea").focus();
  await page.keyboard.type("The patrol was in July; see the Barents Observer.");
  await shot("feedback-dark");
  await modal.getByRole("button", { name: /submit/i }).click();
  await waitForText("The editors have your note.");
  assert.ok(await page.locator("article.message.ephemeral").count(), "thanks are for the writer alone");

  await page.locator("#composer").focus();
  await page.keyboard.type("/aligned-with-us ");
  await page.keyboard.press("Enter");
  await waitForText("China and Russia vs U.S. aims");
  await shot("aligned-dark");

  await page.locator("#composer").focus();
  await page.keyboard.type("/issue Maduro");
  await page.keyboard.press("Enter");
  await waitForText("You asked for “Maduro”. This is Venezuela.");

  await page.getByText("editors", { exact: true }).first().click();
  await waitForText("Feedback on The Arctic", page.locator("article.message"));
  await shot("editors-dark");

  // Ada calls the bot by name and a role by name, and replies without calling anybody.
  await page.locator('[data-channel]', { hasText: "general" }).first().click();
  await page.locator("#composer").focus();
  await page.keyboard.type("@attac");
  await page.locator("#suggestions [role=option]").first().getByText("Attaché").waitFor();
  await shot("completion-dark");
  // Discord lists the bot's own role before the bot itself.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type("who backs Maduro? @wat");
  await page.locator("#suggestions [role=option]").first().getByText("@watch").waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await waitForText("who backs Maduro?", page.locator("article.message"));
  await page.locator("article.message", { hasText: "“who backs Maduro?”" }).waitFor({ timeout: 20_000 });
  const asked = (await asBot("GET", `/channels/${GENERAL}/messages?limit=20`)).find((one) => one.content.includes("who backs"));
  assert.match(asked.content, /^<@1100000000000000020> who backs Maduro\? <@&1100000000000000011>$/);
  await asBot("POST", `/channels/${GENERAL}/typing`);
  await page.locator(".typing").getByText("Attaché is typing").waitFor();
  const answer = await asBot("POST", `/channels/${GENERAL}/messages`, {
    content: "Both do.",
    message_reference: { message_id: asked.id, fail_if_not_exists: false },
    allowed_mentions: { parse: [], replied_user: false },
    components: [{ type: 1, components: [{ type: 2, style: 2, emoji: { name: "👍" }, custom_id: "-" }] }],
  });
  const answered = page.locator(`article.message[data-id="${answer.id}"]`);
  await answered.locator(".above.reply").getByText("who backs Maduro?").waitFor();
  await answered.getByRole("button", { name: "👍" }).waitFor();
  await page.waitForFunction(() => !document.querySelector(".typing").textContent, null, { timeout: 5_000 });
  await answered.hover();
  await answered.getByRole("button", { name: "Reply", exact: true }).click();
  await page.locator(".ping[aria-checked=true]").click();
  await page.keyboard.type("and Russia?");
  await shot("reply-dark");
  await page.keyboard.press("Enter");
  await waitForText("and Russia?", page.locator("article.message"));
  const reply = (await asBot("GET", `/channels/${GENERAL}/messages?limit=20`)).find((one) => one.content === "and Russia?");
  assert.deepEqual([reply.type, reply.message_reference.message_id, reply.mentions], [19, answer.id, []]);

  // A private thread is there for Noor, not for Ada; it is archived, and Noor's words open it again.
  const thread = await asBot("POST", `/channels/${GENERAL}/threads`, { name: "Noor’s tour", type: 12, invitable: false });
  await asBot("PUT", `/channels/${thread.id}/thread-members/${NOOR}`);
  await asBot("POST", `/channels/${thread.id}/messages`, { content: "Lesson 1", embeds: [{ description: "▰▱▱▱▱▱ 1 of 6" }] });
  const speakAs = async (name) => {
    await page.locator("#people").click();
    await page.locator(".menu-item", { hasText: name }).first().click();
  };
  await page.waitForTimeout(200);
  assert.equal(await page.locator(".room.thread").count(), 0, "Ada is no member");
  await speakAs("Noor");
  await page.locator(".room.thread", { hasText: "Noor’s tour" }).click();
  await waitForText("Attaché added Noor to the thread.", page.locator("article.note"));
  await asBot("PATCH", `/channels/${thread.id}`, { archived: true });
  await page.locator(".thread-state", { hasText: "archived" }).waitFor();
  await page.locator("#composer").fill("what is next?");
  await page.keyboard.press("Enter");
  await waitForText("what is next?", page.locator("article.message"));
  await page.locator(".thread-state").waitFor({ state: "detached" });
  await shot("thread-dark");
  await speakAs("Ada");
  await page.locator('[aria-current="page"]', { hasText: "general" }).waitFor();
  assert.equal(await page.locator(".room.thread").count(), 0, "the list follows the person");

  // The clock goes forward a day, by keyboard, and the page and the bot go by it.
  const shownTime = async () => Date.parse(await page.locator("#clock .clock-local").textContent());
  const before = await shownTime();
  await page.locator("#clock").focus();
  await page.keyboard.press("Enter");
  await page.locator("#clock-panel").getByRole("button", { name: "+1 day" }).press("Enter");
  await page.waitForFunction((then) => Date.parse(document.querySelector("#clock .clock-local").textContent) > then, before + 3_600_000);
  const moved = (await shownTime()) - before;
  assert.ok(moved >= 86_400_000 && moved < 86_400_000 + 600_000, `"+1 day" moved the time by ${moved} ms`);
  await shot("clock-dark");
  await page.keyboard.press("Escape");
  await page.locator("#clock-panel").waitFor({ state: "hidden" });
  await page.locator("article.message").getByText("Yesterday at").first().waitFor();

  const visitor = new Visitor(page, shots);
  await newcomers(visitor);
  for (const [name, part] of Object.entries({ answers, alerts, tour })) {
    const begun = Date.now();
    await part(visitor, knowledge);
    console.log(`${name}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  }

  // The same at phone width, in the light look.
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(address);
  await page.locator("#bot-state[data-connected=true]").waitFor({ state: "attached", timeout: 15_000 });
  await page.locator("#menu-button, [aria-controls=sidebar]").first().click();
  await page.locator("[data-channel]").first().click();
  await page.locator("body:not(.drawer)").waitFor();
  await page.locator("#composer").fill("/issue north korea");
  await page.keyboard.press("Enter");
  await waitForText("North Korea");
  await waitForText("Not known");
  await shot("issue-phone-light");
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `the page is ${overflow} px wider than a phone`);

  assert.deepEqual(foreign, [], "nothing is fetched from elsewhere");
  assert.deepEqual(errors, [], "the page reports no error");
} catch (error) {
  failed = true;
  console.error(error);
  await browser.pages().at(-1)?.screenshot({ path: path.join(shots, "failure.png") });
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}

const end = await stopSandbox(child);
rmSync(knowledge, { recursive: true, force: true });
if (end.code !== 0 || end.ms > 2_000) {
  failed = true;
  console.error(`attache sandbox ended with ${JSON.stringify(end)}; it should end cleanly within two seconds`);
}
console.log(failed ? "0 passed, 1 failed" : "1 passed, 0 failed");
process.exit(failed ? 1 : 0);
