import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "./driver/console-test.ts";
import { axeFaults, watchComplaints } from "./pages/page-health.ts";

const folder = resolve(import.meta.dirname, "../../test-results/screens");
const start = ["--demo", "--theme", "light", "--route", "/settings", "--size", "1280x800"];
/** In a book of this size the demonstration's user is a lead. */
const asLead = [...start, "--demo-size", "team"];

test("a lead changes the model by keyboard, sees what it does to the book, saves it, and takes it back", async ({ launch }) => {
  test.setTimeout(600_000);
  mkdirSync(folder, { recursive: true });
  const { page } = await launch({ args: [...asLead, "--lang", "en"] });
  const complaints = watchComplaints(page);
  const model = page.getByRole("region", { name: "Health model" });
  const relationship = model.getByRole("textbox", { name: "Weight of Relationship" });
  await expect(relationship).toBeVisible({ timeout: 120_000 });
  await expect(model.getByText("Version 0 in force")).toBeVisible();
  const save = model.getByRole("button", { name: "Save version 1" });

  // What makes no sense is said beside the field, and cannot be previewed or saved.
  await relationship.focus();
  await relationship.fill("-4");
  await expect(model.getByRole("alert").filter({ hasText: "A weight is 0 or more" }).first()).toBeVisible();
  await expect(relationship).toHaveAttribute("aria-invalid", "true");
  await expect(model.getByRole("button", { name: "Preview" })).toBeDisabled();
  await expect(save).toBeDisabled();

  await relationship.fill("80");
  await expect(save).toBeDisabled();
  await page.keyboard.press("Enter");
  const preview = model.getByRole("region", { name: "What it does to the book" });
  await expect(preview.getByText(/300 accounts, both judged at/)).toBeVisible({ timeout: 120_000 });
  await expect(preview.getByRole("heading", { name: /accounts? changes? (its|their) grade|No account changes its grade/ })).toBeVisible();
  await expect(preview.getByRole("heading", { name: "Largest changes of the score" })).toBeVisible();
  await expect(preview.getByRole("heading", { name: "Largest changes of the score" })).toBeInViewport();
  await page.screenshot({ path: resolve(folder, "health-model-preview-en-light.png") });

  // Another change makes the preview an old one.
  await relationship.fill("60");
  await expect(preview.getByText("Changed since the preview")).toBeVisible();
  await expect(save).toBeDisabled();
  await page.keyboard.press("Enter");
  await expect(preview.getByText(/300 accounts, both judged at/)).toBeVisible({ timeout: 120_000 });

  await model.getByRole("textbox", { name: "Why" }).fill("People matter more this year");
  await page.keyboard.press("Control+Enter");
  await expect(model.getByText("Version 1 in force")).toBeVisible();
  const versions = model.getByRole("listitem");
  await expect(versions.filter({ hasText: "v1" })).toContainText("Relationship: weight 10 → 60");
  await expect(versions.filter({ hasText: "v1" })).toContainText("People matter more this year");
  await expect(versions.filter({ hasText: "v1" })).toContainText("by 林若溪");

  // Taking it back makes a newer version of the older one; nothing is taken out.
  await model.getByRole("button", { name: "Put version 0 back in force" }).focus();
  await page.keyboard.press("Enter");
  await expect(model.getByText("Version 2 in force")).toBeVisible();
  await expect(relationship).toHaveValue("10");
  await expect(versions).toHaveCount(3);
  await expect(versions.filter({ hasText: "v2" })).toContainText("Back to version 0");

  // A variant with a curve of its own; a curve that goes the wrong way is told.
  await model.getByRole("button", { name: "Add a variant" }).click();
  await model.getByRole("combobox", { name: "Scenario" }).selectOption({ label: "Classes" });
  await model.getByRole("combobox", { name: "Tier" }).selectOption({ label: "Premium" });
  await model.getByRole("button", { name: "Add a variant" }).click();
  await expect(model.getByRole("combobox", { name: "Applies to" }).locator("option:checked")).toHaveText("Classes · Premium");

  await model.getByRole("button", { name: "Show the rules of Relationship" }).click();
  await model.getByRole("button", { name: "Curve of Since the last contact" }).click();
  const last = model.getByRole("textbox", { name: "Points of point 5" });
  await last.fill("100");
  await expect(model.getByRole("alert").filter({ hasText: "Points must only rise or only fall" }).first()).toBeVisible();
  await expect(model.getByRole("button", { name: "Preview" })).toBeDisabled();
  await last.fill("5");
  await expect(model.getByRole("alert")).toHaveCount(0);
  await model.getByRole("button", { name: "Preview" }).click();
  await expect(preview.getByText(/300 accounts, both judged at/)).toBeVisible({ timeout: 120_000 });
  await model.getByRole("button", { name: "Save version 3" }).click();
  await expect(versions.filter({ hasText: "v3" })).toContainText("Classes · Premium: variant added");
  expect(complaints).toEqual([]);
});

test("everybody else reads the model, in both languages and themes", async ({ launch }) => {
  test.setTimeout(600_000);
  mkdirSync(folder, { recursive: true });
  for (const { lang, theme, title, open } of [
    { lang: "en", theme: "dark", title: "Health model", open: "Show the rules of Quality of experience" },
    { lang: "zh-CN", theme: "light", title: "健康度模型", open: "展开「体验质量」的规则" },
  ]) {
    const { app, page } = await launch({
      args: ["--demo", "--route", "/settings", "--size", "1280x800", "--lang", lang, "--theme", theme],
    });
    const model = page.getByRole("region", { name: title });
    // The screen is drawn anew when the demonstration company has been made.
    await page.locator('html[data-ready="true"][data-settled="true"]').waitFor({ state: "attached", timeout: 120_000 });
    const quality = model.getByRole("button", { name: open });
    await expect(quality).toBeVisible({ timeout: 120_000 });
    await quality.click();
    await model
      .getByRole("button", { name: /(Curve of|的曲线)/ })
      .first()
      .click();
    await expect(model.getByRole("textbox")).toHaveCount(0);
    await expect(model.getByRole("cell", { name: /^30$/ }).first()).toBeVisible();
    await quality.scrollIntoViewIfNeeded();
    await page.screenshot({ path: resolve(folder, `health-model-${lang === "en" ? "en" : "zh"}-${theme}.png`) });
    expect(await axeFaults(page)).toEqual([]);
    await app.close();
  }
});
