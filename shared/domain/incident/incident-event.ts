import { z } from "zod";
import { id, instant, text } from "../common.ts";
import { clockKinds } from "../sla/clock-kinds.ts";
import { incidentStates, severities, sourceRef } from "./incident.ts";

/**
 * `customer_message` the customer wrote; `customer_update` the customer was told something; `workaround_given` the customer can work again;
 * `response_marked` somebody says whether the entry `marksId` was an effective response (`effective`); `escalated` a rung of the ladder was
 * taken (`rung`). Every entry carries the state, severity and holder after it.
 */
export const incidentEventTypes = [
  "opened",
  "updated",
  "state_changed",
  "assigned",
  "severity_changed",
  "customer_update",
  "note",
  "customer_message",
  "workaround_given",
  "response_marked",
  "escalated",
] as const;
export type IncidentEventType = (typeof incidentEventTypes)[number];

/**
 * Entries about the incident that change nothing of it: the state, severity and holder that they carry are what their author saw, who may have
 * been offline, or the backend. In the ordered log they carry what held before them: see orderEvents.
 */
export const remarkTypes: readonly IncidentEventType[] = ["note", "response_marked", "escalated"];

/**
 * One line of an incident's log, append-only: what the incident was after this update. SLA clocks and hand-offs are computed from these
 * alone. Ordered by `at`, then `ordinal` (a source's states can be out of order with its times: the order of the source is kept).
 * Fields that may be absent came later.
 */
export const incidentEvent = z.object({
  id,
  /** Always the incident's. */
  accountId: id.nullable(),
  incidentId: id,
  at: instant,
  /** The source's own sequence (sys_mod_count, revision); equal times are ordered by it. */
  ordinal: z.number().int().nonnegative(),
  type: z.enum(incidentEventTypes),
  state: z.enum(incidentStates),
  severity: z.enum(severities),
  holderGroup: z.string().max(120).nullable(),
  holderName: z.string().max(120).nullable(),
  actor: z.string().max(120).nullable(),
  text,
  source: sourceRef.nullable(),
  /** `response_marked`: the entry that is judged. */
  marksId: id.nullable().optional(),
  /** `response_marked`: whether that entry was an effective response; on any other entry what its author says of itself; null = the rule decides. */
  effective: z.boolean().nullable().optional(),
  /** `escalated`: which rung. One event per incident, clock, cycle and rung: see sla/escalation-id.ts. */
  rung: z
    .object({ clock: z.enum(clockKinds), cycle: z.number().int().nonnegative(), index: z.number().int().nonnegative() })
    .nullable()
    .optional(),
  /** The next thing that was promised to the customer with this entry, and for when; null = nothing. */
  promise: z
    .object({ what: z.string().min(1).max(300), dueAt: instant })
    .nullable()
    .optional(),
});
export type IncidentEvent = z.infer<typeof incidentEvent>;

/** Whether the customer was told something with this entry. */
export function tellsCustomer(event: Pick<IncidentEvent, "type">): boolean {
  return event.type === "customer_update" || event.type === "workaround_given";
}
