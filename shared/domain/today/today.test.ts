import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Account } from "../account/account.ts";
import type { IncidentEvent } from "../incident/incident-event.ts";
import { incidentHistory } from "../incident/incident-history.ts";
import { incidentStates, severities, type Incident, type IncidentState } from "../incident/incident.ts";
import { workCalendar } from "../calendar/working-days.ts";
import { nextPromiseOf } from "../sla/next-promise.ts";
import { policyFor } from "../sla/policy-for.ts";
import type { Outreach } from "../outreach/outreach.ts";
import type { Task } from "../task/task.ts";
import { accountItems } from "./account-items.ts";
import { incidentItems } from "./incident-items.ts";
import { looseItems } from "./loose-items.ts";
import { outreachItems } from "./outreach-items.ts";
import { peakItems } from "./peak-items.ts";
import type { TodayFacts } from "./today-facts.ts";
import type { TodayItem } from "./today-item.ts";
import { rankOf } from "./rank.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const zone = "Asia/Shanghai";
/** 10:42 in Shanghai. */
const nowMs = Date.parse("2026-10-29T02:42:00.000Z");
const iso = (ms: number): string => new Date(ms).toISOString();

const account: Account = {
  id: "a1",
  code: "ORA",
  name: "Orangely",
  aliases: [],
  country: "CN",
  timeZone: zone,
  locale: "zh-CN",
  regions: ["cn-east", "cn-south"],
  scenario: "commerce_live",
  tier: "premium",
  ownerId: "u1",
  lifecycle: "active",
  tags: [],
  summary: "",
};

function facts(fields: Partial<TodayFacts> = {}): TodayFacts {
  return {
    nowMs,
    timeZone: zone,
    account,
    outreach: [],
    plannedEvents: [],
    contract: null,
    capacities: [],
    usage: usage(800, 500),
    peaks: null,
    health: null,
    lastTouchMs: nowMs - dayMs,
    ...fields,
  };
}

function usage(east: number, south: number, lastHourMs = nowMs - 2 * hourMs): NonNullable<TodayFacts["usage"]> {
  const lastDayMs = Math.floor(lastHourMs / dayMs) * dayMs;
  const region = (name: string, peak: number) => ({
    region: name,
    firstDayMs: lastDayMs - 9 * dayMs,
    dailyMax: Float32Array.of(1, 2, 3, peak, 4, Number.NaN, 5, 6, 7, 8),
  });
  return { lastHourMs, regions: [region("cn-east", east), region("cn-south", south)] };
}

const capacities: TodayFacts["capacities"] = [
  { id: "c-old", accountId: "a1", region: "cn-east", from: iso(nowMs - 300 * dayMs), pcu: 400 },
  { id: "c-east", accountId: "a1", region: "cn-east", from: iso(nowMs - 30 * dayMs), pcu: 1000 },
  { id: "c-south", accountId: "a1", region: "cn-south", from: iso(nowMs - 30 * dayMs), pcu: 1000 },
];

function incident(state: IncidentState, fields: Partial<Incident> = {}): Incident {
  return {
    id: "i1",
    accountId: "a1",
    number: "INC-2207",
    kind: "incident",
    severity: "P1",
    title: "publish failures",
    state,
    openedAt: iso(nowMs - 5 * hourMs),
    resolvedAt: null,
    closedAt: null,
    region: null,
    holderGroup: "R&D",
    holderName: "Zhou Yu",
    sourceMadeSla: null,
    ...fields,
  };
}

function log(
  of: Incident,
  rows: readonly { readonly agoMs: number; readonly state: IncidentState; readonly actor: string }[],
): readonly IncidentEvent[] {
  return rows.map(({ agoMs, state, actor }, ordinal) => ({
    id: `${of.id}-${ordinal}`,
    accountId: of.accountId,
    incidentId: of.id,
    at: iso(nowMs - agoMs),
    ordinal,
    type: "updated",
    state,
    severity: of.severity,
    holderGroup: of.holderGroup,
    holderName: of.holderName,
    actor,
    text: "",
    source: null,
  }));
}

