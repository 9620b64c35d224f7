import { expect, test } from "vitest";
import type { BackendState } from "../../shared/bridge/app-info.ts";
import { startFault } from "./start-fault.ts";

const named = { connection: { mode: "embedded", dataDir: "/data" }, shot: null } as const;
const demo = { connection: { mode: "demo" }, shot: null } as const;
const picture = { connection: { mode: "demo" }, shot: "/a.png" } as const;
const failed = (code: string): BackendState => ({ state: "failed", code, message: "why, and what to do" });

test.each([
  ["a named folder that another backend has", named, failed("folder-locked"), "why, and what to do"],
  ["a named folder that cannot be written", named, failed("folder-access"), "why, and what to do"],
  ["a database that cannot be opened: the laptop's copy is still there to be seen", named, failed("damaged"), null],
  ["a crash, which is tried again", named, failed("crashed"), null],
  ["a folder that nobody named", demo, failed("folder-locked"), null],
  ["a picture without its data", picture, failed("damaged"), "why, and what to do"],
  ["a picture whose backend is tried again", picture, failed("crashed"), null],
  ["a backend on its way", picture, { state: "starting", step: "open", done: 0, total: 1 }, null],
] as const)("%s", (_name, line, state, fault) => {
  expect(startFault(line, state)).toBe(fault);
});
