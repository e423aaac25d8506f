// An alert from its subscription to the call for the backup.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The summit that was alerted of is put off by two days, and then called off, in the files of the knowledge. */
async function changes(ada, knowledge, alert) {
  const time = new Date(await ada.time());
  const file = path.join(knowledge, `summits/${time.getFullYear()}.toml`);
  const edit = async (change) => {
    const [before, rest] = readFileSync(file, "utf8").split(`[g20-${time.getFullYear()}]\n`);
    const end = rest.indexOf("\n[");
    const table = end < 0 ? rest : rest.slice(0, end);
    const changed = change(table);
    assert.notEqual(changed, table, "something is changed");
    writeFileSync(file, `${before}[g20-${time.getFullYear()}]\n${changed}${end < 0 ? "" : rest.slice(end)}`);
  };
  const later = (_, key, day) => `${key} = ${new Date(Date.parse(day) + 2 * 86_400_000).toISOString().slice(0, 10)}`;
  await ada.toldAfter(() => edit((table) => table.replace(/^(start|end) = (\d{4}-\d\d-\d\d)/gm, later)), "Moved: ", "New date", "@watch");
  await alert.getByText("New date").waitFor();
  await ada.look("moved", 1_000);
  await ada.clock("+30 min");
  await ada.toldAfter(() => edit((table) => table.replace(/^status = "\w+"/m, 'status = "cancelled"')), "Cancelled: ", "@watch");
  await alert.locator("s, del").first().waitFor();
  await ada.look("cancelled", 1_000);
}

export async function alerts(ada, knowledge) {
  const { page } = ada;
  await ada.enter("general");
  await ada.toldAfter(
    () => ada.command("/alerts add summit:G20 before:7d 1d channel:watch-floor role:watch acknowledge_within:30m escalate_to:backup"),
    "Subscribed", "G20", "G20: 7d, 1d before", "30m", "Only you can see this",
  );
  await ada.look("alerts-add");

  await ada.enter("watch-floor");
  const week = await ada.toldAfter(() => ada.clock(/one week before.*G20/i), "in 7 days", "G20", "@watch");
  assert.equal(await week.locator(".content .mention").innerText(), "@watch");
  await ada.look("alert");

  await ada.press(week, "Snooze 15 min");
  await week.getByText(/Snoozed until/).waitFor();
  await ada.look("snoozed");
  const back = await ada.toldAfter(() => ada.clock("+30 min"), "Ada had snoozed it", "G20", "@watch");
  await ada.look("back");

  // Whoever presses is named, whoever it is.
  await ada.speakAs("Sam");
  await ada.press(back, "Acknowledge");
  await back.getByText(/Acknowledged/).waitFor();
  await back.getByText("@Sam").waitFor();
  await back.getByRole("button", { name: "Acknowledge", exact: true }).waitFor({ state: "detached" });
  await ada.look("acknowledged");
  await ada.speakAs("Ada");

  // Nobody takes the next one.
  await ada.clock("+3 days");
  const day = await ada.toldAfter(() => ada.clock("+3 days"), "tomorrow", "@watch");
  const call = await ada.toldAfter(() => ada.clock("+30 min"), "Not acknowledged", "@backup");
  await call.locator(".above.reply").getByText(/G20/).waitFor();
  await call.locator(".above.reply").click();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.id), await day.getAttribute("data-id"), "it replies to the alert");
  await ada.look("escalation", 1_000);
  await ada.picture("alert", day, call);

  await ada.toldAfter(() => ada.command("/handover"), "Handover", "Not acknowledged", "G20");
  await ada.look("handover");
  await ada.toldAfter(() => ada.command("/alerts list"), "/alerts list", "G20", "#watch-floor", "@watch");
  await ada.look("alerts-list");
  await ada.toldAfter(() => ada.command("/attache status"), "hotspots");
  await ada.look("status");

  await changes(ada, knowledge, day);
}
