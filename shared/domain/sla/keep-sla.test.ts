import fc from "fast-check";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { slaInput, slaLog } from "../../../test/support/sla-log.ts";
import { type IncidentEvent, incidentEvent } from "../incident/incident-event.ts";
import { keepSla } from "./keep-sla.ts";
import { slaVerdict } from "./sla-verdict.ts";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const incident = { id: "inc_1", accountId: "acc-1" };
const ladder = [0.5, 1].map((share) => ({
  clock: "first_response" as const,
  severities: ["P0" as const],
  share,
  role: "expert" as const,
  channel: "group" as const,
}));
const ms = (at: string): number => Date.parse(`2026-03-02T${at}:00.000Z`);
const keep = (log: readonly IncidentEvent[], at: string) => keepSla(slaInput(log, { ladder }), incident, ms(at), sha256);
const opened = { at: "2026-03-02T09:00", severity: "P0" } as const;
const short = ({ id, at }: IncidentEvent): string => `${id} ${at.slice(11, 16)}`;

test("each rung is recorded once, at the instant at which it was reached, however late; the next one is foreseen", () => {
  const log = slaLog([opened]);
  expect([keep(log, "09:14").escalations, keep(log, "09:14").nextMs]).toEqual([[], ms("09:15")]);
  const [first] = keep(log, "09:15").escalations;
  expect(first).toEqual({
    id: "iev_1_esc_first_response_0_0",
    accountId: "acc-1",
    incidentId: "inc_1",
    at: "2026-03-02T09:15:00.000Z",
    ordinal: 1,
    type: "escalated",
    state: "new",
    severity: "P0",
    holderGroup: null,
    holderName: null,
    actor: null,
    text: "",
    source: null,
    rung: { clock: "first_response", cycle: 0, index: 0 },
  });
  expect(incidentEvent.parse(first)).toEqual(first);
  const late = keep(log, "18:00");
  expect([late.escalations.map(short), late.nextMs]).toEqual([
    ["iev_1_esc_first_response_0_0 09:15", "iev_1_esc_first_response_0_1 09:30"],
    null,
  ]);
  expect(keep([...log, ...late.escalations], "18:01").escalations).toEqual([]);
});

test("what was answered in time is not escalated, even when it is looked at much later", () => {
  const log = slaLog([opened, { at: "2026-03-02T09:20", type: "customer_update", state: "active", text: "We found the node" }]);
  expect(keep(log, "18:00").escalations.map(short)).toEqual(["iev_1_esc_first_response_0_0 09:15"]);
});

test("what is closed and what another system opened is not escalated", () => {
  const source = { file: "log.csv", line: 2 };
  const closed = slaLog([opened, { at: "2026-03-02T10:00", state: "closed" }]);
  const imported = slaLog([{ ...opened, source }]);
  expect([keep(closed, "18:00").escalations, keep(imported, "18:00").escalations, keep([], "18:00")]).toEqual([
    [],
    [],
    { escalations: [], verdicts: [], nextMs: null },
  ]);
});

test("each closing made here is frozen, with the log up to it; what is written of that time later changes the digest alone if it is read again", () => {
  const rows = [
    opened,
    { at: "2026-03-02T09:40", type: "customer_update", state: "active", text: "We found the node" },
    { at: "2026-03-02T10:00", state: "closed" },
  ] as const;
  const log = slaLog(rows);
  const [verdict] = keep(log, "10:00").verdicts;
  expect(slaVerdict.parse(verdict)).toEqual(verdict);
  expect(verdict).toMatchObject({ id: "slv_1_0", sequence: 0, closedAt: "2026-03-02T10:00:00.000Z" });
  expect(verdict?.clocks.map(({ clock, state }) => `${clock} ${state}`)).toContain("first_response missed");
  const again = slaLog([...rows, { at: "2026-03-02T11:00", state: "active" }, { at: "2026-03-02T12:00", state: "closed" }]);
  expect(keep(again, "13:00").verdicts.map(({ id, closedAt }) => `${id} ${closedAt.slice(11, 16)}`)).toEqual([
    "slv_1_0 10:00",
    "slv_1_1 12:00",
  ]);
  expect(keep(again, "13:00").verdicts[0]).toEqual(verdict);
  const [escalated] = keep(log.slice(0, 1), "09:16").escalations;
  expect(keep([...log, ...(escalated === undefined ? [] : [escalated])], "13:00").verdicts).toEqual([verdict]);
  expect(keep(log, "09:59").verdicts).toEqual([]);
  expect(
    keep(
      log.map((event) => ({ ...event, source: { file: "log.csv", line: 2 } })),
      "13:00",
    ).verdicts,
  ).toEqual([]);
});

test("an entry whose instant lies ahead, by a laptop's clock, is waited for", () => {
  const log = slaLog([opened, { at: "2026-03-02T09:10", state: "closed" }]);
  expect(keep(log, "09:05").nextMs).toBe(ms("09:10"));
});

test("kept minute by minute or all at once, in whatever order the log comes, the record is the same", () => {
  const row = fc.record({
    minute: fc.integer({ min: 1, max: 120 }),
    type: fc.constantFrom("state_changed" as const, "customer_update" as const, "note" as const),
    state: fc.constantFrom("active" as const, "awaiting_customer" as const, "resolved" as const),
    severity: fc.constantFrom("P0" as const, "P1" as const),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
      const log = slaLog([
        opened,
        ...rows
          .toSorted((a, b) => a.minute - b.minute)
          .map(({ minute, ...rest }) => ({
            at: new Date(ms("09:00") + minute * 60_000).toISOString().slice(0, 16),
            text: "done so",
            ...rest,
          })),
      ]);
      const whole = (events: readonly IncidentEvent[], nowMs: number) => keepSla(slaInput(events), incident, nowMs, sha256);
      const kept: IncidentEvent[] = [];
      for (let nowMs = ms("09:00"); nowMs <= ms("12:00"); nowMs += 60_000)
        kept.push(...whole([...log.filter(({ at }) => Date.parse(at) <= nowMs), ...kept], nowMs).escalations);
      const once = whole(log.toReversed(), ms("12:00")).escalations;
      // What was reached in time stays recorded when a later change of severity would have said otherwise.
      const ids = new Set(kept.map(({ id }) => id));
      expect(ids.size).toBe(kept.length);
      expect(once.every(({ id }) => ids.has(id))).toBe(true);
      expect(whole([...log, ...kept], ms("12:00")).escalations).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
