import { join } from "node:path";
import type { Locator } from "@playwright/test";
import { moveClockOf } from "../faults/support/clock.ts";
import { type Company, startCompany } from "./driver/company.ts";
import { type Console, expect, test } from "./driver/console-test.ts";
import { axeFaults } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";

const dayMs = 86_400_000;

let company: Company;
test.beforeAll(async () => {
  company = await startCompany();
});
test.afterAll(async () => {
  await company.close();
});

/** The words of the screens that the test touches. */
const words = {
  en: {
    profile: "Account",
    name: "Name",
    tier: "Tier",
    summary: "What a colleague must know",
    tags: /^Tags/,
    save: "Save",
    note: "What happened",
    now: "Synchronise now",
    waiting: "Waiting",
    conflicts: "Conflicts",
    stands: "Stands",
    gaveWay: "Gave way",
    restore: "Restore",
    restored: "The other value was put back",
    noConflicts: "No conflicts.",
    basic: "Basic",
    premium: "Premium",
  },
  "zh-CN": {
    profile: "客户资料",
    name: "客户名称",
    tier: "等级",
    summary: "同事必须知道的",
    tags: /^标签/,
    save: "保存",
    note: "发生了什么",
    now: "立即同步",
    waiting: "等待发送",
    conflicts: "冲突",
    stands: "生效",
    gaveWay: "让位",
    restore: "恢复",
    restored: "已恢复另一个值",
    noConflicts: "没有冲突。",
    basic: "基础",
    premium: "尊享",
  },
} as const;
type Language = keyof typeof words;

interface Laptop extends Console {
  readonly language: Language;
  readonly shell: ShellPage;
}

async function go({ page, shell }: Laptop, route: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, `#${route}`);
  await shell.ready();
}

/** What somebody types into the account's own fields, and a note beside it. */
interface Typed {
  readonly name: string;
  readonly tier: "basic" | "premium";
  readonly summary: string;
  readonly tag: string;
  readonly note: string;
}

async function type(laptop: Laptop, typed: Typed): Promise<void> {
  const t = words[laptop.language];
  const { page } = laptop;
  await go(laptop, "/accounts/acc_ann/timeline");
  await page.getByRole("textbox", { name: t.note }).fill(typed.note);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(typed.note)).toBeVisible();
  await page.getByRole("textbox", { name: t.note }).blur();
  await page.keyboard.press("e");
  const form = page.getByRole("form", { name: t.profile, exact: true });
  await form.getByRole("textbox", { name: t.name, exact: true }).fill(typed.name);
  await form.getByRole("combobox", { name: t.tier }).selectOption(typed.tier);
  await form.getByRole("textbox", { name: t.tags }).fill(typed.tag);
  await form.getByRole("textbox", { name: t.summary }).fill(typed.summary);
  await form.getByRole("button", { name: t.save }).click();
  await expect(form).toHaveCount(0);
  await expect(laptop.shell.heading()).toContainText(typed.name);
}

function section({ page }: Laptop, name: string): Locator {
  return page.getByRole("region", { name, exact: true });
}

async function equal(laptop: Laptop): Promise<void> {
  await go(laptop, "/sync");
  await laptop.page.getByRole("button", { name: words[laptop.language].now }).click();
  await expect(section(laptop, words[laptop.language].waiting).getByRole("heading")).toHaveText(/0$/);
}

/** What the account's own fields hold. */
async function fieldsOn(laptop: Laptop): Promise<string> {
  const t = words[laptop.language];
  await go(laptop, "/accounts/acc_ann");
  await laptop.page.keyboard.press("e");
  const form = laptop.page.getByRole("form", { name: t.profile, exact: true });
  const values = [t.name, t.tags, t.summary].map((name) => form.getByRole("textbox", { name }).inputValue());
  const text = [...(await Promise.all(values)), await form.getByRole("combobox", { name: t.tier }).inputValue()].join("\n");
  await laptop.page.keyboard.press("Escape");
  await expect(form).toHaveCount(0);
  return text;
}

