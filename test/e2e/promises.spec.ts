import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { ElectronApplication } from "@playwright/test";
import { newId } from "../../shared/kernel/ids.ts";
import { laptopIncidentNumber, openedEventId } from "../../shared/domain/incident/laptop-incident.ts";
import { schemaHash } from "../../shared/sync/protocol.ts";
import { moveClockOf } from "../faults/support/clock.ts";
import { type Company, startCompany } from "./driver/company.ts";
import { type Console, expect, test } from "./driver/console-test.ts";
import { ShellPage } from "./pages/shell-page.ts";

const hourMs = 3_600_000;

let company: Company;
test.beforeAll(async () => {
  company = await startCompany();
});
test.afterAll(async () => {
  await company.close();
});

/** Opens a P0 of Ann's customer from another laptop of hers, a minute ago; answers its number. */
async function openIncident(): Promise<string> {
  const openedMs = Date.now() - 60_000;
  const id = newId("inc", openedMs, Math.random);
  const common = { accountId: "acc_ann", severity: "P0", state: "new", holderGroup: null, holderName: null };
  const opened = new Date(openedMs).toISOString();
  const incident = {
    ...common,
    number: laptopIncidentNumber(id),
    kind: "incident",
    title: "No picture in cn-east",
    openedAt: opened,
    resolvedAt: null,
    closedAt: null,
    region: "cn-east",
    sourceMadeSla: null,
  };
  const line = { ...common, incidentId: id, at: opened, ordinal: 0, type: "opened", actor: "Ann Lee", text: "", source: null };
  const creation = (mutationId: number, kind: string, recordId: string, doc: object) => ({
    mutationId,
    at: opened,
    kind,
    id: recordId,
    op: "create",
    baseRev: 0,
    fields: Object.fromEntries(Object.entries(doc).map(([name, value]) => [name, { new: value as unknown }])),
  });
  const answer = await fetch(`${company.url}/v1/sync/push`, {
    method: "POST",
    headers: { authorization: `Bearer ${await company.token("ann")}`, "content-type": "application/json" },
    body: JSON.stringify({
      clientId: "another-laptop",
      schemaHash,
      mutations: [creation(1, "incident", id, incident), creation(2, "incidentEvent", openedEventId(id), line)],
    }),
  });
  const { results } = (await answer.json()) as { readonly results: readonly { readonly status: string }[] };
  expect(results.map(({ status }) => status)).toEqual(["applied", "applied"]);
  return incident.number;
}

/** From here on notifications are kept instead of shown. */
async function keepNotifications(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ Notification }) => {
    const shown: Electron.Notification[] = [];
    Object.assign(globalThis, { shown });
    Notification.prototype.show = function show(this: Electron.Notification) {
      shown.push(this);
    };
  });
}

function shownOn({ app }: Console): Promise<readonly string[]> {
  return app.evaluate(() =>
    (globalThis as unknown as { shown: readonly Electron.Notification[] }).shown.map(({ title, body }) => `${title}: ${body}`),
  );
}

/** The machine has slept for so long and wakes: its clocks say so, and somebody looks at the window. */
async function wakeAfter({ app, page }: Console, ms: number): Promise<void> {
  await moveClockOf(app, page, ms);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
}

test("after nine hours of sleep without a backend the laptop tells of what broke once, in one notification; what breaks after a restart has its own", async ({
  launch,
  userData,
}) => {
  const number = await openIncident();
  const token = await company.token("ann");
  const start = (): Promise<Console> =>
    launch({
      args: ["--server", company.url, "--lang", "en", "--theme", "light", "--size", "1280x800", "--route", "/incidents"],
      env: { HEADROOM_TOKEN: token },
    });
  const first = await start();
  await keepNotifications(first.app);
  await new ShellPage(first.page, "en").ready();
  await expect(first.page.getByText(number).first()).toBeVisible();
  const vault = join(userData, "vault");
  // The desktop has begun its record of what was told: what had passed before is no news.
  await expect.poll(() => existsSync(vault) && readdirSync(vault).some((name) => name.endsWith(".told"))).toBe(true);
  company.cutOff(true);
  await wakeAfter(first, 9 * hourMs);
  await expect.poll(() => shownOn(first)).toEqual(["Several promises need you: 2 broken, 0 running out"]);
  await first.app.close();

  const second = await start();
  await keepNotifications(second.app);
  await new ShellPage(second.page, "en").ready();
  await expect(second.page.getByText(number).first()).toBeVisible();
  await wakeAfter(second, 25 * hourMs);
  await expect
    .poll(() => shownOn(second))
    .toEqual([expect.stringMatching(`^A promise is broken: ${number} · Resolution: overdue by 6\\d min$`)]);
  company.cutOff(false);
});
