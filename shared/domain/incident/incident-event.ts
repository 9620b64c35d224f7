import { z } from "zod";
import { id, instant, text } from "../common.ts";
import { incidentStates, severities, sourceRef } from "./incident.ts";

/**
 * One line of an incident's log, append-only: what the incident was after this update. SLA clocks and hand-offs are computed from these
 * alone. Ordered by `at`, then `ordinal` (a source's states can be out of order with its times: the order of the source is kept).
 */
export const incidentEvent = z.object({
  id,
  /** Always the incident's. */
  accountId: id.nullable(),
  incidentId: id,
  at: instant,
  /** The source's own sequence (sys_mod_count, revision); equal times are ordered by it. */
  ordinal: z.number().int().nonnegative(),
  type: z.enum(["opened", "updated", "state_changed", "assigned", "severity_changed", "customer_update", "note"]),
  state: z.enum(incidentStates),
  severity: z.enum(severities),
  holderGroup: z.string().max(120).nullable(),
  holderName: z.string().max(120).nullable(),
  actor: z.string().max(120).nullable(),
  text,
  source: sourceRef.nullable(),
});
export type IncidentEvent = z.infer<typeof incidentEvent>;
