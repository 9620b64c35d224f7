import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { BackendState } from "../../shared/bridge/app-info.ts";
import type { BridgeEvent } from "../../shared/bridge/contract.ts";
import { expect, test } from "./driver/console-test.ts";

/** Keeps what the desktop tells the page, for later questions. */
async function listen(page: Page, name: BridgeEvent): Promise<() => Promise<readonly unknown[]>> {
  await page.evaluate((event) => {
    const told: unknown[] = [];
    Object.assign(window, { [`told-${event}`]: told });
    window.headroom.on(event, (data) => told.push(data));
  }, name);
  return async () => await page.evaluate((event) => Reflect.get(window, `told-${event}`) as readonly unknown[], name);
}

/** The process that holds the data folder, as its lock file says. */
function backendPid(dataDir: string): number {
  return (JSON.parse(readFileSync(join(dataDir, "headroom.lock"), "utf8")) as { readonly pid: number }).pid;
}

async function backendState(page: Page): Promise<BackendState> {
  return await page.evaluate(async () => {
    const answer = await window.headroom.request("app.info", undefined);
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value.backend;
  });
}

test("the window comes back where it was left", async ({ launch }) => {
  const first = await launch();
  const bounds = { x: 120, y: 80, width: 1100, height: 700 };
  await first.app.evaluate(({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]?.setBounds(place), bounds);
  await first.app.close();
  const second = await launch();
  expect(await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(bounds);
});

test("settings outlive the app, and damage to their file costs only what is damaged", async ({ launch, userData }) => {
  const first = await launch();
  await first.page.evaluate(() => window.headroom.request("settings.set", { language: "zh-CN", theme: "dark", zoom: 1.5 }));
  expect(await first.page.evaluate(() => devicePixelRatio)).toBe(1.5);
  await first.app.close();
  const file = join(userData, "settings.json");
  writeFileSync(file, readFileSync(file, "utf8").replace('"dark"', '"pink"'));
  const second = await launch();
  const answer = await second.page.evaluate(() => window.headroom.request("app.info", undefined));
  expect(answer).toMatchObject({
    ok: true,
    value: { settings: { language: "zh-CN", theme: "system", zoom: 1.5 }, connection: { mode: "none" } },
  });
  expect(await second.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map((item) => item.label))).toEqual([
    "文件",
    "编辑",
    "显示",
    "前往",
    "帮助",
  ]);
});

test("an acknowledged line of the outbox survives the death of the app", async ({ launch }) => {
  const line = JSON.stringify({ clientId: "a", mutationId: 1, note: "离线" });
  const first = await launch();
  expect(await first.page.evaluate((text) => window.headroom.request("outbox.append", { profile: "p", lines: [text] }), line)).toEqual({
    ok: true,
    value: undefined,
  });
  const ended = new Promise((resolve) => first.app.process().once("exit", resolve));
  first.app.process().kill("SIGKILL");
  await ended;
  const second = await launch();
  expect(await second.page.evaluate(() => window.headroom.request("outbox.read", { profile: "p" }))).toEqual({ ok: true, value: [line] });
});

test("the embedded backend starts beside the window, comes back after a crash, and ends with the app", async ({ launch, userData }) => {
  const dataDir = join(userData, "data");
  const { app, page } = await launch({ args: ["--data", dataDir] });
  const told = await listen(page, "backend");
  await expect.poll(() => backendState(page)).toEqual({ state: "running" });
  expect(await page.evaluate(async () => (await fetch("/api/sync/hello?clientId=x")).status)).toBe(200);

  const pid = backendPid(dataDir);
  process.kill(pid, "SIGKILL");
  await expect.poll(async () => (await told()).some((state) => (state as BackendState).state === "failed")).toBe(true);
  await expect.poll(() => backendState(page)).toEqual({ state: "running" });
  expect(await page.evaluate(async () => (await fetch("/api/sync/hello?clientId=x")).status)).toBe(200);

  const next = backendPid(dataDir);
  expect(next).not.toBe(pid);
  await app.close();
  expect(() => process.kill(next, 0)).toThrow("ESRCH");
});

test("a backend that cannot open its database says why above what the laptop has, and comes back when it can", async ({
  launch,
  userData,
}) => {
  const dataDir = join(userData, "data");
  const args = ["--data", dataDir, "--route", "/accounts", "--lang", "en"];
  const first = await launch({ args });
  await expect.poll(() => backendState(first.page), { timeout: 90_000 }).toEqual({ state: "running" });
  await expect(first.page.locator('html[data-settled="true"]')).toBeAttached({ timeout: 60_000 });
  await first.app.close();
  const file = join(dataDir, "database", "global", "pg_control");
  const whole = readFileSync(file);
  writeFileSync(file, "damage");
  const { page } = await launch({ args });
  const message = `the database in ${dataDir} cannot be opened: restore the folder from a backup, or move it away to begin anew`;
  const banner = page.getByRole("region", { name: "The local service did not start" });
  await expect(banner).toContainText(message, { timeout: 60_000 });
  expect(await backendState(page)).toEqual({ state: "failed", code: "damaged", message });
  // The rest of the window is there, and usable.
  await expect(page.getByRole("contentinfo")).toContainText("Offline");
  writeFileSync(file, whole);
  // It is tried again after half a minute at the latest.
  await expect.poll(() => backendState(page), { timeout: 90_000 }).toEqual({ state: "running" });
  await expect(banner).toBeHidden();
});

test("a file in place of the data folder is refused in one line, and left as it is", async ({ runToEnd, userData }) => {
  const data = join(userData, "data");
  mkdirSync(userData, { recursive: true });
  writeFileSync(data, "mine");
  const ended = await runToEnd(["--user-data", join(userData, "profile"), "--data", data]);
  expect(ended.code).toBe(1);
  expect(ended.stderr.split("\n").filter((line) => line.startsWith("headroom:"))).toEqual([
    `headroom: ${data} is not a folder: choose another with --data`,
  ]);
  expect(readFileSync(data, "utf8")).toBe("mine");
});

test("without a backend the window opens all the same and hears that it is offline", async ({ launch, userData }) => {
  const { page } = await launch({ args: ["--data", join(userData, "data"), "--no-backend"] });
  expect(await backendState(page)).toEqual({ state: "off" });
  const answer = await page.evaluate(async () => {
    const response = await fetch("/api/sync/hello?clientId=x");
    return [response.status, (await response.json()) as unknown];
  });
  expect(answer).toEqual([503, { error: { code: "unavailable", message: "the backend is not running" } }]);
});

test("the menu, a notification and a link reach the page as events", async ({ launch }) => {
  const { app, page } = await launch();
  const commands = await listen(page, "command");
  const routes = await listen(page, "navigate");
  await app.evaluate(({ Menu }) => {
    const menu = Menu.getApplicationMenu();
    menu?.getMenuItemById("palette")?.click();
    menu?.getMenuItemById("go-incidents")?.click();
  });
  await expect.poll(commands).toEqual([{ id: "palette" }]);
  await expect.poll(routes).toEqual([{ route: "/incidents" }]);

  await app.evaluate(({ Notification }) => {
    const shown: Electron.Notification[] = [];
    Object.assign(globalThis, { shown });
    Notification.prototype.show = function show(this: Electron.Notification) {
      shown.push(this);
    };
  });
  await page.evaluate(() => window.headroom.request("notification.show", { title: "P0", body: "…", route: "/incidents/inc_1" }));
  await app.evaluate(() => (globalThis as unknown as { shown: Electron.Notification[] }).shown[0]?.emit("click"));
  await expect.poll(routes).toEqual([{ route: "/incidents" }, { route: "/incidents/inc_1" }]);

  await page.evaluate(() => window.headroom.request("settings.set", { notifications: false }));
  await page.evaluate(() => window.headroom.request("notification.show", { title: "P1", body: "…", route: "/today" }));
  expect(await app.evaluate(() => (globalThis as unknown as { shown: unknown[] }).shown.length)).toBe(1);
});

test("a file is saved where the user says, and text reaches the clipboard", async ({ launch, userData }) => {
  const { app, page } = await launch();
  const place = join(userData, "导出.csv");
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, place);
  const saved = await page.evaluate(() =>
    window.headroom.request("file.save", { suggestedName: "a.csv", content: new Uint8Array([97, 44, 98]) }),
  );
  expect(saved).toEqual({ ok: true, value: { name: "导出.csv" } });
  expect(readFileSync(place, "utf8")).toBe("a,b");
  expect(await page.evaluate(() => window.headroom.request("clipboard.write", { text: "复制" }))).toEqual({ ok: true, value: undefined });
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe("复制");
  const notPng = await page.evaluate(() => window.headroom.request("clipboard.write", { png: new Uint8Array([1, 2, 3]) }));
  expect(notPng).toMatchObject({ ok: false, error: { code: "bad-request" } });
});

