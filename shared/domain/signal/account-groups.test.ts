import { describe, expect, test } from "vitest";
import { accountGroups } from "./account-groups.ts";
import { latestDecision, restOf } from "./decision-state.ts";
import type { SignalDecision } from "./signal-decision.ts";
import { signalWords, type Signal } from "./signal.ts";

const nowMs = Date.parse("2026-11-20T12:00:00.000Z");
const hourMs = 3_600_000;

function signal(fields: Partial<Signal> & Pick<Signal, "key" | "accountId">): Signal {
  return {
    metric: "video_freeze_600_rate",
    slice: { region: "cn-south", carrier: "telecom", sdk: null, platform: null, hours: { fromHour: 18, toHour: 24 } },
    explained: 0.9,
    sinceMs: nowMs - 5 * hourMs,
    lastMs: nowMs - hourMs,
    over: false,
    state: "risk",
    measured: 0.03,
    normal: 0.012,
    bandEdge: 0.016,
    bandGood: 0.008,
    hoursOutside: 5,
    n: 1000,
    timeZone: "Asia/Shanghai",
    group: fields.key,
    alsoMetrics: [],
    ...fields,
  };
}

function decision(fields: Partial<SignalDecision>): SignalDecision {
  return {
    id: "sgd_1",
    accountId: "a",
    signalKey: "k1",
    at: "2026-11-20T11:00:00.000Z",
    byId: "u",
    action: "acknowledged",
    until: null,
    refId: null,
    ...fields,
  };
}

describe("a decision", () => {
  const until = "2026-11-21T01:00:00.000Z";

  test("the newest counts, whatever the order; at one instant the greater id", () => {
    const one = decision({ id: "sgd_1" });
    const undone = decision({ id: "sgd_0", at: "2026-11-20T11:00:00.001Z", action: "reopened" });
    const twin = decision({ id: "sgd_2", action: "task", refId: "t" });
    expect(latestDecision([one, undone], "k1")).toBe(undone);
    expect(latestDecision([undone, one], "k1")).toBe(undone);
    expect(latestDecision([twin, one], "k1")).toBe(twin);
    expect(latestDecision([one], "k2")).toBeNull();
  });

  test("a snooze rests until its time, what is reopened is open", () => {
    const snoozed = decision({ action: "snoozed", until });
    expect(restOf(snoozed, nowMs)).toBe("snoozed");
    expect(restOf(snoozed, Date.parse(until))).toBe("open");
    expect(restOf(decision({ action: "reopened" }), nowMs)).toBe("open");
    expect(restOf(decision({ action: "incident", refId: "i" }), nowMs)).toBe("incident");
    expect(restOf(null, nowMs)).toBe("open");
  });
});

describe("signals as a reader sees them", () => {
  const telecom = signal({ key: "k1", accountId: "a", state: "watch" });
  const mobile = signal({ key: "k2", accountId: "a", slice: { ...telecom.slice, carrier: "mobile" }, sinceMs: nowMs - 4 * hourMs });
  const other = signal({ key: "k3", accountId: "b", sinceMs: nowMs - 3 * hourMs, state: "critical" });
  const past = signal({ key: "k0", accountId: "a", sinceMs: nowMs - 90 * hourMs, lastMs: nowMs - 80 * hourMs, over: true });

  test("are one thing an account and cause, under the gravest, with the other customers that have it", () => {
    const groups = accountGroups([past, mobile, other, telecom], [], nowMs);
    expect(groups.map(({ head, signals, otherAccounts, over, rest }) => [head.key, signals.length, otherAccounts, over, rest])).toEqual([
      ["k3", 1, ["a"], false, "open"],
      ["k2", 2, ["b"], false, "open"],
      ["k0", 1, [], true, "open"],
    ]);
  });

  test("rest together when one of them was decided", () => {
    const groups = accountGroups([telecom, mobile], [decision({ signalKey: "k1" })], nowMs);
    expect(groups.map(({ rest, decision: found }) => [rest, found?.id])).toEqual([["acknowledged", "sgd_1"]]);
  });

  test("tell the band from low to high, also where higher is better", () => {
    expect(
      signalWords(signal({ key: "k", accountId: "a", metric: "join_5s_rate", measured: 0.9, bandEdge: 0.95, bandGood: 0.99 })),
    ).toMatchObject({
      measured: 0.9,
      low: 0.95,
      high: 0.99,
    });
  });
});
