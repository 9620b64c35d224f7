import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "./driver/console-test.ts";
import { axeFaults } from "./pages/page-health.ts";

const folder = resolve(import.meta.dirname, "../../test-results/screens");

test("a lead writes the company's words for a message, is told what cannot be used, and takes them back", async ({ launch }) => {
  mkdirSync(folder, { recursive: true });
  // In a book of this size the demonstration's user is a lead.
  const { page } = await launch({ args: ["--demo", "--demo-size", "team", "--lang", "en", "--theme", "light", "--route", "/settings"] });
  const part = page.getByRole("region", { name: "Message templates" });
  await expect(part).toBeVisible({ timeout: 150_000 });
  await page.keyboard.press("8");
  await expect(part).toBeInViewport();
  await part.getByRole("combobox", { name: "About" }).selectOption({ label: "Notice" });
  await part.getByRole("combobox", { name: "Language" }).selectOption({ label: "English" });
  await expect(part.getByText("The product’s words")).toBeVisible();

  const body = part.getByRole("textbox", { name: "Text" });
  await body.fill("Hello, {{ fixed_in }} is out.");
  await expect(part.getByRole("alert")).toContainText("Not every message has: fixed_in");
  await expect(part.getByRole("button", { name: "Save as a new version" })).toBeDisabled();
  await body.fill("Hello.{% if fixed_in %} {{ fixed_in }} is out.{% endif %}\n\n{{ notice_body }}");
  await expect(part.getByText("4.8.2 is out.")).toBeVisible();
  await page.screenshot({ path: resolve(folder, "settings-templates-en-light.png") });
  // Before it is saved: a look at the whole page takes longer than the way back is offered.
  await expect(axeFaults(page)).resolves.toEqual([]);
  await body.focus();
  await page.keyboard.press("Control+Enter");
  await expect(part.getByText("Your company’s, v1")).toBeVisible();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(part.getByText("Your company’s, v2")).toBeVisible();
  await expect(body).not.toHaveValue(/^Hello\./);
});
