import { expect, it } from "vitest";
import { watchOnline } from "./online-monitor.ts";

it("tells when the network goes and comes, and only then", () => {
  let online = true;
  let look: () => void = () => undefined;
  const told: boolean[] = [];
  watchOnline({
    isOnline: () => online,
    onChange: (now) => told.push(now),
    every: (_ms, job) => {
      look = job;
    },
  });
  for (const now of [true, false, false, true, true]) {
    online = now;
    look();
  }
  expect(told).toEqual([false, true]);
});
