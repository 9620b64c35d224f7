import { expect, it } from "vitest";
import { passcodeFault } from "./passcode-rules.ts";

it.each([
  ["", "short"],
  ["1234567", "short"],
  ["口令口令口令口", "short"],
  ["12345678", "simple"],
  ["87654321", "simple"],
  ["aaaaaaaaaa", "simple"],
  ["abababab", "simple"],
  ["Password", "simple"],
  ["headroom", "simple"],
  ["correct horse", null],
  ["三月的风吹过窗台", null],
  ["k7#pw2!x", null],
])("of %s says %s", (passcode, fault) => {
  expect(passcodeFault(passcode)).toBe(fault);
});
