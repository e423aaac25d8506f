// An alert from its subscription to the call for the backup.

import assert from "node:assert/strict";

export async function alerts(ada) {
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

  // Whoever presses is named, whoever it is.
  await ada.speakAs("Sam");
  await ada.press(week, "Acknowledge");
  await week.getByText(/Acknowledged/).waitFor();
  await week.getByText("@Sam").waitFor();
  await week.getByRole("button", { name: "Acknowledge", exact: true }).waitFor({ state: "detached" });
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
}
