import { expect, test } from "vitest";
import { SharedWatches } from "./shared-watches.ts";
import type { ToWorker } from "./worker-messages.ts";

function setUp(): {
  readonly watches: SharedWatches;
  readonly posted: ToWorker[];
  readonly look: (args: unknown, told: unknown[]) => () => void;
} {
  const posted: ToWorker[] = [];
  let lastId = 0;
  const watches = new SharedWatches({ post: (message) => posted.push(message), nextId: () => (lastId += 1) });
  const look = (args: unknown, told: unknown[]): (() => void) =>
    watches.watch("rows", args, { onResult: (result) => told.push(result), onError: (error) => told.push(error.message) });
  return { watches, posted, look };
}

test("one question is asked once, and whoever comes back has the kept answer at once", () => {
  const { watches, posted, look } = setUp();
  const first: unknown[] = [];
  const second: unknown[] = [];
  const stopFirst = look({ a: 1 }, first);
  const stopSecond = look({ a: 1 }, second);
  watches.result(1, ["x"]);
  stopFirst();
  stopSecond();
  expect(watches.latest("rows", { a: 1 })).toEqual(["x"]);
  const again: unknown[] = [];
  look({ a: 1 }, again);
  watches.result(1, ["y"]);
  expect([first, second, again]).toEqual([[["x"]], [["x"]], [["x"], ["y"]]]);
  expect(posted).toEqual([
    { type: "watch", id: 1, name: "rows", args: { a: 1 } },
    { type: "rest", id: 1 },
    { type: "wake", id: 1 },
  ]);
});

test("an edit forgets what nobody looks at, and only that", () => {
  const { watches, posted, look } = setUp();
  look("seen", []);
  const stop = look("left", []);
  watches.result(1, "seen");
  watches.result(2, "left");
  stop();
  watches.forgetResting();
  expect([watches.latest("rows", "seen"), watches.latest("rows", "left")]).toEqual(["seen", undefined]);
  expect(posted.slice(2)).toEqual([
    { type: "rest", id: 2 },
    { type: "unwatch", id: 2 },
  ]);
});

test("a watch without an answer, or one that failed, is not kept", () => {
  const { watches, posted, look } = setUp();
  look("slow", [])();
  const told: unknown[] = [];
  const stop = look("broken", told);
  watches.result(2, "was well");
  watches.failed(2, new Error("broken"));
  expect(watches.latest("rows", "broken")).toBeUndefined();
  stop();
  look("broken", told);
  expect(told).toEqual(["was well", "broken"]);
  expect(posted.filter(({ type }) => type !== "watch")).toEqual([
    { type: "unwatch", id: 1 },
    { type: "unwatch", id: 2 },
  ]);
});

test("the watches that rest longest are ended", () => {
  const { watches, posted, look } = setUp();
  for (let n = 1; n <= 18; n += 1) {
    const stop = look(n, []);
    watches.result(n, n);
    stop();
  }
  expect(posted.filter(({ type }) => type === "unwatch")).toEqual([
    { type: "unwatch", id: 1 },
    { type: "unwatch", id: 2 },
  ]);
});
