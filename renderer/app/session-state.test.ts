import { describe, expect, test } from "vitest";
import type { BackendState, Connection } from "../../shared/bridge/app-info.ts";
import type { SyncStatus } from "../data/data-client.ts";
import { initialSyncStatus } from "../data/initial-sync-status.ts";
import { isMakingData, isSettled } from "./session-state.ts";

type Desktop = Parameters<typeof isSettled>[0];

function desktop(connection: Connection, backend: BackendState): Desktop {
  return { info: { connection } as Desktop["info"], backend };
}

function status(part: Partial<SyncStatus>): SyncStatus {
  return { ...initialSyncStatus, phase: "idle", leader: true, lastSyncMs: 1, ...part };
}

const demo: Connection = { mode: "demo" };
const remote: Connection = {
  mode: "remote",
  url: "https://example.com",
  signIn: "token",
  session: "active",
  userName: null,
  keepFault: null,
};
const running: BackendState = { state: "running" };
const starting: BackendState = { state: "starting", step: "open", done: 0, total: 1 };
const metricsComing = { rowsDone: 9, rowsTotal: 9, metricAccountsDone: 1, metricAccountsTotal: 5 };

describe("a picture may be taken", () => {
  test.each([
    ["caught up, metrics included", demo, running, status({}), true],
    ["metrics still coming", demo, running, status({ progress: metricsComing }), false],
    ["the embedded backend is still starting", demo, starting, status({ phase: "offline" }), false],
    ["the embedded backend runs, the worker has not yet noticed", demo, running, status({ phase: "offline" }), false],
    ["started without its backend", demo, { state: "off" } as const, status({ phase: "offline" }), true],
    ["the backend failed", demo, { state: "failed", code: "locked", message: "" } as const, status({ phase: "offline" }), true],
    ["no network to the company", remote, { state: "off" } as const, status({ phase: "offline" }), true],
    ["signed out", remote, { state: "off" } as const, status({ phase: "paused", pausedBy: "unauthorized" }), true],
    ["pushing", demo, running, status({ phase: "pushing" }), false],
  ] as const)("%s", (_name, connection, backend, sync, expected) => {
    expect(isSettled(desktop(connection, backend), sync)).toBe(expected);
  });
});

describe("the first run shows how far the data is", () => {
  test.each([
    ["until rows have come", demo, starting, status({ phase: "offline", lastSyncMs: null }), true],
    ["not when a copy is here", demo, starting, status({ phase: "offline" }), false],
    ["not for a company's backend", remote, { state: "off" } as const, status({ phase: "first", lastSyncMs: null }), false],
    ["not once rows are here", demo, running, status({ phase: "first", lastSyncMs: null, progress: metricsComing }), false],
  ] as const)("%s", (_name, connection, backend, sync, expected) => {
    expect(isMakingData(desktop(connection, backend), sync)).toBe(expected);
  });
});
