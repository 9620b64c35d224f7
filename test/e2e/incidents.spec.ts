import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "./driver/console-test.ts";
import { IncidentPage } from "./pages/incident-page.ts";
import { IncidentsPage } from "./pages/incidents-page.ts";
import { axeFaults, watchComplaints } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";

const root = resolve(import.meta.dirname, "../..");
const realInput = resolve(root, "../shared/real-input");

test("the list says whose turn every incident is, is filtered by it, by text and pinyin, and keeps views", async ({ launch }) => {
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "dark", "--route", "/incidents"] });
  const shell = new ShellPage(page, "en");
  const incidents = new IncidentsPage(page);
  const complaints = watchComplaints(page);
  await shell.ready();
  await expect.poll(() => incidents.count("Open")).toBeGreaterThan(0);
  await expect(incidents.inspector()).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);

  const [open, ours, customer, vendor, problem] = await Promise.all(
    (["Open", "Ours", "Customer", "Vendor", "Root cause"] as const).map((turn) => incidents.count(turn)),
  );
  expect((ours ?? 0) + (customer ?? 0) + (vendor ?? 0) + (problem ?? 0)).toBe(open);
  for (const [turn, words, count] of [
    ["Customer", "awaiting customer", customer],
    ["Vendor", "awaiting vendor", vendor],
    ["Ours", "our turn", ours],
  ] as const) {
    await incidents.turn(turn).click();
    await expect(incidents.rows()).toHaveCount(count ?? 0);
    for (const text of await incidents.rows().allInnerTexts()) expect(text).toContain(words);
  }
  await incidents.turn("Ended").click();
  await expect(incidents.rows().first()).toContainText("over");

  await incidents.view("Everything open").click();
  await page.keyboard.press("/");
  // 橙集优选, by the first letters of its pinyin.
  await incidents.field().fill("cjyx");
  await expect(incidents.rows().first()).toContainText("橙集优选");
  for (const text of await incidents.rows().allInnerTexts()) expect(text).toContain("橙集优选");
  await page.keyboard.press("Escape");
  await expect(incidents.rows()).toHaveCount(open ?? 0);

  await incidents.turn("Vendor").click();
  await incidents.saveViewAs("With vendors");
  await expect(incidents.view("With vendors")).toHaveAttribute("aria-selected", "true");
  await incidents.view("Everything open").click();
  await incidents.view("With vendors").click();
  await expect(incidents.turn("Vendor")).toHaveAttribute("aria-selected", "true");
  await incidents.deleteView("With vendors");
  await expect(incidents.view("With vendors")).toHaveCount(0);
  await incidents.toast().getByRole("button", { name: "Undo" }).click();
  await expect(incidents.view("With vendors")).toHaveCount(1);
  expect(complaints).toEqual([]);
});

test("an incident is opened, read entry by entry, copied and left with keys alone", async ({ launch }) => {
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "light", "--route", "/incidents"] });
  const shell = new ShellPage(page, "en");
  const incidents = new IncidentsPage(page);
  const incident = new IncidentPage(page);
  const complaints = watchComplaints(page);
  await shell.ready();
  await expect(incidents.rows().first()).toBeVisible();
  await expect(incidents.grid()).toBeFocused();
  // The last one waits for somebody else, so that its log has more than its opening.
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/incidents\/[^/]+$/);
  await expect(incident.clock("First response")).toBeVisible();
  const first = page.url();
  const title = await incident.heading().innerText();
  expect(await axeFaults(page)).toEqual([]);

  const count = await incident.entries().count();
  expect(count).toBeGreaterThan(1);
  await expect(incident.playhead()).toHaveAttribute("aria-valuetext", /^At this point /);
  // From the present to the last entry, and to the one before.
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(incident.currentEntry()).toHaveText(await incident.entries().nth(1).innerText().then(collapsed), { useInnerText: true });
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(incident.playhead()).toHaveAttribute("aria-valuetext", /^At this point /);

  await page.keyboard.press("k");
  await expect(page).not.toHaveURL(first);
  // Its neighbours are known when it is on screen.
  await expect(incident.heading()).not.toHaveText(title);
  await expect(page.locator("html")).toHaveAttribute("data-ready", "true");
  await page.keyboard.press("j");
  await expect(page).toHaveURL(first);
  await expect(incident.heading()).toHaveText(title);
  await page.keyboard.press("y");
  await expect(incidents.toast()).toContainText("Incident copied as text");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/#\/incidents$/);
  await expect(incidents.grid()).toBeFocused();
  expect(complaints).toEqual([]);
});

