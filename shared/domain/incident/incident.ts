import { z } from "zod";
import { id, instant, line, regionId } from "../common.ts";

export const severities = ["P0", "P1", "P2", "P3"] as const;
export type Severity = (typeof severities)[number];

/** `awaiting_customer` and `awaiting_vendor` say that the next move is not ours; `awaiting_problem` that a root cause is looked for. */
export const incidentStates = ["new", "active", "awaiting_customer", "awaiting_vendor", "awaiting_problem", "resolved", "closed"] as const;
export type IncidentState = (typeof incidentStates)[number];

/** Where an imported record came from, to the row. */
export const sourceRef = z.object({ file: z.string().max(300), line: z.number().int().positive() });

/** Anything with an SLA clock. What it is now; how it came to be is in its events. */
export const incident = z.object({
  id,
  /** null = the source names no account that is known: the whole tenant sees it until somebody assigns it. */
  accountId: id.nullable(),
  /** The number people know it by, e.g. `INC0000045`. */
  number: z.string().min(1).max(60),
  kind: z.enum(["incident", "ticket", "request"]),
  severity: z.enum(severities),
  title: line,
  state: z.enum(incidentStates),
  openedAt: instant,
  resolvedAt: instant.nullable(),
  closedAt: instant.nullable(),
  region: regionId.nullable(),
  /** Team and person that hold it now; null = not assigned. */
  holderGroup: z.string().max(120).nullable(),
  holderName: z.string().max(120).nullable(),
  /** Whether the source system says that its own SLA was kept; null = it says nothing. */
  sourceMadeSla: z.boolean().nullable(),
});
export type Incident = z.infer<typeof incident>;

export function isOpen(state: IncidentState): boolean {
  return state !== "resolved" && state !== "closed";
}
