import { describe, expect, test } from "vitest";
import { sampleLog, sampleOutreach } from "../../../test/support/sample-incident-log.ts";
import {
  sampleAccount,
  sampleContract,
  sampleEntry,
  sampleEvent,
  sampleIncident,
  sampleTask,
  sampleUser,
} from "../../../test/support/sample-records.ts";
import { sampleOutlook, samplePeak } from "../../../test/support/sample-outlook.ts";
import { fakeStore, type FakeContent } from "../../../test/support/fake-store.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { dayStrip } from "./day-strip.ts";
import { todayItems } from "./today-items.ts";

const timeZone = "Asia/Shanghai";
/** 10:42 in Shanghai, whose day runs from 16:00 to 16:00 UTC. */
const nowMs = Date.parse("2026-10-29T02:42:00.000Z");
const at = (time: string): string => `2026-10-29T${time}:00.000Z`;

const content: FakeContent = {
  userId: "user-1",
  records: [
    sampleUser(),
    sampleAccount({ id: "acc-1", name: "Mine", ownerId: "user-1" }),
    sampleAccount({ id: "acc-2", name: "Other", ownerId: "user-2" }),
    sampleContract({ id: "con-1", accountId: "acc-1", renewsOn: "2026-12-01" }),
    sampleEntry({ id: "call-1", accountId: "acc-1", at: at("01:30"), type: "call" }),
    sampleEntry({ id: "call-0", accountId: "acc-1", at: "2026-10-28T15:59:00.000Z", type: "call" }),
    sampleEntry({ id: "meet-2", accountId: "acc-2", at: at("01:00"), type: "meeting" }),
    sampleIncident({ id: "i1", accountId: "acc-1", severity: "P1", state: "new", openedAt: at("02:00") }),
    ...sampleLog({ id: "i1", accountId: "acc-1" }, [{ at: at("02:00"), severity: "P1", actor: "monitor" }]),
    sampleIncident({ id: "i2", accountId: "acc-2", severity: "P1", state: "awaiting_vendor", openedAt: at("00:00") }),
    sampleIncident({ id: "i3", accountId: null, severity: "P0", state: "active", openedAt: at("00:00") }),
    sampleIncident({ id: "i4", accountId: "acc-1", state: "closed", closedAt: at("01:00") }),
    sampleTask({ id: "t1", accountId: "acc-1", dueOn: "2026-10-29" }),
    sampleTask({ id: "t2", accountId: null, ownerId: "user-1", dueOn: "2026-10-28" }),
    sampleTask({ id: "t3", accountId: "acc-2", ownerId: "user-2", dueOn: "2026-10-29" }),
    sampleOutreach({ id: "o1", accountId: "acc-1", peakAt: at("12:00"), sentAt: "2026-10-26T02:00:00.000Z" }),
    sampleEvent({ id: "e1", accountId: "acc-1", startsAt: at("10:00"), endsAt: at("20:00"), upliftFactor: null }),
  ],
};

