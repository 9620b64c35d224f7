import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import { MailServer } from "../support/mail-server.ts";
import { expect, test } from "./driver/console-test.ts";
import { axeFaults, watchComplaints } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";

const folder = resolve(import.meta.dirname, "../../test-results/screens");

/** A mail server of this machine, set up as the settings do it. */
async function setUpMail(page: Page, port: number): Promise<void> {
  const saved = await page.evaluate(async (at) => {
    const { headroom } = globalThis as unknown as { readonly headroom: HeadroomBridge };
    const info = await headroom.request("app.info", undefined);
    if (!info.ok) return false;
    const names = { name: "Company mail", user: "", password: "", fromName: "Lin", fromAddress: "lin@example.com" };
    const setup = { way: "smtp", id: "mail", host: "127.0.0.1", port: at, security: "none", ...names } as const;
    return (await headroom.request("senders.save", { profile: info.value.profile, setup })).ok;
  }, port);
  expect(saved).toBe(true);
}

test("a notice goes from those whom it concerns to drafts, is sent once, and is followed until it is patched", async ({ launch }) => {
  test.setTimeout(300_000);
  mkdirSync(folder, { recursive: true });
  const server = await MailServer.start({ security: "none" });
  try {
    const { page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "light", "--size", "1280x800", "--route", "/accounts"] });
    await new ShellPage(page, "en").ready();
    const complaints = watchComplaints(page);
    await setUpMail(page, server.port);
    await page.keyboard.press("g");
    await page.keyboard.press("n");
    await expect(page.getByRole("heading", { level: 1, name: "Notices" })).toBeVisible();
    const list = page.getByRole("grid", { name: "Notices" });
    await expect(list.getByRole("row").filter({ hasText: "HRSA-2026-007" })).toContainText("Vulnerability");
    await page.screenshot({ path: resolve(folder, "notices-en-light.png") });
    expect(await axeFaults(page)).toEqual([]);

    // The vulnerability is the most severe: it is the first row.
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("HRSA-2026-007");
    const rows = page.getByRole("grid").getByRole("row").filter({ hasText: "4.8." });
    await expect(rows.first()).toContainText(/Not told|Draft|Informed|Acknowledged|Unknown/);
    const button = page.getByRole("button", { name: /^Draft to \d+ customer/ });
    const count = Number(/\d+/.exec((await button.textContent()) ?? "")?.[0]);
    expect(count).toBeGreaterThan(0);
    await page.keyboard.press("d");
    await expect(page.getByText(`${count} draft${count === 1 ? "" : "s"} written; nothing was sent`)).toBeVisible();
    await expect(page.getByRole("button", { name: "All are written to" })).toBeDisabled();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(button).toBeVisible();
    await page.getByRole("grid").focus();
    await page.keyboard.press("d");
    await expect(page.getByRole("button", { name: "All are written to" })).toBeVisible();
    expect(server.delivered).toEqual([]);

    const drafted = page.getByRole("grid").getByRole("row").filter({ hasText: "Draft written" });
    await drafted.first().click();
    const inspector = page.getByRole("complementary");
    const account = (await inspector.getByRole("link").first().textContent()) ?? "";
    await page.screenshot({ path: resolve(folder, "notice-en-light.png") });
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press("s");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("combobox", { name: "By" })).toContainText("Company mail");
    await expect(dialog.getByRole("textbox", { name: "Text" })).toHaveValue(/4\.9\.0/);
    await page.screenshot({ path: resolve(folder, "notice-message-en-light.png") });
    expect(await axeFaults(page, "[role=dialog]")).toEqual([]);
    await dialog.getByRole("button", { name: /^Send to/ }).press("Enter");
    await expect(page.getByText("The message waits in the outbox and goes once")).toBeVisible();
    await expect(page.getByRole("grid").getByRole("row").filter({ hasText: account })).toContainText("Informed", { timeout: 60_000 });
    expect(server.delivered).toHaveLength(1);
    expect(server.delivered[0]?.mail.text).not.toContain("{{");

    const done = async (): Promise<number> => Number(/(\d+) of \d+ done/.exec((await page.getByRole("toolbar").textContent()) ?? "")?.[1]);
    const before = await done();
    await inspector.getByRole("button", { name: "Patched" }).press("Enter");
    await expect(page.getByText(`${account}: Patched`)).toBeVisible();
    await expect.poll(done).toBe(before + 1);
    // Who is done leaves the list of what is to be done, and stands under All.
    await expect(page.getByRole("grid").getByRole("row").filter({ hasText: account })).toBeHidden();
    await page.getByRole("grid").focus();
    await page.keyboard.press("f");
    await page.keyboard.press("f");
    await expect(page.getByRole("radio", { name: "All" })).toBeChecked();
    expect([complaints, server.delivered.length]).toEqual([[], 1]);
  } finally {
    await server.stop();
  }
});

test("a lead writes a notice from a release, sees whom it concerns, publishes, changes and closes it", async ({ launch }) => {
  test.setTimeout(600_000);
  mkdirSync(folder, { recursive: true });
  const args = ["--demo", "--demo-size", "team", "--lang", "zh-CN", "--theme", "dark", "--size", "1280x800", "--route", "/notices"];
  const { page } = await launch({ args });
  await new ShellPage(page, "zh-CN").ready();
  const complaints = watchComplaints(page);
  await expect(page.getByRole("grid", { name: "通知" }).getByRole("row").first()).toBeVisible({ timeout: 120_000 });
  await page.screenshot({ path: resolve(folder, "notices-zh-dark.png") });
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "发布" }).press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("请至少用一种语言填写标题");
  await dialog.getByRole("combobox", { name: "取自版本" }).selectOption("4.9.2");
  await dialog.getByRole("textbox", { name: "标题，中文" }).fill("请升级到 4.9.2");
  await dialog.getByRole("textbox", { name: "正文，中文" }).fill("4.9.2 修复了弱网下的音频卡顿。");
  await page.screenshot({ path: resolve(folder, "notice-form-zh-dark.png") });
  expect(await axeFaults(page, "[role=dialog]")).toEqual([]);
  await dialog.getByRole("button", { name: "存为草稿" }).press("Enter");
  await expect(dialog).toBeHidden();
  const row = page.getByRole("grid", { name: "通知" }).getByRole("row").filter({ hasText: "请升级到 4.9.2" });
  await row.dblclick();
  await expect(page.getByRole("heading", { level: 1, name: "请升级到 4.9.2" })).toBeVisible();
  await page.getByRole("button", { name: "发布", exact: true }).press("Enter");
  await expect(page.getByText(/已发布，涉及 \d+ 个客户/)).toBeVisible();
  await page.screenshot({ path: resolve(folder, "notice-zh-dark.png") });
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "修改" }).press("Enter");
  await dialog.getByRole("combobox", { name: "级别" }).selectOption("high");
  await dialog.getByRole("button", { name: "保存" }).press("Enter");
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "关闭", exact: true }).first().press("Enter");
  await expect(page.getByRole("button", { name: "重新打开" })).toBeVisible();
  expect(complaints).toEqual([]);
});
