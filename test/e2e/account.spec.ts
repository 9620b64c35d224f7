import { expect, test } from "./driver/console-test.ts";
import { AccountPage } from "./pages/account-page.ts";
import { AccountsPage } from "./pages/accounts-page.ts";

const start = ["--demo", "--lang", "en", "--theme", "light", "--route", "/accounts"];

test("a note is written without a network, shown at once, and there after a restart", async ({ launch }) => {
  const first = await launch({ args: start });
  const list = new AccountsPage(first.page);
  await list.ready();
  await first.page.keyboard.press("j");
  await first.page.keyboard.press("j");
  const name = await list.cursorName();
  await first.page.keyboard.press("Enter");
  const account = new AccountPage(first.page);
  await account.tab("Timeline").click();

  await expect(account.composer()).toBeVisible();
  await first.page.context().setOffline(true);
  await first.page.keyboard.press("n");
  await expect(account.composer()).toBeFocused();
  await first.page.keyboard.type("Agreed on 20 % more capacity");
  await first.page.keyboard.press("Control+Enter");
  await expect(account.entry("Agreed on 20 % more capacity")).toBeVisible();
  await expect(account.composer()).toHaveValue("");
  // It is on the screen before it is on the disk: until it waits in the outbox, the draft is its home.
  await expect(first.page.getByRole("contentinfo")).toContainText(/Waiting\s*1/);
  await first.app.close();

  const second = await launch({ args: start });
  const again = new AccountsPage(second.page);
  await again.ready();
  await again.row(name).dblclick();
  const page = new AccountPage(second.page);
  await page.tab("Timeline").click();
  await expect(page.entry("Agreed on 20 % more capacity")).toBeVisible();
});

test("contacts are made, changed and deleted in place, each with an undo, and a wrong value says why", async ({ launch }) => {
  const { page } = await launch({ args: start });
  const list = new AccountsPage(page);
  await list.ready();
  await list.rows().first().dblclick();
  const account = new AccountPage(page);
  await account.tab("Contacts").click();
  await expect(page.getByRole("button", { name: "New contact" })).toBeVisible();

  await page.keyboard.press("n");
  const form = page.getByRole("form", { name: "New contact" });
  await form.getByRole("textbox", { name: "Name" }).fill("Mo Tester");
  await form.getByRole("textbox", { name: "Time zone" }).fill("Mars/Olympus");
  await expect(form.getByRole("alert")).toHaveText("Write a zone such as Asia/Shanghai");
  await expect(form.getByRole("button", { name: "Save" })).toBeDisabled();
  await form.getByRole("textbox", { name: "Time zone" }).fill("America/New_York");
  await page.keyboard.press("Control+Enter");
  await expect(account.contact("Mo Tester")).toBeVisible();

  await page.getByRole("button", { name: "Edit Mo Tester" }).click();
  const edit = page.getByRole("form", { name: "Edit Mo Tester" });
  await edit.getByRole("textbox", { name: "Title" }).fill("Architect");
  await page.keyboard.press("Escape");
  await expect(account.contact("Mo Tester")).not.toContainText("Architect");
  await page.getByRole("button", { name: "Edit Mo Tester" }).click();
  await edit.getByRole("textbox", { name: "Title" }).fill("Architect");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(account.contact("Mo Tester")).toContainText("Architect");

  await page.getByRole("button", { name: "Delete Mo Tester" }).click();
  await expect(account.contact("Mo Tester")).toHaveCount(0);
  await account.undo().click();
  await expect(account.contact("Mo Tester")).toContainText("Architect");
});

test("the page is walked by keys: parts by number, neighbours by j and k, back with Escape", async ({ launch }) => {
  const { page } = await launch({ args: start });
  const list = new AccountsPage(page);
  await list.ready();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const first = await list.cursorName();
  await page.keyboard.press("Enter");
  const account = new AccountPage(page);
  await expect(account.heading()).toHaveText(first);
  await expect(account.chart("Peak concurrent users")).toBeVisible();
  await page.keyboard.press("8");
  await expect(account.tab("Contract")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("j");
  await expect(account.heading()).not.toHaveText(first);
  await expect(account.tab("Contract")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("k");
  await expect(account.heading()).toHaveText(first);
  await page.keyboard.press("e");
  await expect(page.getByRole("form", { name: "Edit the contract" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("form", { name: "Edit the contract" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(list.grid()).toBeVisible();
});