/** Judged by the product's own default: first response P0 30 min, P1 4 h, P2 8 h, P3 24 h, updates in two of them (three at P2 and P3). */
function itemsOf(of: Incident, rows: Parameters<typeof log>[1]): readonly TodayItem[] {
  const events = log(of, rows);
  const policy = policyFor([], [], nowMs, "UTC");
  const promise = nextPromiseOf({ incidentId: of.id, events, policy, workCalendarOf: workCalendar });
  return incidentItems({ nowMs, tier: "premium", incidents: [{ incident: of, history: incidentHistory(events), promise }] });
}

describe("incidents on Today", () => {
  test("an unanswered one is due by its promise, with the rows it was read from", () => {
    const [item] = itemsOf(incident("new"), [{ agoMs: 3.5 * hourMs, state: "new", actor: "monitor" }]);
    expect(item).toEqual({
      id: "incident:i1",
      kind: "incident",
      state: "risk",
      accountId: "a1",
      tier: "premium",
      severity: "P1",
      message: { key: "promise", title: "publish failures", clock: "first_response" },
      detail: { key: "incident", number: "INC-2207", holder: "Zhou Yu" },
      dueMs: nowMs + 0.5 * hourMs,
      dueIsDay: false,
      sinceMs: nowMs - 3.5 * hourMs,
      undated: "hour",
      action: { key: "respond", target: { to: "incident", incidentId: "i1" } },
      records: [
        { kind: "incident", id: "i1" },
        { kind: "incidentEvent", id: "i1-0" },
      ],
    });
  });

  test("one that waits for the customer, a vendor or problem management says so and since when", () => {
    const waiting = (state: IncidentState) => {
      const [item] = itemsOf(incident(state), [
        { agoMs: 9 * dayMs, state: "new", actor: "monitor" },
        { agoMs: 8 * dayMs, state: "active", actor: "He" },
        { agoMs: 5 * dayMs, state, actor: "He" },
      ]);
      return item === undefined ? null : [item.message.key, item.action.key, item.dueMs, nowMs - (item.sinceMs ?? 0)];
    };
    expect(waiting("awaiting_customer")).toEqual(["customerTurn", "remindCustomer", null, 5 * dayMs]);
    expect(waiting("awaiting_vendor")).toEqual(["vendorTurn", "askVendor", null, 5 * dayMs]);
    expect(waiting("awaiting_problem")).toEqual(["problemTurn", "openIncident", null, 5 * dayMs]);
    expect(waiting("resolved")).toBeNull();
  });

  test("imported history: an ended one is silent, an open one of 2016 is no promise of this hour but tells its real age", () => {
    const tenYears = 3650 * dayMs;
    const old = { openedAt: iso(nowMs - tenYears), severity: "P2" } as const;
    expect(itemsOf(incident("closed", old), [{ agoMs: tenYears, state: "closed", actor: "x" }])).toEqual([]);
    const [item] = itemsOf(incident("new", old), [{ agoMs: tenYears, state: "new", actor: "x" }]);
    expect(item).toMatchObject({ state: "risk", dueMs: null, sinceMs: nowMs - tenYears, message: { key: "ourTurn" } });
    expect(item === undefined ? null : rankOf(item, nowMs).group).toBe("today");
  });

  test("a fresh P3 that waits for the customer needs nobody; a P0 in our hands needs somebody now", () => {
    const rows = (state: IncidentState) => [
      { agoMs: 5 * hourMs, state: "new" as const, actor: "m" },
      { agoMs: 4 * hourMs, state, actor: "He" },
    ];
    expect(itemsOf(incident("awaiting_customer", { severity: "P3" }), rows("awaiting_customer"))).toEqual([]);
    const [item] = itemsOf(incident("active", { severity: "P0" }), rows("active"));
    expect(item).toMatchObject({ state: "critical", undated: "hour" });
  });
});

