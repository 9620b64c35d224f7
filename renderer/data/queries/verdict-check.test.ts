import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { keepSla } from "../../../shared/domain/sla/keep-sla.ts";
import type { SlaVerdict } from "../../../shared/domain/sla/sla-verdict.ts";
import { slaInput, slaLog } from "../../../test/support/sla-log.ts";
import { verdictCheck } from "./verdict-check.ts";

const log = slaLog([
  { at: "2026-03-02T09:00", severity: "P0" },
  { at: "2026-03-02T09:20", type: "customer_update", state: "active", text: "a canary runs" },
  { at: "2026-03-02T10:00", state: "awaiting_customer", text: "logs" },
  { at: "2026-03-02T10:30", state: "resolved", text: "rolled back" },
  { at: "2026-03-02T11:00", state: "closed", text: "agreed" },
]);

function frozen(): SlaVerdict {
  const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
  const [verdict] = keepSla(slaInput(log), { id: "inc_1", accountId: "acc-1" }, Date.parse("2026-03-03T00:00:00.000Z"), sha256).verdicts;
  if (verdict === undefined) throw new Error("a closing is frozen");
  return verdict;
}

test("a verdict read again from the same log is the same, whatever was written later", async () => {
  const later = slaLog([{ at: "2026-03-02T12:00", type: "note", text: "thanks" }]).map((event) => ({ ...event, id: "late" }));
  expect(await verdictCheck(frozen(), [...log, ...later], slaInput(log))).toEqual({ verdict: frozen(), because: "same", differences: [] });
});

test("an entry about the time before the closing that came later is said to be why", async () => {
  const late = slaLog([{ at: "2026-03-02T09:05", type: "customer_update", state: "active", severity: "P0", text: "we look" }]).map(
    (event) => ({
      ...event,
      id: "late",
      actor: "Wen",
    }),
  );
  const check = await verdictCheck(frozen(), [...log, ...late], slaInput(log));
  expect(check.because).toBe("log");
  expect(check.differences.find((pair) => pair.frozen?.clock === "first_response")).toMatchObject({
    frozen: { elapsedMs: 20 * 60_000 },
    now: { elapsedMs: 5 * 60_000 },
  });
});

test("the same log that gives other figures is the rules' doing; without its policy nobody can say", async () => {
  const verdict = frozen();
  const moved = { ...verdict, clocks: verdict.clocks.map((clock, i) => (i === 0 ? { ...clock, state: "missed" as const } : clock)) };
  expect(await verdictCheck(moved, log, slaInput(log))).toMatchObject({
    because: "rules",
    differences: [{ frozen: { state: "missed" }, now: { state: "met" } }],
  });
  expect(await verdictCheck(verdict, log, null)).toEqual({ verdict, because: "policy", differences: [] });
});