test("offline, with keys alone: the incident that breaks next is answered, paused, resumed, handed off, raised and replayed", async ({
  launch,
}) => {
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "dark", "--route", "/incidents"] });
  const shell = new ShellPage(page, "en");
  const incidents = new IncidentsPage(page);
  const incident = new IncidentPage(page);
  await shell.ready();
  await expect.poll(() => incidents.count("Ours")).toBeGreaterThan(0);
  // Of those that are ours the first one is the next to break.
  await incidents.turn("Open").focus();
  await page.keyboard.press("ArrowRight");
  await expect(incidents.turn("Ours")).toHaveAttribute("aria-selected", "true");
  await incidents.grid().focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(incident.clock("Resolution")).toBeVisible();
  // All that the page needs is here once it can say what an action would do; Esc leaves the form, and the incident open.
  await page.keyboard.press("p");
  await expect(incident.effect("Pause or resume")).toContainText("paused");
  await page.keyboard.press("Escape");
  await expect(incident.form("Pause or resume")).toHaveCount(0);
  await page.context().setOffline(true);
  const count = await incident.entries().count();

  await incident.act("u", "Update to the customer", "What the customer is told", "A canary runs at 10%.");
  await expect(incidents.toast()).toContainText("what was said stays");
  await expect(incident.entries()).toHaveCount(count + 1);

  await incident.act("p", "Pause or resume", "Why the clocks stand", "Logs of two devices", async () => {
    await expect(incident.effect("Pause or resume")).toContainText("paused");
  });
  await expect(incident.fact("State")).toContainText("Awaiting customer");
  await expect(incident.clock("Resolution")).toHaveText(/^Resolution\s*paused/);
  await incident.act("p", "Pause or resume", "Why they go on", "The logs came");
  await expect(incident.fact("State")).toContainText("Working");
  // That it stood for some seconds goes on being said.
  await expect(incident.clock("Resolution")).not.toHaveText(/^Resolution\s*paused/);

  await incident.act("h", "Hand off", "Why it is handed over", "Prepare the rollback", async () => {
    await page.keyboard.insertText("Core team");
    await page.keyboard.press("Tab");
    await page.keyboard.insertText("Zhou Yu");
  });
  await expect(incident.ledger()).toContainText("Core team · Zhou Yu");

  const severity = page.locator("h1 + *");
  const before = await severity.innerText();
  await incident.act("s", "Severity", "Why it changes", "More than one region", async () => {
    await page.keyboard.press("ArrowLeft");
    await expect(incident.effect("Severity").getByRole("listitem").first()).toBeVisible();
  });
  await expect(severity).not.toHaveText(before);
  await incidents.toast().getByRole("button", { name: "Undo" }).press("Enter");
  await expect(severity).toHaveText(before);
  await expect(incident.entries().first()).toContainText("Taken back: Now P");
  await expect(incident.entries()).toHaveCount(count + 6);

  // From the present to the entry that took it back, and to the one before.
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(incident.currentEntry()).toContainText("More than one region");
  await expect(incident.playhead()).toHaveAttribute("aria-valuetext", /^At \d/);
  await page.keyboard.press("v");
  await expect(incident.whatIf()).toContainText("read by this policy");
  expect(await axeFaults(page)).toEqual([]);
  await expect(shell.statusLine()).toContainText("Offline");
});

test("list and detail in Chinese, dark", async ({ launch }) => {
  const { page } = await launch({ args: ["--demo", "--lang", "zh-CN", "--theme", "dark", "--route", "/incidents"] });
  const shell = new ShellPage(page, "zh-CN");
  const complaints = watchComplaints(page);
  await shell.ready();
  await expect(page.getByRole("grid", { name: "故障" }).locator("[role=row][data-key]").first()).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "时间线" })).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("an incident of a real export says who was waited for and names its rows", async ({ launch, userData }) => {
  test.skip(!existsSync(realInput), "left out: ../shared/real-input is not on this machine");
  const data = join(userData, "real");
  const ingest = spawnSync(
    process.execPath,
    [
      join(root, "backend/cli/headroom.ts"),
      "ingest",
      realInput,
      "--map",
      join(root, "docs/examples/real-input.map.json"),
      "--data",
      data,
      "--json",
    ],
    { encoding: "utf8" },
  );
  expect(ingest.status, ingest.stderr).toBe(0);
  const { page } = await launch({ args: ["--data", data, "--lang", "en", "--theme", "light", "--route", "/incidents"] });
  const shell = new ShellPage(page, "en");
  const incidents = new IncidentsPage(page);
  const incident = new IncidentPage(page);
  const complaints = watchComplaints(page);
  await shell.ready();
  await expect.poll(() => incidents.count("Ended")).toBe(890);
  await incidents.turn("Ended").click();
  await incidents.field().fill("INC0001349");
  await expect(incidents.rows()).toHaveCount(1);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(incident.entries()).toHaveCount(17);
  await expect(incident.ledger()).toContainText("Customer");
  await expect(incident.ledger()).toContainText("Vendor");
  await expect(incident.ledger()).toContainText(/customer \d+ d/);
  await expect(incident.about()).toContainText("incident_event_log.csv, lines 5613–5629");
  await expect(incident.entries().first()).toContainText("incident_event_log.csv, line 5629");
  expect(complaints).toEqual([]);
});

function collapsed(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