describe("Today", () => {
  test("is about the reader's own accounts and tasks", async () => {
    const { items, accounts } = await todayItems.run(fakeStore(content), { scope: "mine", timeZone }, nowMs);
    expect(accounts).toBe(1);
    expect(items.map((item) => [item.id, item.accountName])).toEqual([
      ["incident:i1", "Mine"],
      ["outreach:o1", "Mine"],
      ["event:e1", "Mine"],
      ["renewal:acc-1", "Mine"],
      ["data:acc-1", "Mine"],
      ["reviews:2026-Q3", null],
      ["task:t1", "Mine"],
      ["task:t2", null],
    ]);
  });

  test("or about the whole book, with what no account claims", async () => {
    const { items, accounts } = await todayItems.run(fakeStore(content), { scope: "all", timeZone }, nowMs);
    expect(accounts).toBe(2);
    const ids = items.map((item) => item.id);
    expect(ids.filter((id) => id.startsWith("incident:"))).toEqual(["incident:i1", "incident:i2", "incident:i3"]);
    expect(ids.filter((id) => id.startsWith("task:"))).toEqual(["task:t1", "task:t2", "task:t3"]);
  });

  test("what the reader set aside rests, what got worse is back, and what a colleague has is not listed twice", async () => {
    const standing = {
      message: "promise",
      state: "watch",
      severity: "P1",
      dueAt: null,
      likelihood: null,
      over: null,
      scoreMilli: null,
    } as const;
    const mark = (id: string, itemKey: string, fields: object) =>
      [
        "todayMark",
        {
          id,
          rev: 1,
          userId: "user-1",
          itemKey,
          action: "snoozed",
          at: "2026-10-29T02:00:00.000Z",
          until: "2026-10-30T01:00:00.000Z",
          standing,
          toUserId: null,
          taskId: null,
          ...fields,
        } satisfies RecordOf<"todayMark">,
      ] as const;
    const store = fakeStore({
      ...content,
      records: [
        ...content.records,
        sampleUser({ id: "user-2", name: "Gao" }),
        sampleTask({ id: "t9", accountId: "acc-1", ownerId: "user-2", dueOn: "2026-10-30" }),
        mark("m1", "renewal:acc-1", { standing: { ...standing, message: "renewalIn", severity: null, dueAt: "2026-12-01T16:00:00.000Z" } }),
        mark("m2", "incident:i1", {}),
        mark("m3", "event:e1", {
          action: "delegated",
          toUserId: "user-2",
          taskId: "t9",
          standing: { ...standing, message: "eventUpliftUnknown", severity: null, dueAt: at("10:00") },
        }),
        mark("m4", "data:acc-1", { userId: "user-2" }),
      ],
    });
    const { items } = await todayItems.run(store, { scope: "mine", timeZone }, nowMs);
    const rests = items.flatMap(({ id, rest, delegate, customerZone }) =>
      rest === null ? [] : [[id, rest.type, rest.type === "back" ? rest.worse : rest.untilMs, delegate, customerZone]],
    );
    expect(rests).toEqual([
      ["incident:i1", "back", "sooner", null, "Asia/Shanghai"],
      ["event:e1", "resting", Date.parse("2026-10-30T01:00:00.000Z"), "Gao", "Asia/Shanghai"],
      ["renewal:acc-1", "resting", Date.parse("2026-10-30T01:00:00.000Z"), null, "Asia/Shanghai"],
    ]);
    expect(items.map(({ id }) => id)).not.toContain("task:t9");
  });

  test("every item names rows that are there", async () => {
    const store = fakeStore(content);
    const { items } = await todayItems.run(store, { scope: "all", timeZone }, nowMs);
    for (const item of items)
      for (const { kind, id } of item.records) if (kind !== "metrics") expect(store.get(kind, id)?.id, `${item.id} ${kind}`).toBe(id);
  });
});

describe("the day strip", () => {
  test("is the reader's day, cut at its midnights", async () => {
    const strip = await dayStrip.run(fakeStore(content), { scope: "mine", timeZone }, nowMs);
    expect(strip).toEqual({
      startMs: Date.parse("2026-10-28T16:00:00.000Z"),
      endMs: Date.parse("2026-10-29T16:00:00.000Z"),
      promises: [
        { type: "promise", atMs: Date.parse(at("06:00")), incidentId: "i1", number: "INC-1", severity: "P1", clock: "first_response" },
        {
          type: "answer",
          atMs: Date.parse(at("12:00")),
          outreachId: "o1",
          subject: "Capacity for 11.11",
          accountId: "acc-1",
          accountName: "Mine",
        },
      ],
      events: [
        {
          id: "e1",
          fromMs: Date.parse(at("10:00")),
          toMs: Date.parse("2026-10-29T16:00:00.000Z"),
          name: "周年庆",
          accountId: "acc-1",
          accountName: "Mine",
        },
      ],
      agenda: [{ id: "call-1", atMs: Date.parse(at("01:30")), type: "call", accountId: "acc-1", accountName: "Mine" }],
      tasksDue: 1,
    });
  });
});

test("a peak of the forecast stands in place of what the last weeks and the event say, and speaks for its message", async () => {
  const store = fakeStore({
    userId: "user-1",
    records: [
      sampleAccount({ ownerId: "user-1" }),
      sampleEvent({
        id: "e1",
        accountId: "acc-1",
        startsAt: "2026-11-11T10:00:00.000Z",
        endsAt: "2026-11-11T14:00:00.000Z",
        upliftFactor: 3,
      }),
      sampleOutreach({ id: "o1", accountId: "acc-1", peakAt: "2026-11-11T12:00:00.000Z", sentAt: "2026-10-28T02:00:00.000Z" }),
    ],
    outlooks: [sampleOutlook("acc-1", [samplePeak({ eventIds: ["e1"] })])],
  });
  const { items } = await todayItems.run(store, { scope: "mine", timeZone }, Date.parse("2026-11-02T02:00:00.000Z"));
  expect(
    items.filter((item) => item.kind === "peak" || item.kind === "outreach").map((item) => [item.id, item.message.key, item.detail]),
  ).toEqual([["forecast:acc-1:cn-east", "peakUnanswered", { key: "peakForecast", p90: 1_300, capacityPcu: 1_000, occasion: "周年庆" }]]);
  for (const { records } of items) for (const { kind, id } of records) if (kind !== "metrics") expect(store.get(kind, id)?.id).toBe(id);
});
