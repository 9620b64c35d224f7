import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import { expect, test } from "./driver/console-test.ts";
import { IncidentsPage } from "./pages/incidents-page.ts";
import { axeFaults, watchComplaints } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";

/** A mail server that nothing answers at: what is queued stays queued. */
async function saveSender(page: Page): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const done = await page.evaluate(async (on) => {
    const bridge = (globalThis as unknown as { readonly headroom: HeadroomBridge }).headroom;
    const info = await bridge.request("app.info", undefined);
    if (!info.ok) return info.error.code;
    const mail = { way: "smtp", id: "snd_office", name: "Office mail", host: "127.0.0.1", port: on, security: "none" } as const;
    const setup = { ...mail, user: "", password: "", fromName: "Lin Ruoxi", fromAddress: "lin@vendor.example" };
    const saved = await bridge.request("senders.save", { profile: info.value.profile, setup });
    return saved.ok ? "ok" : saved.error.code;
  }, port);
  expect(done).toBe("ok");
}

async function waiting(page: Page): Promise<readonly string[]> {
  return await page.evaluate(async () => {
    const bridge = (globalThis as unknown as { readonly headroom: HeadroomBridge }).headroom;
    const info = await bridge.request("app.info", undefined);
    const all = info.ok ? await bridge.request("messages.list", { profile: info.value.profile }) : null;
    return all?.ok === true ? all.value.map((one) => one.state) : [];
  });
}

test("from a closed grave incident to a published postmortem with its PDF in a queued mail, offline and by keys", async ({ launch }) => {
  test.setTimeout(300_000);
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "light", "--route", "/incidents"] });
  const shell = new ShellPage(page, "en");
  const incidents = new IncidentsPage(page);
  const complaints = watchComplaints(page);
  await shell.ready();
  await saveSender(page);
  await incidents.view("P0 and P1").click();
  await incidents.turn("Ended").click();
  await expect(incidents.rows().first()).toContainText("over");
  // The oldest: nobody has written one of it.
  await incidents.grid().focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#\/incidents\/[^/]+$/);
  await expect(page.getByRole("complementary", { name: "Details" })).toBeVisible();
  await shell.ready();
  await page.keyboard.press("o");
  await expect(page.getByRole("button", { name: "Write the draft" })).toBeVisible();
  await shell.ready();
  await page.keyboard.press("e");
  const outline = page.getByRole("navigation", { name: "Outline" });
  await expect(outline).toBeVisible();
  // From here on nothing is fetched any more: what writes and prints is on the laptop.
  await page.context().setOffline(true);
  expect(await axeFaults(page)).toEqual([]);

  // What stands in the way has a key, and so has mending it.
  const faults = outline.getByRole("region", { name: "Before it can be published" });
  await expect(faults).toContainText("No prevention item with owner and date");
  await page.keyboard.press("s");
  await expect(page.getByRole("row").filter({ has: page.getByRole("combobox", { name: "Owner" }) })).toHaveCount(2);
  await expect(faults).not.toContainText("No prevention item");
  for (let i = 0; i < 8 && !(await faults.getByText("Nothing stands in the way").isVisible()); i += 1) {
    const left = await faults.getByRole("listitem").count();
    const looked = faults.getByRole("button", { name: "It is right" }).first();
    if (await looked.isVisible()) await looked.press("Enter");
    else {
      await page.keyboard.press("f");
      await expect(page.locator("textarea:focus")).toBeVisible();
      await page.keyboard.type("Being looked into");
      await page.keyboard.press("Escape");
    }
    await expect(faults.getByRole("listitem")).not.toHaveCount(left);
  }
  await expect(faults).toContainText("Nothing stands in the way");

  await page.keyboard.press("p");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(/PDF attached, \d.+\.pdf/, { timeout: 60_000 });
  await expect(dialog).toContainText("Nobody has reviewed it.");
  const send = dialog.getByRole("button", { name: "Publish and send" });
  await expect(send).toBeEnabled();
  await send.focus();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("banner").or(page.locator("header"))).toContainText("Published");
  await expect.poll(() => waiting(page)).toEqual(["waiting"]);
  await expect(page.getByRole("textbox", { name: "Summary" })).toHaveAttribute("readonly", "");
  expect(complaints).toEqual([]);
});
