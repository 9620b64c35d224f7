import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { BackendProcess, headroom } from "./driver/backend-process.ts";
import { expect, test } from "./driver/console-test.ts";
import { ShellPage } from "./pages/shell-page.ts";

const realInput = resolve(import.meta.dirname, "../../../shared/real-input");
const hasRealInput = existsSync(realInput);

test("without network and backend the second start shows everything, and a note written then reaches the backend when it returns", async ({
  launch,
  userData,
}) => {
  const data = join(userData, "company");
  headroom("demo", "--size", "desk", "--seed", "7", "--data", data);
  const backend = new BackendProcess(data);
  await backend.start();
  const remote = ["--server", backend.url, "--lang", "en", "--size", "1440x900"];
  const env = { HEADROOM_TOKEN: backend.token };

  const first = await launch({ args: [...remote, "--route", "/accounts"], env });
  const firstShell = new ShellPage(first.page, "en");
  await firstShell.ready();
  await expect(firstShell.statusLine()).toContainText("Online");
  const names = first.page.getByRole("grid").getByRole("row");
  await expect(names.nth(2)).toBeVisible();
  // The first sync is over when the laptop says that it was equal to the backend.
  await expect(firstShell.statusLine()).toContainText(/Last sync/);
  const account = (await backend.records("account")).find((record) => record["code"] === "A-0001") ?? (await backend.records("account"))[0];
  const accountId = String(account?.["id"]);
  const events = (await backend.records("incidentEvent")).length;
  await expect.poll(async () => first.page.evaluate(async () => (await indexedDB.databases()).length)).toBeGreaterThan(0);
  await first.app.close();
  await backend.kill();

  const second = await launch({ args: [...remote, "--route", `/accounts/${accountId}/timeline`], env });
  const shell = new ShellPage(second.page, "en");
  await shell.ready();
  await expect(second.page.getByText(String(account?.["name"])).first()).toBeVisible();
  await expect(shell.statusLine()).toContainText("Offline");
  const note = `Agreed on the train: extra capacity from Monday (${events})`;
  await second.page.getByRole("textbox", { name: "What happened" }).fill(note);
  await second.page.keyboard.press("Control+Enter");
  await expect(second.page.getByRole("group", { name: "Timeline" }).getByText(note)).toBeVisible();
  await expect(second.page.getByRole("textbox", { name: "What happened" })).toHaveValue("");
  await expect(second.page.getByText("not yet synchronised")).toBeVisible();
  await expect(shell.statusLine()).toContainText(/Waiting\s*1/);
  await second.app.close();

  // A third start, still alone: the note is where it was.
  const third = await launch({ args: [...remote, "--route", `/accounts/${accountId}/timeline`], env });
  const kept = third.page.getByRole("group", { name: "Timeline" }).getByText(note);
  await expect(kept).toBeVisible();
  await expect(third.page.getByText("not yet synchronised")).toBeVisible();

  await backend.start();
  await expect
    .poll(async () => (await backend.records("timeline")).filter((entry) => entry["text"] === note).length, { timeout: 120_000 })
    .toBe(1);
  await expect(third.page.getByText("not yet synchronised")).toHaveCount(0);
  await expect(kept).toHaveCount(1);
  await third.app.close();
  await backend.kill();
});

test("real exports go in and are on screen: the weeks of Thanksgiving and New Year in New York, and whose turn it is", async ({
  launch,
  userData,
}) => {
  test.skip(!hasRealInput, "the recorded exports are not beside this clone");
  const data = join(userData, "real");
  const summary: unknown = JSON.parse(
    headroom("ingest", realInput, "--map", "docs/examples/real-input.map.json", "--data", data, "--json"),
  );
  expect(summary).toMatchObject({
    total: { read: 98_231, stored: 98_229, unchanged: 0, dropped: { total: 2, byReason: { "skipped-hour": 2 } } },
    counts: { accounts: 5, incidents: 890, incidentEvents: 5998, series: 5 },
  });
  const { page } = await launch({ args: ["--data", data, "--lang", "en", "--route", "/accounts", "--size", "1440x900"] });
  const shell = new ShellPage(page, "en");
  await shell.ready();
  await page.getByRole("gridcell", { name: "Hudson Social", exact: true }).dblclick();
  await page.getByRole("tab", { name: /Usage/ }).click();
  await page.getByRole("radio", { name: "13 weeks" }).check();
  await expect(
    page
      .getByText(/Thanksgiving/)
      .locator("visible=true")
      .first(),
  ).toBeVisible();
  await expect(
    page
      .getByText(/New Year/)
      .locator("visible=true")
      .first(),
  ).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("new-york.png") });
});
