import { z } from "zod";
import { id, instant } from "../common.ts";
import { severities } from "../incident/incident.ts";
import { clockKinds } from "./clock-kinds.ts";
import { policyName } from "./sla-policy.ts";

/**
 * How the promises of an incident were kept, frozen by the backend when it was closed: neither a later policy nor a late entry of the log moves
 * it. `digest` names the log it was read from, so that anybody can replay it. Closed again after a reopening = another one (`sequence`).
 */
export const slaVerdict = z.object({
  id,
  accountId: id.nullable(),
  incidentId: id,
  sequence: z.number().int().nonnegative(),
  closedAt: instant,
  policy: z.object({ name: policyName, version: z.number().int().nonnegative(), source: z.enum(["record", "builtin"]) }),
  /** SHA-256, hex, of the log as ordered: see log-digest.ts. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  clocks: z
    .array(
      z.object({
        clock: z.enum(clockKinds),
        cycle: z.number().int().nonnegative(),
        severity: z.enum(severities),
        state: z.enum(["met", "missed", "void"]),
        targetMs: z.number(),
        elapsedMs: z.number(),
        pausedMs: z.number(),
        startedAt: instant,
        stoppedAt: instant.nullable(),
        breachedAt: instant.nullable(),
      }),
    )
    .max(500),
  credits: z.array(z.object({ clause: z.string().max(120), percent: z.number(), clock: z.enum(clockKinds) })).max(60),
});
export type SlaVerdict = z.infer<typeof slaVerdict>;

export function slaVerdictId(incidentId: string, sequence: number): string {
  return `slv_${incidentId.replace(/^inc_/, "")}_${String(sequence)}`;
}
