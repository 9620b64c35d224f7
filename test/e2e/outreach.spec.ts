import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import { expect, test } from "./driver/console-test.ts";
import { axeFaults, watchComplaints } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";

/** A port on which nothing listens yet. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A mail server that keeps what it is given. */
async function mailServer(port: number): Promise<{ readonly mails: string[]; close(): Promise<void> }> {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push(Buffer.concat(chunks).toString("utf8"));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { mails, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Sets up the mail server as the settings do; saving it again has what waits tried again. */
async function saveSender(page: Page, port: number): Promise<void> {
  const done = await page.evaluate(async (on) => {
    const bridge = (globalThis as unknown as { readonly headroom: HeadroomBridge }).headroom;
    const info = await bridge.request("app.info", undefined);
    if (!info.ok) return info.error.code;
    const saved = await bridge.request("senders.save", {
      profile: info.value.profile,
      setup: {
        way: "smtp",
        id: "snd_office",
        name: "Office mail",
        host: "127.0.0.1",
        port: on,
        security: "none",
        user: "",
        password: "",
        fromName: "Lin Ruoxi",
        fromAddress: "lin@vendor.example",
      },
    });
    return saved.ok ? "ok" : saved.error.code;
  }, port);
  expect(done).toBe("ok");
}

async function waiting(page: Page): Promise<readonly string[]> {
  return await page.evaluate(async () => {
    const bridge = (globalThis as unknown as { readonly headroom: HeadroomBridge }).headroom;
    const info = await bridge.request("app.info", undefined);
    const all = info.ok ? await bridge.request("messages.list", { profile: info.value.profile }) : null;
    return all?.ok === true ? all.value.map((one) => one.outreachId) : [];
  });
}

/** Where the round stands on the disk. */
async function keptAt(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const bridge = (globalThis as unknown as { readonly headroom: HeadroomBridge }).headroom;
    const info = await bridge.request("app.info", undefined);
    const all = info.ok ? await bridge.request("drafts.read", { profile: info.value.profile }) : null;
    const kept = all?.ok === true ? (JSON.parse(all.value["round"] ?? "{}") as { readonly round?: { readonly at: number } }) : {};
    return kept.round?.at ?? -1;
  });
}

test("from a peak to a queued message offline in four keys, sent once when there is a network, and its answer in seconds", async ({
  launch,
}) => {
  test.setTimeout(300_000);
  const port = await freePort();
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "light", "--route", "/today"] });
  const shell = new ShellPage(page, "en");
  const complaints = watchComplaints(page);
  await shell.ready();
  await saveSender(page, port);
  let keys = 0;
  const press = async (key: string): Promise<void> => {
    keys += 1;
    await page.keyboard.press(key);
  };
  await press("g");
  await press("p");
  const inspector = page.getByRole("complementary");
  const send = inspector.getByRole("button", { name: "Put in outbox" });
  await expect(send).toBeEnabled({ timeout: 120_000 });
  await expect(inspector).toContainText("Office mail");
  await page.context().setOffline(true);
  await press("c");
  const dialog = page.getByRole("dialog", { name: "Send this message?" });
  await expect(dialog).toContainText("Leaves this laptop, once: to ");
  const subject = (await dialog.getByRole("group").locator("p").first().textContent()) ?? "";
  expect(subject).not.toBe("");
  const dated = await dialog.getByRole("checkbox", { name: "The date goes along as a calendar file (.ics)" }).isChecked();
  await expect(dialog.getByRole("button", { name: "Put in outbox" })).toBeFocused();
  await press("Enter");
  // A second Enter of an impatient hand.
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^In the outbox: /)).toBeVisible();
  expect(keys).toBeLessThan(10);
  const inOutbox = await waiting(page);
  expect(inOutbox).toHaveLength(1);

  await page.keyboard.press("g");
  await page.keyboard.press("o");
  const row = page.getByRole("grid", { name: "Outreach" }).getByRole("row").filter({ hasText: subject });
  await expect(row).toContainText("Waiting to be sent");

  const server = await mailServer(port);
  try {
    await page.context().setOffline(false);
    await saveSender(page, port);
    await page.evaluate((id) => {
      location.hash = `#/outreach/${id}`;
    }, inOutbox[0]);
    const shown = page.getByRole("complementary", { name: `Message: ${subject}` });
    await expect(shown).toContainText("Record the answer", { timeout: 60_000 });
    await expect.poll(() => waiting(page)).toEqual([]);
    expect(server.mails).toHaveLength(1);
    const mail = await PostalMime.parse(server.mails[0] ?? "");
    expect(mail.subject).toBe(subject);
    expect(mail.text).not.toMatch(/\{\{|undefined|\bnull\b/);
    expect(mail.attachments.some(({ mimeType }) => mimeType === "text/calendar")).toBe(dated);
  } finally {
    await server.close();
  }

  await page.keyboard.press("a");
  await expect(page.getByRole("textbox", { name: "Expected peak" })).toBeFocused();
  await page.keyboard.type("210k");
  await page.keyboard.press("Alt+y");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Answer of .* recorded$/)).toBeVisible();
  await expect(page.getByRole("complementary", { name: `Message: ${subject}` })).toContainText("210,000 PCU");
  expect(await axeFaults(page)).toEqual([]);
  expect(complaints.filter((one) => !one.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
});

test("the weekend round goes from account to account by keys, and goes on where it was left", async ({ launch }) => {
  test.setTimeout(300_000);
  const { page } = await launch({ args: ["--demo", "--lang", "zh-CN", "--theme", "light", "--route", "/outreach/round"] });
  const shell = new ShellPage(page, "zh-CN");
  const complaints = watchComplaints(page);
  await shell.ready();
  const list = page.getByRole("list", { name: "本轮客户" }).getByRole("listitem");
  const here = page.locator("li[aria-current=step]");
  await expect(here).toHaveCount(1, { timeout: 120_000 });
  const [first = "", second = ""] = await list.locator("button > span").allInnerTexts();
  await expect(page.getByRole("button", { name: "在邮件程序里打开", exact: true })).toBeEnabled({ timeout: 60_000 });
  expect(await axeFaults(page)).toEqual([]);

  await page.keyboard.press("s");
  await page.keyboard.press("2");
  await expect(list.first()).toContainText("跳过：已经沟通过");
  await expect(here).toContainText(second);

  // By phone: chosen, looked at, noted.
  await page.keyboard.press("p");
  await expect(page.getByRole("button", { name: "记录通话", exact: true })).toBeEnabled();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "记录这次通话？" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(list.nth(1)).toContainText("已通话");
  const third = await here.locator("button > span").innerText();
  expect(third).not.toContain(first);

  // A reload, other than a lock or the app's end, does not wait for what is on its way to the disk.
  await expect.poll(() => keptAt(page)).toBe(2);
  await page.reload();
  await shell.ready();
  await expect(here).toContainText(third, { timeout: 60_000 });
  await expect(list.first()).toContainText("跳过：已经沟通过");
  await expect(page.getByRole("status").filter({ hasText: "第 3 /" })).toBeVisible();
  expect(complaints).toEqual([]);
});
