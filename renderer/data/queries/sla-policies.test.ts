import { describe, expect, test } from "vitest";
import { fakeStore, type FakeContent } from "../../../test/support/fake-store.ts";
import { sampleLog } from "../../../test/support/sample-incident-log.ts";
import { sampleAccount, sampleContract, sampleIncident } from "../../../test/support/sample-records.ts";
import { defaultSlaPolicy } from "../../../shared/domain/sla/default-sla-policy.ts";
import type { SlaPolicyDefinition } from "../../../shared/domain/sla/sla-policy.ts";
import { slaPolicies } from "./sla-policies.ts";
import { slaPolicyPreview } from "./sla-policy-preview.ts";

const nowMs = Date.parse("2026-10-29T02:42:00.000Z");

/** First responses at P2 within `minutes`. */
function answering(minutes: number): SlaPolicyDefinition {
  const { targets } = defaultSlaPolicy;
  return { ...defaultSlaPolicy, targets: { ...targets, P2: { ...targets.P2, first_response: { minutes, calendar: "always" } } } };
}

const content: FakeContent = {
  userId: "user-1",
  records: [
    sampleAccount({ name: "星屿秀场" }),
    sampleContract({ slaPolicy: "gold  V1", startsOn: "2026-01-01", renewsOn: "2027-01-01" }),
    sampleContract({ id: "con-2", slaPolicy: "silver v9", startsOn: "2026-01-01", renewsOn: "2027-01-01" }),
    [
      "slaPolicy",
      {
        id: "slp_gold_1",
        name: "gold",
        version: 1,
        at: "2026-01-01T00:00:00.000Z",
        authorId: "user-1",
        note: "first",
        definition: answering(480),
        rev: 1,
      },
    ],
    // Open since midnight; nobody has answered.
    sampleIncident({ id: "open", number: "INC-1", state: "new", openedAt: "2026-10-29T00:00:00.000Z" }),
    ...sampleLog({ id: "open", accountId: "acc-1" }, [{ at: "2026-10-29T00:00:00.000Z", actor: "monitor" }]),
    // Answered after two hours, in the quarter before this one.
    sampleIncident({
      id: "past",
      number: "INC-0",
      state: "closed",
      openedAt: "2026-08-03T00:00:00.000Z",
      resolvedAt: "2026-08-03T02:00:00.000Z",
      closedAt: "2026-08-03T02:00:00.000Z",
    }),
    ...sampleLog({ id: "past", accountId: "acc-1" }, [
      { at: "2026-08-03T00:00:00.000Z", actor: "monitor" },
      { at: "2026-08-03T02:00:00.000Z", actor: "He", state: "resolved", type: "state_changed" },
    ]),
  ],
};

describe("the company's policies", () => {
  test("are told with the contracts that name them, however it is spelt, and with names that nobody has written", async () => {
    const { versions, unknown, mayEdit } = await slaPolicies.run(fakeStore(content), undefined, nowMs);
    expect(versions.map(({ name, version, contracts }) => [name, version, contracts.length])).toEqual([
      ["gold", 1, 1],
      ["default", 0, 0],
    ]);
    expect(unknown.map(({ asked, contracts }) => [asked, contracts[0]?.accountName])).toEqual([["silver v9", "星屿秀场"]]);
    expect(mayEdit).toBe(false);
  });
});

describe("what a draft would do", () => {
  const preview = (definition: SlaPolicyDefinition, name = "gold", version = 1) =>
    slaPolicyPreview.run(fakeStore(oneContract), { definition, name, version, timeZone: "UTC" }, nowMs);
  const oneContract: FakeContent = { ...content, records: content.records.filter(([, record]) => record.id !== "con-2") };

  test("to open incidents of its contracts, and to the last quarter's promises", async () => {
    const found = await preview(answering(60));
    expect(found?.open).toMatchObject({
      count: 1,
      before: { running: 1, breached: 0 },
      after: { running: 0, breached: 1 },
      changed: [
        {
          number: "INC-1",
          before: { dueMs: Date.parse("2026-10-29T08:00:00.000Z") },
          after: { dueMs: Date.parse("2026-10-29T01:00:00.000Z") },
        },
      ],
    });
    expect(found?.quarter.period.id).toBe("2026-Q3");
    expect(found?.quarter.before.value).toBe(1);
    expect(found?.quarter.after.value).toBeLessThan(1);
  });

  test("is nothing where nothing changes, and nothing is told of what another version judges or of a draft that is refused", async () => {
    expect((await preview(answering(480)))?.open.changed).toEqual([]);
    expect((await preview(answering(60), "silver", 9))?.open.count).toBe(0);
    expect(await preview({ ...answering(60), ladder: [...answering(60).ladder].toReversed() })).toBeNull();
  });
});