test("two laptops change one account, offline for a day: both end with one result, and everything that either typed is somewhere", async ({
  launch,
  userData,
}) => {
  test.setTimeout(300_000);
  const start = async (user: string, language: Language): Promise<Laptop> => {
    const running = await launch({
      userData: join(userData, user),
      args: ["--server", company.url, "--lang", language, "--theme", "light", "--size", "1440x900", "--route", "/accounts/acc_ann"],
      env: { HEADROOM_TOKEN: await company.token(user) },
    });
    const shell = new ShellPage(running.page, language);
    await shell.ready();
    await expect(shell.heading()).toContainText("Aurora Live");
    return { ...running, language, shell };
  };
  const ann = await start("ann", "en");
  const lea = await start("lead", "zh-CN");
  const laptops = [ann, lea];
  for (const laptop of laptops) await equal(laptop);

  company.cutOff(true);
  const byAnn: Typed = { name: "Aurora Live Asia", tier: "premium", summary: "Peak on Fridays", tag: "vip", note: "Ann called them" };
  const byLea: Typed = { name: "极光直播", tier: "basic", summary: "周五晚高峰", tag: "重点", note: "莉娅与客户开会" };
  await type(ann, byAnn);
  await type(lea, byLea);
  for (const laptop of laptops) {
    await go(laptop, "/sync");
    const waiting = section(laptop, words[laptop.language].waiting);
    const typed = laptop === ann ? byAnn : byLea;
    await expect(waiting.getByRole("heading")).toHaveText(/2$/);
    for (const text of [typed.name, typed.summary, typed.tag, typed.note, words[laptop.language][typed.tier]])
      await expect(waiting).toContainText(text);
    expect(await axeFaults(laptop.page)).toEqual([]);
    // The night passes.
    await moveClockOf(laptop.app, laptop.page, dayMs);
  }
  company.cutOff(false);
  for (const laptop of laptops) await equal(laptop);
  for (const laptop of laptops) await equal(laptop);

  // One result.
  const [onAnns, onLeas] = [await fieldsOn(ann), await fieldsOn(lea)];
  expect(onLeas).toBe(onAnns);
  const winner = onAnns.includes(byLea.name) ? byLea : byAnn;
  const loser = winner === byLea ? byAnn : byLea;
  for (const laptop of laptops) {
    await expect(laptop.shell.heading()).toContainText(winner.name);
    await go(laptop, "/accounts/acc_ann/timeline");
    for (const { note } of [byAnn, byLea]) await expect(laptop.page.getByText(note)).toBeVisible();
  }

  // Sets and texts take from both; of what one field cannot hold twice, the other value is kept and named in the reader's words.
  for (const laptop of laptops) {
    const t = words[laptop.language];
    await go(laptop, "/sync");
    const conflicts = section(laptop, t.conflicts);
    const row = (value: string): Locator => conflicts.getByRole("article").filter({ hasText: value });
    await expect(row(loser.name)).toContainText(new RegExp(`${t.stands}\\s*${winner.name}[^]*${t.gaveWay}\\s*${loser.name}`));
    await expect(row(t[loser.tier])).toContainText(new RegExp(`${t.stands}\\s*${t[winner.tier]}[^]*${t.gaveWay}\\s*${t[loser.tier]}`));
    const kept = `${onAnns}\n${await conflicts.innerText()}`;
    for (const { tag, summary } of [byAnn, byLea]) {
      expect(kept).toContain(tag);
      expect(kept).toContain(summary);
    }
    expect(await axeFaults(laptop.page)).toEqual([]);
  }

  // One click on one laptop, and both have the other value.
  const t = words[lea.language];
  const named = section(lea, t.conflicts).getByRole("article").filter({ hasText: loser.name });
  await named.getByRole("button", { name: t.restore }).click();
  await expect(lea.page.getByText(t.restored)).toBeVisible();
  await equal(lea);
  await equal(ann);
  for (const laptop of laptops) {
    await go(laptop, "/accounts/acc_ann");
    await expect(laptop.shell.heading()).toContainText(loser.name);
  }
});
