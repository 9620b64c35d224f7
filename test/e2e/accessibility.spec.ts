import type { Page } from "@playwright/test";
import { expect, test } from "./driver/console-test.ts";
import { watchComplaints } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";
import { routes } from "./pages/screen-routes.ts";

/** What a walk with Tab through a page found wrong, one line each. */
async function walk(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  const seen = new Set<string>();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let pressed = 0; pressed < 400; pressed += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const marks = document.documentElement as HTMLElement & { walked?: WeakMap<Element, string> };
      marks.walked ??= new WeakMap();
      const known = marks.walked.get(element);
      const id =
        known ??
        `${element.tagName.toLowerCase()} ${element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40) ?? ""}#${String(Math.random())}`;
      marks.walked.set(element, id);
      // A field's box, the box that a checkbox draws beside itself, or the row that a grid's focus is on carries the mark as well.
      const active = document.querySelector(`[id="${element.getAttribute("aria-activedescendant") ?? ""}"]`);
      const parents = [element.parentElement, element.parentElement?.parentElement];
      const carriers = [element, active, element.nextElementSibling, ...parents].filter((one) => one !== null && one !== undefined);
      const marked = carriers.some((one) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
      });
      const box = element.getBoundingClientRect();
      const shown = box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
      return { id, marked, shown };
    });
    if (at === null || seen.has(at.id)) return faults;
    seen.add(at.id);
    const name = at.id.slice(0, at.id.lastIndexOf("#"));
    if (!at.marked) faults.push(`${name}: the focus is not seen`);
    if (!at.shown) faults.push(`${name}: has the focus out of sight`);
  }
  return [...faults, "Tab does not come round"];
}

/** What does not fit at twice the size: the page itself may not need to be moved sideways. */
async function sideways(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

test("every screen is walked through with Tab alone, at twice the size too, and nothing moves where motion is not wanted", async ({
  launch,
}) => {
  test.setTimeout(600_000);
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "light", "--size", "1280x800"] });
  const complaints = watchComplaints(page);
  const shell = new ShellPage(page, "en");
  await shell.settled();
  await page.emulateMedia({ reducedMotion: "reduce" });
  const faults: string[] = [];
  for (const [screen, route] of Object.entries(routes)) {
    await shell.go(route);
    faults.push(...(await walk(page)).map((fault) => `${screen}: ${fault}`));
    const moving = await page.evaluate(
      () => document.getAnimations().filter((one) => Number(one.effect?.getComputedTiming().duration ?? 0) > 10).length,
    );
    if (moving > 0) faults.push(`${screen}: ${String(moving)} animations`);
  }
  // 1280 × 800 at 200 %: what is left is 640 × 400.
  for (let step = 0; step < 8; step += 1) await page.keyboard.press("Control+=");
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBeGreaterThanOrEqual(2);
  for (const [screen, route] of Object.entries(routes)) {
    await shell.go(route);
    const over = await sideways(page);
    if (over > 0) faults.push(`${screen}: ${String(over)} px too wide at 200 %`);
    if (!(await page.getByRole("heading", { level: 1 }).first().isVisible())) faults.push(`${screen}: no heading at 200 %`);
  }
  expect(faults).toEqual([]);
  expect(complaints).toEqual([]);
});
