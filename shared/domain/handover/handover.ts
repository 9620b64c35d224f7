import { z } from "zod";
import { scenarios, tiers } from "../account/account.ts";
import { day, id, instant, line, locale, text, timeZone } from "../common.ts";
import { channelTypes, contactRoles } from "../contact/contact.ts";
import { healthGrades } from "../health/health-override.ts";
import { incidentStates, severities } from "../incident/incident.ts";
import { bothLanguages } from "../playbook/playbook.ts";
import { clockKinds } from "../sla/clock-kinds.ts";

const count = z.number().int().nonnegative();
const passage = z.string().max(2_000);

/** An open incident and the promise of it that runs out next; `dueAt` null = the clock stands or nothing more is promised. */
const openIncident = z.object({
  number: line,
  title: line,
  severity: z.enum(severities),
  state: z.enum(incidentStates),
  clock: z.enum(clockKinds).nullable(),
  dueAt: instant.nullable(),
});

const commitment = z.object({ title: line, titles: bothLanguages.nullable(), dueOn: day.nullable(), ownerName: line.nullable() });

const person = z.object({
  name: line,
  title: z.string().max(120),
  role: z.enum(contactRoles),
  locale,
  timeZone,
  channels: z.array(z.object({ type: z.enum(channelTypes), value: z.string().max(200) })).max(10),
  isPrimary: z.boolean(),
  onCall: z.boolean(),
  hours: z.object({ startMinute: count, endMinute: count }).nullable(),
  note: passage,
});

const peakAhead = z.object({
  region: line,
  startsAt: instant,
  timeZone,
  /** 0–1; null = no capacity is known. */
  pExceed: z.number().nullable(),
  p90: z.number(),
  capacityPcu: count.nullable(),
  /** Last working day on which asking helps. */
  askByDay: day,
  passed: z.boolean(),
  occasion: line.nullable(),
  /** What was done: nobody wrote, wrote, answered; and the request to operations. */
  contact: z.enum(["none", "sent", "answered"]),
  request: z.enum(["none", "asked", "confirmed", "provisioned", "refused"]),
});

/** A trouble that comes back or may: from a postmortem or an article, else what the incident itself says. */
const problem = z.object({
  number: line,
  title: line,
  severity: z.enum(severities),
  openedAt: instant,
  open: z.boolean(),
  symptom: passage,
  investigation: passage,
  solution: passage,
  cautions: passage,
  source: z.enum(["postmortem", "article", "incident"]),
});

/** What a brief says, as data: words are put to it in the reader's language. Frozen with the record when it is given. */
export const handoverFacts = z.object({
  /** When it was taken from the record. */
  asOf: instant,
  account: z.object({
    name: line,
    code: line,
    tier: z.enum(tiers),
    scenario: z.enum(scenarios),
    timeZone,
    locale,
    summary: text,
  }),
  health: z
    .object({
      scoreMilli: z.number().int().nullable(),
      grade: z.enum([...healthGrades, "unknown"]),
      /** Against a week before. */
      change7dMilli: z.number().int().nullable(),
      confidence: z.number(),
      asOf: instant,
      /** What takes most from the score, with how much in thousandths of a point. */
      worst: z.array(z.object({ rule: line, lostMilli: z.number().int() })).max(5),
    })
    .nullable(),
  renewal: z.object({ renewsOn: day, committedMinutes: count.nullable(), usedMinutes: count.nullable() }).nullable(),
  incidents: z.array(openIncident).max(30),
  /** Promised to the customer at a review or after an incident, and not done. */
  commitments: z.array(commitment).max(40),
  unanswered: z.array(z.object({ subject: line, sentAt: instant, contactName: line.nullable() })).max(20),
  peaks: z.array(peakAhead).max(12),
  people: z.array(person).max(12),
  problems: z.array(problem).max(8),
  runs: z
    .array(
      z.object({
        name: bothLanguages,
        anchorDay: day,
        done: count,
        total: count,
        next: z.object({ title: line, titles: bothLanguages.nullable(), dueOn: day.nullable() }).nullable(),
      }),
    )
    .max(20),
  /** Other open tasks. */
  tasks: z.array(commitment).max(40),
  goals: z.array(z.object({ title: line, measure: line, target: line, dueOn: day.nullable() })).max(20),
});
export type HandoverFacts = z.infer<typeof handoverFacts>;

/** An account went from one colleague to another, with the brief that was given: it stays as it was given. Append-only. */
export const handover = z.object({
  id,
  accountId: id,
  /** null = the account was nobody's. */
  fromId: id.nullable(),
  toId: id,
  givenById: id,
  at: instant,
  /** What the record cannot know, in the words of who leaves. */
  note: text,
  facts: handoverFacts,
});
export type Handover = z.infer<typeof handover>;

/** A cut that does not part a surrogate pair, with an ellipsis. */
export function cutText(value: string, max: number): string {
  const clean = value.trim();
  if (clean.length <= max) return clean;
  const end = max - 1;
  return `${clean.slice(0, /[\uD800-\uDBFF]/.test(clean.charAt(end - 1)) ? end - 1 : end)}…`;
}
