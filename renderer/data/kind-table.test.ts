import fc from "fast-check";
import { expect, test } from "vitest";
import { encodePage, PageReader } from "../../shared/sync/columnar.ts";
import { KindTable } from "./kind-table.ts";
import type { StoredDoc } from "./stored-doc.ts";

const accounts = ["a1", "a2", "a3"];

function doc(id: number, account: number, rev: number): StoredDoc {
  return { id: `t${id}`, rev, accountId: accounts[account % accounts.length] ?? "a1", title: `title ${rev}` };
}

type Step =
  | { readonly type: "put"; readonly id: number; readonly account: number }
  | { readonly type: "delete"; readonly id: number }
  | { readonly type: "edit"; readonly id: number; readonly title: string }
  | { readonly type: "settle"; readonly id: number }
  | { readonly type: "fold" }
  | { readonly type: "look" };

const id = fc.integer({ min: 0, max: 11 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant("put" as const), id, account: fc.integer({ min: 0, max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("delete" as const), id }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("edit" as const), id, title: fc.string() }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("settle" as const), id }) },
  { weight: 1, arbitrary: fc.constant({ type: "fold" as const }) },
  { weight: 2, arbitrary: fc.constant({ type: "look" as const }) },
);

test("shows what a plain map would, whatever is in pages, log and outbox", () => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 8 }), fc.array(step, { maxLength: 40 }), (paged, steps) => {
      const stored = new Map<string, StoredDoc>();
      const edits = new Map<string, string>();
      const table = new KindTable("task", (key, base) =>
        edits.has(key) ? (base === null ? null : { ...base, title: edits.get(key) ?? "" }) : undefined,
      );
      const first = [...new Set(paged)].map((key) => doc(key, key, 0));
      for (const record of first) stored.set(record.id, record);
      if (first.length > 0) table.addPage(0, new PageReader(encodePage("task", first)));
      steps.forEach((now, batch) => {
        switch (now.type) {
          case "put": {
            const record = doc(now.id, now.account, batch + 1);
            stored.set(record.id, record);
            table.applyChange(record.id, record, batch);
            break;
          }
          case "delete":
            stored.delete(`t${now.id}`);
            table.applyChange(`t${now.id}`, null, batch);
            break;
          case "edit":
            edits.set(`t${now.id}`, now.title);
            table.localChanged(`t${now.id}`, true);
            break;
          case "settle":
            edits.delete(`t${now.id}`);
            table.localChanged(`t${now.id}`, false);
            break;
          case "fold":
            table.planFold(batch)?.adopt();
            break;
          case "look":
            table.all();
            for (const account of accounts) table.ofAccount(account);
            break;
        }
        const shown = [...stored.values()].map((record) =>
          edits.has(record.id) ? { ...record, title: edits.get(record.id) ?? "" } : record,
        );
        expect(sorted(table.all())).toEqual(sorted(shown));
        for (const account of accounts)
          expect(sorted(table.ofAccount(account))).toEqual(sorted(shown.filter((record) => record["accountId"] === account)));
        const scanned: unknown[] = [];
        table.scan(["id", "title"], ([key, title]) => scanned.push([key, title]));
        expect(scanned.map(String).toSorted()).toEqual(shown.map((record) => String([record.id, record["title"]])).toSorted());
        for (let key = 0; key < 12; key += 1) expect(table.get(`t${key}`)).toEqual(shown.find((record) => record.id === `t${key}`));
      });
    }),
    { numRuns: 300 },
  );
});

function sorted(docs: readonly StoredDoc[]): readonly StoredDoc[] {
  return docs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

test("an unchanged record keeps its identity through changes beside it and a fold", () => {
  const table = new KindTable("task", () => undefined);
  table.addPage(0, new PageReader(encodePage("task", [doc(1, 0, 1), doc(2, 1, 1)])));
  const before = table.get("t1");
  table.applyChange("t2", doc(2, 1, 2), 1);
  const changed = table.get("t2");
  table.planFold(1)?.adopt();
  expect(table.get("t1")).toBe(before);
  expect(table.get("t2")).toBe(changed);
  expect(table.all()).toContain(before);
});

test("a change that comes while a fold is being stored is not lost with it", () => {
  const table = new KindTable("task", () => undefined);
  table.addPage(0, new PageReader(encodePage("task", [doc(1, 0, 1)])));
  table.applyChange("t1", doc(1, 0, 2), 1);
  const plan = table.planFold(1);
  table.applyChange("t1", doc(1, 0, 3), 2);
  plan?.adopt();
  expect(table.get("t1")?.rev).toBe(3);
});

test("new records fill the last page before they open another", () => {
  const table = new KindTable("task", () => undefined);
  table.addPage(0, new PageReader(encodePage("task", [doc(0, 0, 1)])));
  for (let key = 1; key <= 5003; key += 1) table.applyChange(`t${key}`, doc(key, 0, 2), 1);
  const plan = table.planFold(1);
  expect(plan?.pages.map((page) => [page.number, new PageReader(page.bytes).rows])).toEqual([
    [0, 5000],
    [1, 4],
  ]);
  expect([plan?.pageCount, plan?.rows]).toEqual([2, 5004]);
});
