import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { importFolder } from "../../backend/ingest/folder-import.ts";
import { parseMapping } from "../../backend/ingest/mapping.ts";
import { accountsCsv, accountsEntry, importFiles } from "../support/ingest/import-files.ts";
import { MemoryImportStore } from "../support/ingest/memory-import-store.ts";

const examples = resolve(import.meta.dirname, "../../docs/examples");

async function imported(name: string, store: MemoryImportStore): Promise<readonly unknown[]> {
  const mapping = parseMapping(readFileSync(join(examples, `${name}.map.json`), "utf8"));
  if (!mapping.ok) throw new Error(mapping.error.message);
  const summary = await importFolder(join(examples, name), mapping.value, store, () => undefined);
  return summary.files.map(({ file, read, stored, dropped, error }) => [file, read, stored, dropped.byReason, error]);
}

describe("the examples of the guide", () => {
  it("semicolons, decimal commas, ten-thousands and GB18030", async () => {
    const store = new MemoryImportStore();
    expect(await imported("semicolon-gb18030", store)).toEqual([
      ["客户.csv", 2, 2, {}, null],
      ["并发.csv", 4, 3, { "unknown-account": 1 }, null],
    ]);
    const [account] = store.of("account");
    expect(account).toMatchObject({ name: "星河直播", regions: ["cn-east", "cn-south"], scenario: "show_live", tier: "premium" });
    expect(store.hour(String(account?.["id"]), "2026-01-05T12:00:00Z")).toBe(14_000);
  });

  it("contacts and contracts of workbooks", async () => {
    const store = new MemoryImportStore();
    await importFiles(
      store,
      { "accounts.csv": `${accountsCsv}DCB,Potomac Rooms,US,America/New_York,en,na-east,voice_room,standard,Site 3\n` },
      [accountsEntry],
    );
    expect(await imported("crm", store)).toEqual([
      ["contracts.xlsx", 2, 2, {}, null],
      ["contacts.xlsx", 4, 3, { "unknown-account": 1 }, null],
    ]);
    expect(store.of("contract").map(({ tier, startsOn, committedMinutes }) => [tier, startsOn, committedMinutes])).toEqual([
      ["premium", "2026-01-01", 12_500_000],
      ["standard", "2026-03-15", null],
    ]);
    expect(store.of("contact").map(({ name, role, title, onCall }) => [name, role, title, onCall])).toEqual([
      ["Ada Example", "technical_lead", "Chief technology officer", true],
      ["Ben Example", "finance", "Controller", false],
      ["Cleo Example", "operations", "", true],
    ]);
  });
});
