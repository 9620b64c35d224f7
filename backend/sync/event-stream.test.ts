import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { seededRandom } from "../../shared/kernel/random.ts";
import { LocalHeadFeed } from "../storage/head-feed.ts";
import { eventStream } from "./event-stream.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Heads that each of `count` laptops was told, with the moment (ms). */
function listeners(feed: LocalHeadFeed, count: number): readonly (readonly { readonly head: number; readonly atMs: number }[])[] {
  const startMs = Date.now();
  return Array.from({ length: count }, (_, i) => {
    const told: { head: number; atMs: number }[] = [];
    const { stream } = eventStream(feed, "acme", { epoch: "e1", head: 1 }, seededRandom(i + 1));
    stream.on("data", (data: Buffer) => {
      const head = /"head":(\d+)/.exec(data.toString("utf8"))?.[1];
      if (head !== undefined) told.push({ head: Number(head), atMs: Date.now() - startMs });
    });
    return told;
  });
}

test("a few listeners hear of every commit at once", async () => {
  const feed = new LocalHeadFeed();
  const told = listeners(feed, 3);
  await vi.advanceTimersByTimeAsync(1);
  for (const head of [2, 3]) {
    feed.publish("acme", head);
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(told.map((heads) => heads.map(({ head }) => head))).toEqual(Array.from({ length: 3 }, () => [1, 2, 3]));
});

test("two hundred hear of a first commit within a second, of a busy minute some forty a second, and all of its end", async () => {
  const feed = new LocalHeadFeed();
  const told = listeners(feed, 200);
  await vi.advanceTimersByTimeAsync(20_000);
  feed.publish("acme", 2);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told.every((heads) => heads.some(({ head }) => head === 2))).toBe(true);
  for (let head = 3; head < 123; head += 1) {
    feed.publish("acme", head);
    await vi.advanceTimersByTimeAsync(500);
  }
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told.map((heads) => heads.at(-1)?.head)).toEqual(Array.from({ length: 200 }, () => 122));
  const busy = told.flat().filter(({ atMs }) => atMs > 21_000 && atMs <= 81_000).length;
  expect(busy / 60).toBeGreaterThan(20);
  expect(busy / 60).toBeLessThanOrEqual(41);
});