test("--shot saves what the window shows, in the asked size, and ends", async ({ runToEnd, userData }) => {
  const file = join(userData, "shot.png");
  const ended = await runToEnd([
    "--user-data",
    userData,
    "--data",
    join(userData, "data"),
    "--route",
    "/settings",
    "--shot",
    file,
    "--size",
    "1000x640",
    "--lang",
    "en",
  ]);
  expect(ended).toEqual({ code: 0, stderr: expect.not.stringContaining("no picture") });
  const png = readFileSync(file);
  expect([png.toString("latin1", 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(["PNG", 1000, 640]);
});

test("a flag that does not exist is refused in one line", async ({ runToEnd, userData }) => {
  const ended = await runToEnd(["--user-data", userData, "--sise", "1"]);
  expect(ended.code).toBe(2);
  expect(ended.stderr.split("\n").filter((line) => line.startsWith("headroom:"))).toEqual([
    expect.stringMatching(/^headroom: unknown option --sise; the options are /),
  ]);
});

test("a folder that another backend has is refused in one line", async ({ runToEnd, userData }) => {
  const data = join(userData, "data");
  mkdirSync(data);
  writeFileSync(join(data, "headroom.lock"), JSON.stringify({ pid: process.pid, startedAt: null }));
  const ended = await runToEnd(["--user-data", userData, "--data", data]);
  expect(ended.code).toBe(1);
  expect(ended.stderr.split("\n").filter((line) => line.startsWith("headroom:"))).toEqual([
    `headroom: another Headroom is using ${data}: stop process ${process.pid}, or choose another folder with --data`,
  ]);
});
