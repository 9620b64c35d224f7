import type { healthGrades } from "../../../../shared/domain/health/health-override.ts";
import type { severities } from "../../../../shared/domain/incident/incident.ts";
import {
  playbookContent,
  type PlaybookContent,
  playbookFault,
  type PlaybookInForce,
  playbookKey,
  type PlaybookRule,
  type PlaybookWhen,
} from "../../../../shared/domain/playbook/playbook.ts";

/** A playbook while it is written: numbers as typed. */
export interface PlaybookDraft {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly on: boolean;
  readonly when: PlaybookWhen;
  readonly numbers: Readonly<Record<"daysBefore" | "afterDays" | "probability" | "aheadDays", string>>;
  readonly grade: (typeof healthGrades)[number];
  readonly severity: (typeof severities)[number];
  readonly steps: readonly DraftStep[];
}

export interface DraftStep {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly count: string;
  readonly unit: PlaybookContent["steps"][number]["offset"]["unit"];
  readonly role: PlaybookContent["steps"][number]["role"];
}

export type DraftFault = { readonly code: "form" } | NonNullable<ReturnType<typeof playbookFault>>;

export function draftOf(playbook: PlaybookInForce | null): PlaybookDraft {
  const rule = playbook?.rule ?? { when: "manual" as const };
  return {
    key: playbook?.key ?? "",
    zh: playbook?.name.zh ?? "",
    en: playbook?.name.en ?? "",
    on: playbook?.on ?? true,
    when: rule.when,
    numbers: {
      daysBefore: String(rule.when === "renewal" ? rule.daysBefore : 90),
      afterDays: String(rule.when === "health_drop" ? rule.afterDays : 7),
      probability: String(rule.when === "peak" ? Math.round(rule.probability * 100) : 50),
      aheadDays: String(rule.when === "peak" ? rule.aheadDays : 30),
    },
    grade: rule.when === "health_drop" ? rule.grade : "risk",
    severity: rule.when === "incident_closed" ? rule.severity : "P0",
    steps:
      playbook === null
        ? [freshStep([])]
        : playbook.steps.map(({ key, title, offset, role }) => ({
            key,
            zh: title.zh,
            en: title.en,
            count: String(offset.count),
            unit: offset.unit,
            role,
          })),
  };
}

/** An empty step under a name that the others have not. */
export function freshStep(steps: readonly DraftStep[]): DraftStep {
  const used = new Set(steps.map(({ key }) => key));
  let number = steps.length + 1;
  while (used.has(`step-${String(number)}`)) number += 1;
  return { key: `step-${String(number)}`, zh: "", en: "", count: "0", unit: "workingDays", role: "csm" };
}

/** What the draft says, or the first thing that is wrong with it. */
export function contentOf(
  draft: PlaybookDraft,
): { readonly ok: true; readonly content: PlaybookContent } | { readonly ok: false; readonly fault: DraftFault } {
  const made = {
    name: { zh: draft.zh.trim(), en: draft.en.trim() },
    on: draft.on,
    rule: ruleOf(draft),
    steps: draft.steps.map(({ key, zh, en, count, unit, role }) => ({
      key,
      title: { zh: zh.trim(), en: en.trim() },
      offset: { unit, count: numberOf(count) },
      role,
    })),
  };
  const fault = playbookFault(made);
  if (fault !== null) return { ok: false, fault };
  const parsed = playbookContent.safeParse(made);
  return parsed.success && playbookKey.safeParse(draft.key).success
    ? { ok: true, content: parsed.data }
    : { ok: false, fault: { code: "form" } };
}

function ruleOf({ when, numbers, grade, severity }: PlaybookDraft): PlaybookRule {
  switch (when) {
    case "renewal":
      return { when, daysBefore: numberOf(numbers.daysBefore) };
    case "health_drop":
      return { when, grade, afterDays: numberOf(numbers.afterDays) };
    case "peak":
      return { when, probability: numberOf(numbers.probability) / 100, aheadDays: numberOf(numbers.aheadDays) };
    case "incident_closed":
      return { when, severity };
    default:
      return { when };
  }
}

/** NaN = nothing, or no number. */
function numberOf(typed: string): number {
  return typed.trim() === "" ? Number.NaN : Number(typed);
}
