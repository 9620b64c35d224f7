import { z } from "zod";
import { country, day, id, instant, timeZone } from "../common.ts";
import { severities } from "../incident/incident.ts";
import { clockKinds } from "./clock-kinds.ts";

const key = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/);
/** Local wall clock, `09:30`; `24:00` is the end of the day. */
const wallTime = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** Hours worked on the named days of the week (1 = Monday … 7 = Sunday). A span that passes midnight is written as two. */
export const workingSpan = z.strictObject({
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  from: wallTime,
  to: wallTime,
});

/** When a clock runs. `always` = 24×7, whatever else is said. */
export const slaCalendar = z.strictObject({
  key,
  timeZone,
  hours: z.union([z.literal("always"), z.array(workingSpan).min(1).max(30)]),
  /** Country whose public holidays are off and whose make-up days are worked, with the company's edits to its calendar; null = none. */
  holidays: country.nullable(),
  /** Days off beside those; on a make-up day and in `daysWorked` the spans of a Monday hold. */
  daysOff: z.array(day).max(400),
  daysWorked: z.array(day).max(400),
});
export type SlaCalendar = z.infer<typeof slaCalendar>;

export const slaTarget = z.strictObject({ minutes: z.number().int().positive().max(525_600), calendar: key });
export type SlaTarget = z.infer<typeof slaTarget>;

/** null = not promised at this severity. */
export const severityTargets = z.record(z.enum(clockKinds), slaTarget.nullable());
export type SeverityTargets = z.infer<typeof severityTargets>;

/** While the incident is in this state the clocks stand. A first response is never paused. */
export const pauseRule = z.strictObject({
  state: z.enum(["awaiting_customer", "awaiting_vendor", "awaiting_problem"]),
  clocks: z
    .array(z.enum(["next_update", "workaround", "resolution"]))
    .min(1)
    .max(3),
});

export const ladderRoles = ["front_line", "expert", "architect", "research", "manager", "executive"] as const;
export type LadderRole = (typeof ladderRoles)[number];
export const ladderChannels = ["console", "group", "mail", "phone"] as const;
export type LadderChannel = (typeof ladderChannels)[number];

/** Reached when so great a share of the clock's target is used (1 = it breaks) and the clock has not been stopped by what it waits for. */
export const ladderRung = z.strictObject({
  clock: z.enum(clockKinds),
  severities: z.array(z.enum(severities)).min(1).max(4),
  share: z.number().positive().max(10),
  role: z.enum(ladderRoles),
  channel: z.enum(ladderChannels),
});
export type LadderRung = z.infer<typeof ladderRung>;

/** What the customer is owed when a promise breaks. `afterMinutes` past due, in the clock's calendar. */
export const slaCredit = z.strictObject({
  clock: z.enum(clockKinds),
  severities: z.array(z.enum(severities)).min(1).max(4),
  afterMinutes: z.number().int().nonnegative(),
  /** Of the month's fee. */
  percent: z.number().positive().max(100),
  /** Where the contract says so. */
  clause: z.string().min(1).max(120),
});

/**
 * Valid in form; whether it makes sense is for check-sla-policy.ts. A key that it does not know is refused: nobody would keep what it says.
 */
export const slaPolicyDefinition = z.strictObject({
  calendars: z.array(slaCalendar).min(1).max(20),
  targets: z.record(z.enum(severities), severityTargets),
  pausing: z.array(pauseRule).max(3),
  /** Share of a target from which on it is running out. */
  warningShare: z.number().min(0.1).max(0.99),
  /** By clock and severity in ascending share. */
  ladder: z.array(ladderRung).max(60),
  /** How long one group or person of ours may hold it in one go; null = no limit. */
  handOffLimit: z.record(z.enum(severities), slaTarget.nullable()),
  /** Hand-offs between groups of ours from which on it counts as kicked about; null = no limit. */
  maxHandOffs: z.number().int().positive().nullable(),
  /**
   * When severity changes: `forward` what runs keeps the share of its target that is left, in the new target; `recompute` the new target counts
   * from the clock's start; `reset` the clock starts anew at the change. A stopped clock stays as it was.
   */
  onSeverityChange: z.enum(["forward", "recompute", "reset"]),
  /** When it is reopened: `continue` resolution goes on with what it had used, the time it was over does not count; `reset` it starts anew. */
  onReopen: z.enum(["continue", "reset"]),
  /** An entry answers if somebody of ours other than who opened it made it, it is of one of these types, and its text is not one of these phrases. */
  effectiveResponse: z.strictObject({
    types: z
      .array(z.enum(["updated", "state_changed", "assigned", "customer_update", "workaround_given", "note"]))
      .min(1)
      .max(6),
    /** Compared without case, spaces and closing punctuation, as the whole text. */
    emptyPhrases: z.array(z.string().min(1).max(120)).max(100),
  }),
  credits: z.array(slaCredit).max(60),
});
export type SlaPolicyDefinition = z.infer<typeof slaPolicyDefinition>;

/** Name as a contract writes it, with the version: `premium v2`. */
export const policyName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** A version of a policy. Append-only: what it says never changes; a contract names the one in force. Its id is `slaPolicyId(name, version)`. */
export const slaPolicy = z.object({
  id,
  name: policyName,
  version: z.number().int().positive(),
  at: instant,
  authorId: id,
  /** Why it was changed. */
  note: z.string().max(2000),
  definition: slaPolicyDefinition,
});
export type SlaPolicy = z.infer<typeof slaPolicy>;

/** One version has one id: of two leads who write the same version apart, the second is told. */
export function slaPolicyId(name: string, version: number): string {
  return `slp_${name}_${String(version)}`;
}
