import { describe, expect, test } from "vitest";
import { sampleLog } from "../../../../test/support/sample-incident-log.ts";
import { sampleIncident } from "../../../../test/support/sample-records.ts";
import { incidentHistory } from "../../incident/incident-history.ts";
import type { IncidentEvent } from "../../incident/incident-event.ts";
import type { SlaClock, SlaReading } from "../sla-reading.ts";
import type { SlaVerdict } from "../sla-verdict.ts";
import { readStatisticIncident } from "./read-statistic-incident.ts";

const at = (time: string): string => `2026-10-05T${time}:00.000Z`;
const ms = (time: string): number => Date.parse(at(time));
const [, incident] = sampleIncident({
  id: "inc-1",
  state: "closed",
  severity: "P1",
  openedAt: at("08:00"),
  resolvedAt: at("10:00"),
  closedAt: at("11:00"),
  component: "publish",
  cause: "carrier",
  links: [
    { type: "incident", ref: "inc-0", relation: "duplicate_of" },
    { type: "incident", ref: "inc-9", relation: "related" },
    { type: "url", ref: "https://example.com", relation: "caused_by" },
  ],
});
const history = incidentHistory(
  sampleLog({ id: "inc-1", accountId: "acc-1" }, [
    { at: at("08:00"), actor: "monitor" },
    { at: at("09:00"), actor: "He", state: "resolved" },
    { at: at("09:30"), actor: "He", state: "active" },
    { at: at("10:00"), actor: "He", state: "resolved" },
    { at: at("11:00"), actor: "He", state: "closed" },
  ]).map(([, event]) => event as IncidentEvent),
);

function clock(fields: Partial<SlaClock>): SlaClock {
  return {
    clock: "resolution",
    cycle: 0,
    severity: "P1",
    targetMs: 3_600_000,
    calendar: "always",
    state: "running",
    startedMs: ms("08:00"),
    startEventId: "inc-1-e0",
    stoppedMs: null,
    stopEventId: null,
    dueMs: ms("09:00"),
    warnMs: null,
    elapsedMs: 1,
    pausedMs: 0,
    remainingMs: 0,
    breachedMs: null,
    spans: [],
    ladder: [],
    ...fields,
  };
}

const holding = { turn: "us", holderGroup: "G", holderName: null, fromMs: 0, toMs: null, event: {} as IncidentEvent } as const;
const reading: SlaReading = {
  incidentId: "inc-1",
  policy: { name: "premium", version: 2, source: "record", asked: "premium v2" },
  atMs: ms("12:00"),
  clocks: [
    clock({ clock: "first_response", state: "met", stoppedMs: ms("08:10"), elapsedMs: 600_000 }),
    clock({ clock: "next_update", state: "void" }),
    clock({ clock: "next_update", cycle: 1, state: "paused", breachedMs: ms("09:10"), severity: "P2" }),
    clock({ clock: "workaround", state: "paused" }),
    clock({ state: "breached", breachedMs: ms("09:00") }),
  ],
  current: { first_response: null, next_update: null, workaround: null, resolution: null },
  next: null,
  changesMs: null,
  responses: [],
  handOffs: [
    { holding, usedMs: 5, limitMs: 4, overMs: 1 },
    { holding, usedMs: 5, limitMs: null, overMs: 0 },
  ],
  handOffCount: 3,
  kickedAbout: true,
  credits: [{ clause: "§4", percent: 10, clock: "next_update", cycle: 1, owedMs: ms("10:10") }],
};
const verdict: SlaVerdict = {
  id: "slv_1_0",
  accountId: "acc-1",
  incidentId: "inc-1",
  sequence: 0,
  closedAt: at("11:00"),
  policy: { name: "default", version: 3, source: "record" },
  digest: "0".repeat(64),
  clocks: [
    {
      clock: "resolution",
      cycle: 0,
      severity: "P1",
      state: "missed",
      targetMs: 3_600_000,
      elapsedMs: 7_200_000,
      pausedMs: 0,
      startedAt: at("08:00"),
      stoppedAt: at("10:00"),
      breachedAt: at("09:00"),
    },
    {
      clock: "workaround",
      cycle: 0,
      severity: "P1",
      state: "void",
      targetMs: 1,
      elapsedMs: 0,
      pausedMs: 0,
      startedAt: at("08:00"),
      stoppedAt: null,
      breachedAt: null,
    },
  ],
  credits: [{ clause: "§4", percent: 10, clock: "resolution" }],
};
const source = { incident, tier: "premium", history, reading, verdict: null, warningShare: 0.8, articleUses: [] } as const;

describe("an incident taken apart for counting", () => {
  test("has its promises from the reading: what broke is missed whether it stands or runs, what is void is not counted", () => {
    const read = readStatisticIncident(source);
    expect(read).toMatchObject({
      linkedIds: ["inc-0"],
      openedMs: ms("08:00"),
      endedMs: ms("10:00"),
      reopenCount: 1,
      policy: "premium v2",
      frozen: false,
      handOffs: 3,
      holdsOver: 1,
      kickedAbout: true,
      knowledge: null,
      credits: [{ clause: "§4", percent: 10, clock: "next_update", severity: "P2", brokeMs: ms("09:10") }],
    });
    expect(read.promises.map(({ clock: kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      "first_response met",
      "next_update missed",
      "workaround open",
      "resolution missed",
    ]);
  });

  test("has them from the verdict while it is closed, whatever a reading would say now", () => {
    expect(readStatisticIncident({ ...source, verdict })).toMatchObject({
      policy: "default v3",
      frozen: true,
      promises: [{ clock: "resolution", outcome: "missed", stoppedMs: ms("10:00"), breachedMs: ms("09:00") }],
      credits: [{ clause: "§4", clock: "resolution", brokeMs: ms("09:00") }],
    });
    const reopened = { ...incident, state: "active", resolvedAt: null, closedAt: null } as const;
    expect(readStatisticIncident({ ...source, incident: reopened, verdict })).toMatchObject({ policy: "premium v2", frozen: false });
  });

  test("without its log counts as opened and ended by its record, with no promise", () => {
    expect(readStatisticIncident({ ...source, history: null, reading: null })).toMatchObject({
      openedMs: ms("08:00"),
      endedMs: ms("10:00"),
      policy: null,
      promises: [],
    });
  });

  test("was solved from knowledge if anybody says so", () => {
    const knowledge = (...verdicts: readonly ("solved" | "helped" | "not_helpful")[]): unknown =>
      readStatisticIncident({ ...source, articleUses: verdicts.map((said) => ({ verdict: said })) }).knowledge;
    expect([knowledge("not_helpful", "solved"), knowledge("helped"), knowledge()]).toEqual(["solved", "used", null]);
  });
});
