import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { findCanaries } from "../support/canary-search.ts";
import { MailServer } from "../support/mail-server.ts";
import { expect, test } from "./driver/console-test.ts";
import { axeFaults, watchComplaints } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";

const folder = resolve(import.meta.dirname, "../../test-results/screens");
const password = "canary-of-a-mail-password";
const words = {
  en: {
    add: "Add a sender",
    name: "Name",
    host: "Mail server",
    user: "User name",
    password: "Password",
    port: "Port",
    test: "Test Company mail",
    works: "Works: nothing was sent",
    way: "Way",
    url: "Robot’s address",
    accounts: "Customers of the group",
  },
  "zh-CN": {
    add: "添加发送渠道",
    name: "名称",
    host: "邮件服务器",
    user: "用户名",
    password: "密码",
    port: "端口",
    test: "测试 Company mail",
    works: "可用，未发送任何内容",
    way: "方式",
    url: "机器人地址",
    accounts: "群所属客户",
  },
} as const;

test("a mail server and a group's robot are set up, tried, changed and removed by keyboard; what is secret stays in the desktop", async ({
  launch,
  userData,
}) => {
  test.setTimeout(300_000);
  mkdirSync(folder, { recursive: true });
  const server = await MailServer.start({ security: "none", account: { user: "ann", password } });
  try {
    for (const [lang, theme] of [
      ["en", "light"],
      ["en", "dark"],
      ["zh-CN", "light"],
      ["zh-CN", "dark"],
    ] as const) {
      const t = words[lang];
      const profile = resolve(userData, `${lang}-${theme}`);
      const { app, page, stderr } = await launch({
        userData: profile,
        args: ["--demo", "--lang", lang, "--theme", theme, "--size", "1280x800", "--route", "/settings"],
      });
      await new ShellPage(page, lang).ready();
      const complaints = watchComplaints(page);
      const shot = (name: string) =>
        page.screenshot({ path: resolve(folder, `senders-${name}-${lang === "en" ? "en" : "zh"}-${theme}.png`) });
      const dialog = page.getByRole("dialog");
      const field = (name: string) => dialog.getByLabel(name, { exact: true });

      await page.getByRole("button", { name: t.add }).press("Enter");
      await page.keyboard.press("Tab");
      await field(t.name).fill("Company mail");
      await page.keyboard.press("Enter");
      await expect(dialog.getByRole("alert").first()).toBeVisible();
      expect(await axeFaults(page, "[role=dialog]")).toEqual([]);
      await shot("form");
      await field(t.host).fill("127.0.0.1");
      await dialog.getByRole("combobox").last().selectOption("none");
      await field(t.port).fill(String(server.port));
      await field(t.user).fill("ann");
      await field(t.password).fill("wrong");
      await field(lang === "en" ? "Your address" : "你的邮箱").fill("ann@example.com");
      await page.keyboard.press("Enter");
      await expect(dialog).toBeHidden();
      await page.getByRole("button", { name: t.test }).press("Enter");
      await expect(
        page.getByText(lang === "en" ? "The server refused the user name or password." : "服务器拒绝了用户名或密码。"),
      ).toBeVisible();

      await page.getByRole("button", { name: lang === "en" ? "Change Company mail" : "修改 Company mail" }).press("Enter");
      await expect(field(t.host)).toHaveValue("127.0.0.1");
      await expect(field(t.password)).toHaveValue("");
      await field(t.password).fill(password);
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: t.test }).press("Enter");
      await expect(page.getByText(t.works)).toBeVisible();

      await page.getByRole("button", { name: t.add }).press("Enter");
      await field(t.way).selectOption("wecom");
      await field(t.name).fill("Group");
      await field(t.url).fill("https://169.254.169.254/cgi-bin/webhook/send?key=canary-of-a-robot");
      await field(t.accounts).fill("a");
      await expect(dialog.getByRole("listitem").getByRole("button").first()).toBeVisible();
      await page.keyboard.press("Enter");
      await expect(field(t.accounts)).toHaveValue("");
      expect(await axeFaults(page, "[role=dialog]")).toEqual([]);
      await shot("robot");
      await field(t.url).press("Enter");
      await expect(dialog).toBeHidden();
      await page.getByRole("button", { name: lang === "en" ? "Test Group" : "测试 Group" }).press("Enter");
      await expect(page.getByText(lang === "en" ? "The address leads into a private network." : "该地址指向内部网络。")).toBeVisible();
      await page.getByText(t.works).scrollIntoViewIfNeeded();
      await shot("list");
      expect(await axeFaults(page)).toEqual([]);
      expect(await page.content()).not.toContain("canary");

      await page.getByRole("button", { name: lang === "en" ? "Remove Group" : "移除 Group" }).press("Enter");
      await dialog.getByRole("button").last().press("Enter");
      await expect(page.getByText("169.254.169.254", { exact: false })).toBeHidden();
      expect([complaints, stderr().includes("canary")]).toEqual([[], false]);
      await app.close();
      expect(findCanaries([profile], { password, robot: "canary-of-a-robot" })).toEqual([]);
    }
    expect(server.delivered).toEqual([]);
  } finally {
    await server.stop();
  }
});
