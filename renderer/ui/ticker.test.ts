import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTicker } from "./ticker.ts";

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 9, 29, 8, 0, 30);
let sleptMs = 0;
let wake: (() => void) | null = null;
const ports = {
  // The clock of a machine whose timers stood while it slept.
  now: () => Date.now() + sleptMs,
  onWake: (call: () => void) => {
    wake = call;
    return () => {
      wake = null;
    };
  },
};

beforeEach(() => {
  sleptMs = 0;
  vi.useFakeTimers({ now: startMs });
});
afterEach(() => vi.useRealTimers());

test("the time changes at each full step, once for all who watch, and rests when nobody does", () => {
  const ticker = createTicker(60_000, ports);
  const heard: number[] = [];
  const stop = ticker.subscribe(() => heard.push(ticker.read()));
  vi.advanceTimersByTime(29_999);
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(120_001);
  expect(heard).toEqual([startMs + 30_000, startMs + 90_000, startMs + 150_000]);
  stop();
  expect([vi.getTimerCount(), wake]).toEqual([0, null]);
});

test("after nine hours of sleep the time is right when the window is looked at, and within ten seconds when it is not", () => {
  const ticker = createTicker(60_000, ports);
  ticker.subscribe(() => undefined);
  sleptMs = 9 * hourMs;
  wake?.();
  expect(ticker.read()).toBe(startMs + 9 * hourMs);
  sleptMs = 18 * hourMs;
  vi.advanceTimersByTime(10_000);
  expect(ticker.read()).toBe(startMs + 18 * hourMs + 10_000);
});

test("a clock that is set back is followed", () => {
  const ticker = createTicker(1_000, ports);
  ticker.subscribe(() => undefined);
  sleptMs = -2 * hourMs;
  vi.advanceTimersByTime(1_000);
  expect(ticker.read()).toBe(startMs - 2 * hourMs + 1_000);
});
