import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { headroom } from "./driver/backend-process.ts";
import { expect, test } from "./driver/console-test.ts";
import { axeFaults, watchComplaints } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";

const screens = resolve(import.meta.dirname, "../../test-results/screens");
const examples = resolve(import.meta.dirname, "../../docs/examples/ingest-client");

/** A port at which nobody listens. */
async function closedPort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, "127.0.0.1", listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

test("a lead sees how each connector stands, how old its data is and what was left out, and asks for a run by keyboard", async ({
  launch,
}) => {
  test.setTimeout(300_000);
  mkdirSync(screens, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "headroom-connectors-"));
  try {
    const data = join(folder, "data");
    const drop = join(folder, "drop");
    mkdirSync(drop);
    const add = (name: string, config: object): void => {
      writeFileSync(join(folder, "config.json"), JSON.stringify(config));
      headroom("connector", "add", name, "--config", join(folder, "config.json"), "--data", data);
    };
    headroom("ingest", examples, "--map", join(examples, "mapping.json"), "--data", data);
    const usage = {
      files: "usage*.csv",
      target: "usage",
      account: { by: "code", column: "customer" },
      fields: { at: { column: "at", date: "iso" }, value: "users" },
    };
    add("exports", { kind: "folder", folder: drop, ready: "renamed", mapping: { version: 1, files: [usage] } });
    add("pager", { kind: "webhook", mapping: { version: 1, files: [{ ...usage, files: "*" }] } });
    add("prometheus", {
      kind: "prometheus",
      url: `http://127.0.0.1:${await closedPort()}`,
      queries: [
        {
          name: "online",
          query: "max_over_time(rtc_online[1h])",
          metric: "pcu",
          unit: "users",
          account: { by: "code", label: "customer" },
        },
      ],
    });
    writeFileSync(
      join(drop, "usage.csv"),
      "customer,at,users\nSTARLIGHT,2026-10-01T14:00:00Z,52000\nNOBODY,2026-10-01T14:00:00Z,1\nSTARLIGHT,yesterday,1\n",
    );
    for (const [lang, theme, words] of [
      [
        "en",
        "light",
        {
          list: "Connectors",
          attention: "Works, with something to look at",
          failing: "Does not get through",
          why: "The source cannot be reached. Check its address and the network of the service.",
          run: "Run now prometheus",
          unknown: "Unknown account × 1",
          samples: "The first rows that were left out",
        },
      ],
      [
        "zh-CN",
        "dark",
        {
          list: "数据连接",
          attention: "正常，有事项待查看",
          failing: "未能完成",
          why: "无法连接数据源。请检查地址和服务所在的网络。",
          run: "立即运行 prometheus",
          unknown: "未知客户 × 1",
          samples: "最先剔除的行",
        },
      ],
    ] as const) {
      if (lang !== "en")
        writeFileSync(
          join(drop, "usage-2.csv"),
          "customer,at,users\nSTARLIGHT,2026-10-01T15:00:00Z,53000\nNOBODY,2026-10-01T15:00:00Z,1\n",
        );
      const { app, page } = await launch({
        args: ["--data", data, "--lang", lang, "--theme", theme, "--route", "/settings", "--size", "1280x800"],
      });
      await new ShellPage(page, lang).ready();
      const complaints = watchComplaints(page);
      const list = page.getByRole("list", { name: words.list });
      const card = (name: string) => list.getByRole("article", { name });
      await expect(card("exports")).toContainText(words.unknown, { timeout: 60_000 });
      await expect(card("exports")).toContainText(words.attention);
      await expect(card("prometheus")).toContainText(words.failing);
      await expect(card("prometheus")).toContainText(words.why);
      const runNow = page.getByRole("button", { name: words.run });
      await expect(runNow).toBeEnabled();
      await runNow.press("Enter");
      await expect(page.getByRole("status").filter({ hasText: "prometheus" })).toBeVisible();
      await card("exports").getByText(words.samples).click();
      await expect(card("exports").getByRole("table")).toContainText("NOBODY");
      expect(await axeFaults(page, `[aria-label="${words.list}"]`)).toEqual([]);
      await page.screenshot({ path: join(screens, `connectors-${lang === "en" ? "en" : "zh"}-${theme}.png`) });
      await card("prometheus").scrollIntoViewIfNeeded();
      await page.screenshot({ path: join(screens, `connectors-more-${lang === "en" ? "en" : "zh"}-${theme}.png`) });
      expect(complaints).toEqual([]);
      await app.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
