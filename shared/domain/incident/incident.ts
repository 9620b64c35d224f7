import { z } from "zod";
import { id, instant, line, regionId, text } from "../common.ts";
import { intakeItem } from "./intake.ts";

export const severities = ["P0", "P1", "P2", "P3"] as const;
export type Severity = (typeof severities)[number];

/** `awaiting_customer` and `awaiting_vendor` say that the next move is not ours; `awaiting_problem` that a root cause is looked for. */
export const incidentStates = ["new", "active", "awaiting_customer", "awaiting_vendor", "awaiting_problem", "resolved", "closed"] as const;
export type IncidentState = (typeof incidentStates)[number];

/** Where an imported record came from, to the row. */
export const sourceRef = z.object({ file: z.string().max(300), line: z.number().int().positive() });

/** Kinds of root cause that are told apart in statistics. */
export const causeCategories = [
  "carrier",
  "capacity",
  "release",
  "configuration",
  "sdk",
  "customer_side",
  "vendor",
  "hardware",
  "unknown",
] as const;
export type CauseCategory = (typeof causeCategories)[number];

/** What else belongs to an incident. `incident` and `article` name a record or an article's key, `url` an https address. */
export const incidentLink = z.object({
  type: z.enum(["incident", "article", "url"]),
  ref: z.string().min(1).max(500),
  relation: z.enum(["duplicate_of", "caused_by", "related"]),
});
export type IncidentLink = z.infer<typeof incidentLink>;

/** Anything with an SLA clock. What it is now; how it came to be is in its events. Fields that may be absent came later. */
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
  /** Part of the product that it is about, e.g. `publish`, `join`: a source's category; null = not said. */
  component: z.string().max(120).nullable().optional(),
  cause: z.enum(causeCategories).nullable().optional(),
  /** Regions, carriers, SDK versions and platforms that it reaches, beside `region`: keys as quality is split by. */
  affected: z
    .object({
      regions: z.array(regionId).max(40),
      carriers: z.array(z.string().min(1).max(80)).max(40),
      sdkVersions: z.array(z.string().min(1).max(40)).max(40),
      platforms: z.array(z.string().min(1).max(40)).max(20),
    })
    .optional(),
  /** What is known and what is still missing: see intake.ts. */
  intake: z.array(intakeItem).max(30).optional(),
  links: z.array(incidentLink).max(40).optional(),
  /** Users who are told of every new entry. */
  watcherIds: z.array(id).max(50).optional(),
  /** What it comes down to, in words, for the list and the review. */
  summary: text.optional(),
});
export type Incident = z.infer<typeof incident>;

export function isOpen(state: IncidentState): boolean {
  return state !== "resolved" && state !== "closed";
}
