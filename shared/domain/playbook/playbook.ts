import { z } from "zod";
import { id, instant, line } from "../common.ts";
import { healthGrades } from "../health/health-override.ts";
import { severities } from "../incident/incident.ts";

/** Words in both languages of the console. */
export const bothLanguages = z.object({ zh: line, en: line });
export type BothLanguages = z.infer<typeof bothLanguages>;

/** Whose step it is: the account's customer-success manager, a team lead, or support. */
export const stepRoles = ["csm", "lead", "support"] as const;
export type StepRole = (typeof stepRoles)[number];

/** When a step falls, from the anchor's day: calendar days or working days of the account's country; negative = before. */
export const stepOffset = z.object({ unit: z.enum(["days", "workingDays"]), count: z.number().int().min(-400).max(400) });
export type StepOffset = z.infer<typeof stepOffset>;

/** Name of a step within its playbook: stays when its words change. */
const stepKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/);

export const playbookStep = z.object({ key: stepKey, title: bothLanguages, offset: stepOffset, role: z.enum(stepRoles) });
export type PlaybookStep = z.infer<typeof playbookStep>;

/** When a playbook starts by itself; what it is started for is its anchor (playbook-run.ts). */
export const playbookRule = z.discriminatedUnion("when", [
  z.object({ when: z.literal("manual") }),
  /** The kept grade falls to `grade` or below after `afterDays` days above it. */
  z.object({ when: z.literal("health_drop"), grade: z.enum(healthGrades), afterDays: z.number().int().min(1).max(90) }),
  /** A peak within `aheadDays` exceeds capacity with at least `probability` (0–1). */
  z.object({ when: z.literal("peak"), probability: z.number().min(0).max(1), aheadDays: z.number().int().min(1).max(45) }),
  z.object({ when: z.literal("renewal"), daysBefore: z.number().int().min(1).max(365) }),
  /** The account is being taken in. */
  z.object({ when: z.literal("new_account") }),
  /** An incident of the service of at least this severity is over. */
  z.object({ when: z.literal("incident_closed"), severity: z.enum(severities) }),
]);
export type PlaybookRule = z.infer<typeof playbookRule>;
export type PlaybookWhen = PlaybookRule["when"];

/** What a playbook says, whichever version. */
export const playbookContent = z.object({
  name: bothLanguages,
  /** false = it starts by hand alone, whatever its rule says, and is not offered first. */
  on: z.boolean(),
  rule: playbookRule,
  steps: z.array(playbookStep).min(1).max(30),
});
export type PlaybookContent = z.infer<typeof playbookContent>;

export const playbookKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** A version of a dated checklist that holds for the whole company; the highest version of a key is in force. Append-only, a lead's to write. */
export const playbook = z.object({
  id,
  key: playbookKey,
  version: z.number().int().positive(),
  ...playbookContent.shape,
  authorId: id,
  at: instant,
});
export type Playbook = z.infer<typeof playbook>;

/** A playbook with where it comes from; version 0 is the product's own. */
export interface PlaybookInForce extends PlaybookContent {
  readonly key: string;
  readonly version: number;
}

/** Why a content that is valid in form makes no sense; null = it does. */
export function playbookFault({
  steps,
  name,
}: PlaybookContent): { readonly code: "step_twice" | "blank_title"; readonly step: number } | null {
  if (name.zh.trim() === "" || name.en.trim() === "") return { code: "blank_title", step: 0 };
  const blank = steps.findIndex(({ title }) => title.zh.trim() === "" || title.en.trim() === "");
  if (blank >= 0) return { code: "blank_title", step: blank + 1 };
  const twice = steps.findIndex(({ key }, index) => steps.findIndex((other) => other.key === key) !== index);
  return twice < 0 ? null : { code: "step_twice", step: twice + 1 };
}

export function playbookId(key: string, version: number): string {
  return `pbk_${key}_${version}`;
}
