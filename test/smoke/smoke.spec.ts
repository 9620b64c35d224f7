import { expect, test } from "../e2e/driver/console-test.ts";
import { AccountPage } from "../e2e/pages/account-page.ts";
import { AccountsPage } from "../e2e/pages/accounts-page.ts";
import { FirstRunPage } from "../e2e/pages/first-run-page.ts";
import { watchComplaints } from "../e2e/pages/page-health.ts";
import { ShellPage } from "../e2e/pages/shell-page.ts";

const patienceMs = 600_000;

test("what was packed starts, makes the demonstration company, shows an account, and shows it again without network and backend", async ({
  launch,
}) => {
  const first = await launch({ args: ["--lang", "en"] });
  const complaints = watchComplaints(first.page);
  const shell = new ShellPage(first.page, "en");
  await shell.ready();
  expect(await first.app.evaluate(({ app }) => ({ packaged: app.isPackaged, name: app.getName() }))).toEqual({
    packaged: true,
    name: "Headroom",
  });
  await new FirstRunPage(first.page).explore().click();
  // The company is made first, which takes its time on a busy machine; the copy is whole when the laptop says that it was equal to its backend.
  await expect(shell.statusLine()).toContainText(/Last sync\s*\d/, { timeout: patienceMs });
  await shell.open("accounts");
  const list = new AccountsPage(first.page);
  await list.ready();
  // The first row names a group.
  await first.page.keyboard.press("j");
  await first.page.keyboard.press("j");
  const name = await list.cursorName();
  expect(name).not.toBe("");
  await first.page.keyboard.press("Enter");
  await expect(new AccountPage(first.page).heading()).toHaveText(name);
  await first.app.close();
  expect(complaints).toEqual([]);

  const second = await launch({ args: ["--no-backend", "--lang", "en", "--route", "/accounts"] });
  const again = new AccountsPage(second.page);
  await again.ready();
  await again.row(name).first().dblclick();
  await expect(new AccountPage(second.page).heading()).toHaveText(name);
  await expect(new AccountPage(second.page).tab("Timeline")).toBeVisible();
});
