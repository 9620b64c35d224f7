import { expect, test } from "vitest";
import { sampleAccount } from "../../test/support/sample-book.ts";
import { createMemoryDataClient } from "./memory-data-client.ts";
import type { SearchItem } from "./queries/search.ts";
import { defineQuery } from "./query.ts";
import { QueryRunner } from "./query-runner.ts";
import { Engine } from "./engine.ts";

test("many changes make one result, and a result that is the same is not told", async () => {
  const frames: (() => void)[] = [];
  const engine: Engine = new Engine(
    () => Promise.resolve([]),
    (changed) => runner.changed(changed),
  );
  const titles = defineQuery({
    dependsOn: ["task"],
    run: (store, _args: Record<string, never>) => store.all("task").map((task) => task.title),
  });
  const runner = new QueryRunner({
    store: engine,
    queries: { titles },
    now: () => 0,
    soon: (run) => frames.push(run),
    loaded: () => Promise.resolve(),
  });
  const told: unknown[] = [];
  const { stop } = runner.watch(
    "titles",
    {},
    (result) => told.push(result),
    () => undefined,
  );
  const settle = async (): Promise<void> => {
    for (const frame of frames.splice(0)) frame();
    await new Promise((resolve) => setImmediate(resolve));
  };
  await settle();
  const put = (id: string, title: string, seq: number): void =>
    engine.applyChanges([{ op: "put", seq, kind: "task", id, doc: { id, title, rev: seq } }], seq);
  put("t1", "one", 1);
  put("t2", "two", 2);
  expect(frames.length).toBe(1);
  await settle();
  put("t1", "one", 3);
  await settle();
  engine.applyChanges([{ op: "delete", seq: 4, kind: "contact", id: "c1" }], 4);
  await settle();
  stop();
  put("t1", "after", 5);
  await settle();
  expect(told).toEqual([[], ["one", "two"]]);
});

test("a watch that rests computes nothing, and when it is woken tells what it missed, if anything", async () => {
  const engine: Engine = new Engine(
    () => Promise.resolve([]),
    (changed) => runner.changed(changed),
  );
  let runs = 0;
  const titles = defineQuery({
    dependsOn: ["task"],
    run: (store, _args: Record<string, never>) => {
      runs += 1;
      return store.all("task").map((task) => task.title);
    },
  });
  const runner = new QueryRunner({
    store: engine,
    queries: { titles },
    now: () => 0,
    soon: (run) => queueMicrotask(run),
    loaded: () => Promise.resolve(),
  });
  const told: unknown[] = [];
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const watch = runner.watch(
    "titles",
    {},
    (result) => told.push(result),
    () => undefined,
  );
  await settle();
  watch.rest();
  watch.wake();
  await settle();
  watch.rest();
  engine.applyChanges([{ op: "put", seq: 1, kind: "task", id: "t1", doc: { id: "t1", title: "one", rev: 1 } }], 1);
  await settle();
  expect([runs, told]).toEqual([1, [[]]]);
  watch.wake();
  await settle();
  expect([runs, told]).toEqual([2, [[], ["one"]]]);
});

test("search finds accounts, contacts and incidents by pinyin, best first, and shows an edit at once", async () => {
  const client = createMemoryDataClient({
    now: () => Date.UTC(2026, 9, 29),
    records: {
      account: [
        { ...sampleAccount("acc_1", { name: "星光直播", aliases: ["Starlight"] }), rev: 1 },
        { ...sampleAccount("acc_2", { name: "Big Starlight Show" }), rev: 1 },
      ],
      contact: [
        {
          id: "con_1",
          accountId: "acc_1",
          name: "许光",
          title: "",
          role: "other",
          locale: "zh-CN",
          timeZone: "Asia/Shanghai",
          channels: [],
          isPrimary: true,
          onCall: false,
          preferredHours: null,
          note: "",
          rev: 1,
        },
      ],
    },
  });
  const titles = async (text: string): Promise<readonly string[]> =>
    (await client.query("search", { text, limit: 10 })).map((item: SearchItem) => item.title);
  expect(await titles("xg")).toEqual(["星光直播", "许光"]);
  expect(await titles("starlight")).toEqual(["星光直播", "Big Starlight Show"]);
  expect(await titles("")).toEqual([]);
  await client.edit([{ op: "patch", kind: "account", id: "acc_2", fields: { name: "绿洲" } }]);
  expect(await titles("lvzhou")).toEqual(["绿洲"]);
});
