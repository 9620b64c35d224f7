import { checkSlaPolicy, checkSlaPolicyText } from "../../../../shared/domain/sla/check-sla-policy.ts";
import type { PolicyFault } from "../../../../shared/domain/sla/policy-fault.ts";
import { type SlaPolicyDefinition, slaPolicyDefinition } from "../../../../shared/domain/sla/sla-policy.ts";

/** A new version being written: in the form, whose numbers may be missing (NaN), or as text. */
export type PolicyDraft =
  | { readonly mode: "form"; readonly definition: SlaPolicyDefinition }
  | { readonly mode: "text"; readonly text: string };

/** A fault; in a text with its line. */
export type DraftFault = PolicyFault & { readonly line?: number };

export interface CheckedDraft {
  /** What would be saved; null = it is refused. */
  readonly definition: SlaPolicyDefinition | null;
  readonly faults: readonly DraftFault[];
}

export function checkDraft(draft: PolicyDraft): CheckedDraft {
  const checked = draft.mode === "form" ? checkSlaPolicy(draft.definition) : checkSlaPolicyText(draft.text);
  return checked.ok ? { definition: checked.value, faults: [] } : { definition: null, faults: checked.error.faults };
}

/** The text of a definition; a number that is missing in the form is null in it. */
export function policyText(definition: SlaPolicyDefinition): string {
  return `${JSON.stringify(definition, null, 2)}\n`;
}

export function asText(draft: PolicyDraft): PolicyDraft {
  return draft.mode === "text" ? draft : { mode: "text", text: policyText(draft.definition) };
}

/** The form of a text; null = it is no policy in form, so that there is nothing to put into fields. What makes no sense can be mended in the form. */
export function asForm(draft: PolicyDraft): PolicyDraft | null {
  if (draft.mode === "form") return draft;
  try {
    const parsed = slaPolicyDefinition.safeParse(JSON.parse(draft.text));
    return parsed.success ? { mode: "form", definition: parsed.data } : null;
  } catch {
    return null;
  }
}

/** Whether a draft says anything else than the version that it began with. */
export function isChanged(draft: PolicyDraft, from: SlaPolicyDefinition): boolean {
  return asText(draft).mode === "text" && (asText(draft) as { readonly text: string }).text.trim() !== policyText(from).trim();
}

/** The first fault at a field or within it. */
export function faultAt(faults: readonly DraftFault[], path: readonly (string | number)[]): DraftFault | null {
  return faults.find((fault) => path.every((part, i) => fault.path[i] === part)) ?? null;
}

/** Where the faults of a text stand: lines from 1. */
export function faultLines(faults: readonly DraftFault[]): ReadonlySet<number> {
  return new Set(faults.flatMap(({ line }) => line ?? []));
}

/** First character of a line and the one behind its last. */
export function lineRange(text: string, line: number): readonly [from: number, to: number] {
  const lines = text.split("\n");
  const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return [Math.min(from, text.length), Math.min(text.length, from + (lines[line - 1]?.length ?? 0))];
}
