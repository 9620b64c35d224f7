import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createZoneWatch } from "./reader-zone.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("hears of another zone while somebody looks, and asks nobody when nobody does", () => {
  let zone = "Asia/Shanghai";
  let asked = 0;
  const watch = createZoneWatch(() => {
    asked += 1;
    return zone;
  });
  let heard = 0;
  const stop = watch.subscribe(() => {
    heard += 1;
  });
  vi.advanceTimersByTime(60_000);
  expect([watch.read(), heard]).toEqual(["Asia/Shanghai", 0]);
  zone = "America/New_York";
  vi.advanceTimersByTime(60_000);
  expect([watch.read(), heard]).toEqual(["America/New_York", 1]);
  stop();
  const before = asked;
  zone = "Europe/Berlin";
  vi.advanceTimersByTime(600_000);
  expect([asked, heard]).toEqual([before, 1]);
  watch.subscribe(() => undefined);
  expect(watch.read()).toBe("Europe/Berlin");
});