describe("outreach on Today", () => {
  const outreach: Outreach = {
    id: "o1",
    accountId: "a1",
    contactId: null,
    subject: "Singles' Day",
    channel: "wecom",
    region: null,
    peakAt: null,
    state: "sent",
    sentAt: iso(nowMs - 3 * dayMs),
    answeredAt: null,
    answeredPcu: null,
  };
  const read = (fields: Partial<Outreach>) =>
    outreachItems(facts({ outreach: [{ ...outreach, ...fields }] })).map((i) => [
      i.state,
      i.dueMs === null ? null : (i.dueMs - nowMs) / dayMs,
      i.message,
    ]);

  test("is asked about after some days, more urgently near its peak, and not any more when the peak is over", () => {
    const message = { key: "outreachUnanswered", subject: "Singles' Day", days: 3 };
    expect(read({})).toEqual([["watch", null, message]]);
    expect(read({ peakAt: iso(nowMs + 6 * dayMs) })).toEqual([["risk", 6, message]]);
    expect(read({ peakAt: iso(nowMs + dayMs) })).toEqual([["critical", 1, message]]);
    expect(read({ peakAt: iso(nowMs - dayMs) })).toEqual([]);
    expect(read({ sentAt: iso(nowMs - dayMs) })).toEqual([]);
    expect(read({ sentAt: iso(nowMs - 400 * dayMs) })).toEqual([]);
    expect(read({ state: "answered", answeredAt: iso(nowMs - dayMs) })).toEqual([]);
  });
});

describe("room on Today", () => {
  test("the tightest region of the last four weeks is told when it is low or over", () => {
    expect(peakItems(facts({ capacities }))).toEqual([]);
    const [low] = peakItems(facts({ capacities, usage: usage(950, 500) }));
    expect(low).toMatchObject({
      state: "risk",
      message: { key: "headroomLow", region: "cn-east", peakPcu: 950, capacityPcu: 1000 },
      records: [
        { kind: "metrics", id: "a1" },
        { kind: "capacity", id: "c-east" },
      ],
    });
    const [over] = peakItems(facts({ capacities, usage: usage(800, 1200) }));
    expect(over).toMatchObject({ state: "critical", message: { key: "overCapacity", region: "cn-south", share: -0.2 }, undated: "today" });
  });

  test("usage of another year says nothing about now", () => {
    expect(peakItems(facts({ capacities, usage: usage(5000, 5000, nowMs - 400 * dayMs) }))).toEqual([]);
  });

  const event = {
    id: "e1",
    accountId: "a1",
    region: null,
    name: "11.11",
    startsAt: iso(nowMs + 2 * dayMs),
    endsAt: iso(nowMs + 3 * dayMs),
    upliftFactor: 1.5,
    toldBy: "customer",
  } as const;

  test("a planned event within 14 days is judged by its tightest region: recent peak × uplift against capacity", () => {
    const startsMs = nowMs + 2 * dayMs;
    const judge = (fields: object) =>
      peakItems(facts({ capacities, plannedEvents: [{ ...event, ...fields }] })).map((i) => [i.state, i.message.key, i.dueMs, i.detail]);
    expect(judge({})).toEqual([["critical", "eventOver", startsMs, { key: "expectedOfCapacity", expectedPcu: 1200, capacityPcu: 1000 }]]);
    expect(judge({ region: "cn-south" })).toEqual([
      ["good", "eventFits", startsMs, { key: "expectedOfCapacity", expectedPcu: 750, capacityPcu: 1000 }],
    ]);
    expect(judge({ region: "cn-south", startsAt: iso(nowMs + 5 * dayMs), endsAt: iso(nowMs + 6 * dayMs) })).toEqual([]);
    expect(judge({ upliftFactor: 1.1 })).toEqual([
      ["watch", "eventTight", startsMs, { key: "expectedOfCapacity", expectedPcu: 880, capacityPcu: 1000 }],
    ]);
    expect(judge({ upliftFactor: null })).toEqual([
      ["watch", "eventUpliftUnknown", startsMs, { key: "event", startsMs, toldBy: "customer" }],
    ]);
    expect(judge({ region: "sa-east" })).toEqual([["unknown", "eventUnjudged", startsMs, { key: "event", startsMs, toldBy: "customer" }]]);
    expect(judge({ startsAt: iso(nowMs + 20 * dayMs), endsAt: iso(nowMs + 21 * dayMs) })).toEqual([]);
    expect(judge({ startsAt: iso(nowMs - 2 * dayMs), endsAt: iso(nowMs - dayMs) })).toEqual([]);
  });
});

