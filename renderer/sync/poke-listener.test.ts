import { expect, test } from "vitest";
import { fixedClock } from "../../shared/kernel/clock.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import type { Poke } from "../../shared/sync/protocol.ts";
import { listenForPokes, silenceMs } from "./poke-listener.ts";
import { SyncRequests } from "./sync-requests.ts";
import type { Timers } from "./timers.ts";

/** Timers that run when told to. */
function handTimers(): Timers & { readonly waiting: Map<() => void, number> } {
  const waiting = new Map<() => void, number>();
  return {
    waiting,
    after: (ms, run) => {
      waiting.set(run, ms);
      return () => waiting.delete(run);
    },
  };
}

function stream(parts: readonly string[], ends: boolean): (path: string, init: RequestInit) => Promise<Response> {
  return async (_path, init) => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
        if (ends) controller.close();
        else init.signal?.addEventListener("abort", () => controller.error(new Error("aborted")));
      },
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };
}

test("hears every poke however the stream is cut, and passes over the rest", async () => {
  const heard: Poke[] = [];
  const timers = handTimers();
  const parts = [
    ": hello\n\nevent: he",
    'ad\ndata: {"epoch":"e1","head":4}\n',
    "\nevent: other\ndata: {}\n\nevent: head\ndata: rubbish\n\n",
    'event: head\r\ndata: {"epoch":"e1","head":5}\r\n\r\n',
  ];
  const requests = new SyncRequests(stream(parts, true), timers, fixedClock(0).now, seededRandom(1));
  await listenForPokes(
    requests,
    timers,
    new AbortController().signal,
    (poke) => heard.push(poke),
    () => undefined,
  );
  expect(heard.map((poke) => poke.head)).toEqual([4, 5]);
  expect(timers.waiting.size).toBe(0);
});

test("a stream that is open and silent is given up", async () => {
  const timers = handTimers();
  const opened = Promise.withResolvers<void>();
  const requests = new SyncRequests(stream([": hello\n\n"], false), timers, fixedClock(0).now, seededRandom(1));
  const listening = listenForPokes(
    requests,
    timers,
    new AbortController().signal,
    () => undefined,
    () => opened.resolve(),
  );
  await opened.promise;
  await new Promise((resolve) => setImmediate(resolve));
  const [watchdog] = [...timers.waiting].find(([, ms]) => ms === silenceMs) ?? [];
  if (watchdog === undefined) throw new Error("nobody watches the stream");
  watchdog();
  await listening;
});
