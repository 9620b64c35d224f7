import { expect, test } from "vitest";
import { presented, presentStep } from "./present-keys.ts";

const start = { at: 0, blank: false, audience: false };
const pressed = (keys: readonly string[]) =>
  keys.reduce((state, key) => {
    const step = presentStep(key);
    return step === null ? state : presented(state, step, 3);
  }, start);

test("keys go through the slides and stop at both ends", () => {
  expect(pressed(["ArrowRight", "Space", "PageDown", "ArrowRight"]).at).toBe(2);
  expect(pressed(["End", "ArrowLeft"]).at).toBe(1);
  expect(pressed(["End", "Home", "PageUp"]).at).toBe(0);
  expect(pressed(["q", "x"])).toEqual(start);
});

test("a blank screen comes back by its key or by going on; the audience's view stays over both", () => {
  expect(pressed(["b"])).toEqual({ at: 0, blank: true, audience: false });
  expect(pressed(["b", "b"]).blank).toBe(false);
  expect(pressed(["f", "b", "ArrowRight"])).toEqual({ at: 1, blank: false, audience: true });
});