describe("the account itself on Today", () => {
  const contract = (renewsOn: string): TodayFacts["contract"] => ({
    id: "k1",
    accountId: "a1",
    tier: "premium",
    startsOn: "2025-01-01",
    renewsOn,
    committedMinutes: null,
    slaPolicy: "default v3",
    services: [],
  });
  const told = (fields: Partial<TodayFacts>) => accountItems(facts(fields)).map((i) => [i.kind, i.state, i.message]);

  test("a renewal is told within 90 days, worse within 30, and as a decision when it has passed", () => {
    expect(told({ contract: contract("2027-02-01") })).toEqual([]);
    expect(told({ contract: contract("2027-01-25") })).toEqual([["renewal", "watch", { key: "renewalIn", days: 88 }]]);
    expect(told({ contract: contract("2026-11-20") })).toEqual([["renewal", "risk", { key: "renewalIn", days: 22 }]]);
    expect(told({ contract: contract("2026-10-19") })).toEqual([["renewal", "critical", { key: "renewalPast", days: 10 }]]);
    expect(told({ contract: contract("2016-10-19") })).toEqual([]);
  });

  test("silence and missing data are said, and nothing of an account that has ended", () => {
    expect(told({ lastTouchMs: nowMs - 31 * dayMs })).toEqual([["relationship", "watch", { key: "silentFor", days: 31 }]]);
    expect(told({ lastTouchMs: nowMs - 61 * dayMs })).toEqual([["relationship", "risk", { key: "silentFor", days: 61 }]]);
    const asOfMs = nowMs - 26 * hourMs;
    expect(told({ lastTouchMs: null, usage: usage(1, 1, asOfMs) })).toEqual([
      ["relationship", "unknown", { key: "neverTouched" }],
      ["data", "unknown", { key: "dataStale", asOfMs }],
    ]);
    expect(told({ usage: null })).toEqual([["data", "unknown", { key: "noData" }]]);
    expect(told({ usage: null, lastTouchMs: null, account: { ...account, lifecycle: "ended" } })).toEqual([]);
  });
});

describe("tasks and conflicts on Today", () => {
  const task: Task = {
    id: "t1",
    accountId: "a1",
    title: "load test",
    ownerId: "u1",
    dueOn: "2026-10-29",
    state: "open",
    doneOn: null,
    playbook: null,
  };
  const read = (fields: Partial<Task>) =>
    looseItems({ nowMs, timeZone: zone, tasks: [{ ...task, ...fields }], conflicts: [], accounts: new Map() }).map((i) => [
      i.state,
      rankOf(i, nowMs).group,
    ]);

  test("a task is due at the end of its day where the reader is", () => {
    expect(read({})).toEqual([["watch", "today"]]);
    expect(read({ dueOn: "2026-11-02" })).toEqual([["watch", "week"]]);
    expect(read({ dueOn: "2026-10-27" })).toEqual([["risk", "today"]]);
    expect(read({ dueOn: "2026-10-01" })).toEqual([["risk", "today"]]);
    expect(read({ dueOn: "2026-12-01" })).toEqual([]);
    expect(read({ dueOn: null })).toEqual([]);
    expect(read({ state: "done", doneOn: "2026-10-29" })).toEqual([]);
  });
});

describe("the list", () => {
  test("what an incident's rows say never makes an item of an ended one, nor one without rows", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...incidentStates),
        fc.constantFrom(...severities),
        fc.integer({ min: 0, max: 4000 }),
        (state, severity, daysAgo) => {
          const one = incident(state, { severity, openedAt: iso(nowMs - daysAgo * dayMs) });
          const items = itemsOf(one, [{ agoMs: daysAgo * dayMs, state, actor: "x" }]);
          if (state === "resolved" || state === "closed") expect(items).toEqual([]);
          for (const item of items) {
            expect(item.records.length).toBeGreaterThan(0);
            expect(item.sinceMs).toBeLessThanOrEqual(nowMs);
          }
        },
      ),
    );
  });
});
