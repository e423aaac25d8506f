// Somebody at the page: types, presses, moves the clock, and looks.

import assert from "node:assert/strict";
import path from "node:path";

const PATIENCE_MS = 20_000; // for a loaded machine; nothing waits longer than it has to
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const PICTURE = { page: 1280, height: 1_800, width: 640, below: 10 };

export class Visitor {
  constructor(page, shots) {
    this.page = page;
    this.shots = shots;
    page.setDefaultTimeout(PATIENCE_MS);
  }

  /** The messages that the person sees. */
  get messages() {
    return this.page.locator("article.message");
  }

  newest() {
    return this.messages.last();
  }

  /** Waits for the newest message to say all of this. */
  async told(...texts) {
    for (const text of texts) await this.newest().getByText(text).first().waitFor();
    return this.newest();
  }

  /** Does something, and waits for a message that was not there before and says this. */
  async toldAfter(act, ...texts) {
    const known = new Set(await this.ids());
    await act();
    let message;
    await this.until(async () => {
      for (const id of (await this.ids()).reverse()) {
        if (known.has(id)) return false;
        const one = this.page.locator(`article.message[data-id="${id}"]`);
        const said = await one.innerText().catch(() => "");
        if (texts.every((text) => (text instanceof RegExp ? text.test(said) : said.includes(text)))) return (message = one);
      }
      return false;
    }, `a message with ${texts.join(" · ")}`);
    return message;
  }

  ids() {
    return this.messages.evaluateAll((all) => all.filter((one) => !one.dataset.id.startsWith("local")).map((one) => one.dataset.id));
  }

  async until(holds, what) {
    const end = Date.now() + PATIENCE_MS;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
      await this.page.waitForTimeout(50);
    }
  }

  async enter(name) {
    await this.page.locator("[data-channel]", { hasText: name }).first().click();
    await this.page.locator('[aria-current="page"]', { hasText: name }).waitFor();
  }

  async speakAs(name) {
    await this.page.locator("#people").click();
    await this.page.locator(".menu-item", { hasText: name }).first().click();
    await this.page.locator("#people .me-name", { hasText: name }).waitFor();
  }

  /** A plain message. */
  async say(text) {
    await this.page.locator("#composer").focus();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Enter");
  }

  /** The same, with the bot called by name first. */
  async ask(text) {
    await this.page.locator("#composer").focus();
    await this.page.keyboard.type("@atta");
    await this.page.locator("#suggestions [role=option]").first().getByText("Attaché").waitFor();
    // Discord lists the bot's own role before the bot itself.
    await this.page.keyboard.press("ArrowDown");
    await this.page.keyboard.press("Enter");
    await this.say(text);
  }

  /** "/alerts add summit:G20 role:watch": what opens a list is chosen from it. */
  async command(line) {
    await this.page.locator("#composer").focus();
    await this.page.keyboard.type(line);
    if (line.includes(":") && (await this.page.locator("#suggestions [aria-selected=true]").count())) await this.page.keyboard.press("Enter");
    await this.page.keyboard.press("Enter");
  }

  press(message, name) {
    return message.getByRole("button", { name, exact: true }).click();
  }

  /** A step or a moment of the practice clock, by its label. */
  async clock(label) {
    const { page } = this;
    const before = await this.time();
    if (!(await page.locator("#clock-panel").isVisible())) await page.locator("#clock").click();
    await page.locator("#clock-panel").getByRole("button", { name: label }).first().click();
    await this.until(async () => (await this.time()) > before + 300_000, `the clock after “${label}”`);
    await page.keyboard.press("Escape");
    await page.locator("#clock-panel").waitFor({ state: "hidden" });
  }

  async time() {
    return Date.parse(await this.page.locator("#clock .clock-local").textContent());
  }

  shot(name) {
    return this.page.screenshot({ path: path.join(this.shots, `${name}.png`) });
  }

  /** What is there now in both looks, wide and on a phone; on neither may anything stand out to the side. */
  async look(name, height = DESKTOP.height) {
    const { page } = this;
    await page.mouse.move(0, 0);
    for (const [size, width] of [["", DESKTOP], ["-phone", PHONE]]) {
      await page.setViewportSize({ ...width, height: Math.max(height, width.height) });
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        await this.toNewest();
        await this.shot(`${name}-${colorScheme}${size}`);
      }
      assert.deepEqual(await this.standingOut(), [], `${name}${size}: nothing is wider than its place`);
    }
    await page.setViewportSize(DESKTOP);
    await this.toNewest();
  }

  /** What stands between two messages, as docs/images has it. */
  async picture(name, from, to) {
    const { page } = this;
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: PICTURE.page, height: PICTURE.height });
    await page.mouse.move(0, 0);
    await this.toNewest();
    const [first, last] = [await from.boundingBox(), await to.boundingBox()];
    const clip = { x: first.x, y: first.y, width: PICTURE.width, height: last.y + last.height - first.y + PICTURE.below };
    await page.screenshot({ path: path.join(this.shots, `docs-${name}.png`), clip });
    await page.setViewportSize(DESKTOP);
    await this.toNewest();
  }

  /** Turned text is measured once the page has settled. */
  async toNewest() {
    await this.page.evaluate(() => {
      const list = document.getElementById("messages");
      list.scrollTop = list.scrollHeight;
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    });
  }

  standingOut() {
    return this.page.evaluate(() => {
      const parts = [document.documentElement, ...document.querySelectorAll(".message, .embed, .embed-row, .component-row, .content")];
      return parts.filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => `${part.className || part.tagName}: ${part.textContent.slice(0, 60)}`);
    });
  }
}
