import { expect, test } from "vitest";
import { onceAFrame } from "./once-a-frame.ts";

test("the first job runs at once, the next after a frame, and a stream does not wait for another", () => {
  let nowMs = 1000;
  const waits: number[] = [];
  const timers = {
    after: (ms: number, run: () => void) => {
      waits.push(ms);
      run();
      return () => undefined;
    },
  };
  const ran: string[] = [];
  const results = onceAFrame(timers, () => nowMs);
  const statuses = onceAFrame(timers, () => nowMs);
  statuses(() => ran.push("status"));
  nowMs += 5;
  results(() => ran.push("result"));
  nowMs += 6;
  results(() => ran.push("result"));
  nowMs -= 500;
  results(() => ran.push("result"));
  nowMs += 100;
  statuses(() => ran.push("status"));
  expect([waits, ran.length]).toEqual([[0, 0, 10, 16, 16], 5]);
});
