import type { IncidentEvent } from "../../../../shared/domain/incident/incident-event.ts";
import type { Severity } from "../../../../shared/domain/incident/incident.ts";
import { isOpen } from "../../../../shared/domain/incident/incident.ts";
import { assertNever } from "../../../../shared/kernel/assert-never.ts";
import type { IncidentAction, PauseState } from "../../../data/incident-edits.ts";

/** The forms of the page. `pause` also resumes, `end` resolves, closes and reopens: whichever is possible. */
export const formNames = ["update", "note", "message", "workaround", "handOff", "pause", "severity", "end", "mark"] as const;
export type FormName = (typeof formNames)[number];

export type Ending = "resolve" | "close" | "reopen";

/** What a person types in one of the forms; each uses what it needs. JSON: it is kept as a draft. */
export interface FormValues {
  readonly text: string;
  /** What is promised to the customer next; empty = nothing. */
  readonly what: string;
  /** By when, as the browser's own field has it: local time, `2026-11-22T10:49`. */
  readonly due: string;
  readonly group: string;
  readonly name: string;
  readonly state: PauseState | "resume";
  readonly severity: Severity;
  readonly end: Ending;
  readonly resumes: boolean;
  readonly effective: boolean;
}

/** What is possible next, the likeliest first. */
export function endings(state: IncidentEvent["state"]): readonly Ending[] {
  if (isOpen(state)) return ["resolve", "close"];
  return state === "resolved" ? ["close", "reopen"] : ["reopen"];
}

/** Forms that make sense for an incident in this state; what is over takes notes, messages and marks, and can be opened again. */
export function possibleForms(state: IncidentEvent["state"]): readonly FormName[] {
  const inWork: readonly FormName[] = ["workaround", "handOff", "pause"];
  return isOpen(state) ? formNames : formNames.filter((name) => !inWork.includes(name));
}

/** A form with nothing typed in it. `judged` = whether the entry that would be marked counts now: one marks what one sees differently. */
export function emptyForm(last: Pick<IncidentEvent, "state" | "severity">, judged: boolean): FormValues {
  return {
    text: "",
    what: "",
    due: "",
    group: "",
    name: "",
    state: last.state.startsWith("awaiting_") ? "resume" : "awaiting_customer",
    severity: last.severity,
    end: endings(last.state)[0] ?? "resolve",
    resumes: last.state === "awaiting_customer",
    effective: !judged,
  };
}

/** `markedId`: the entry that the mark is on. */
export function actionOf(name: FormName, values: FormValues, markedId: string): IncidentAction {
  const { text } = values;
  switch (name) {
    case "note":
    case "workaround":
      return { type: name, text };
    case "update":
      return { type: name, text, promise: promiseOf(values) };
    case "message":
      return { type: name, text, resumes: values.resumes };
    case "handOff":
      return { type: name, holderGroup: values.group, holderName: values.name, reason: text };
    case "pause":
      return values.state === "resume" ? { type: "resume", reason: text } : { type: name, state: values.state, reason: text };
    case "severity":
      return { type: name, severity: values.severity, reason: text };
    case "end":
      return { type: values.end, reason: text };
    case "mark":
      return { type: name, eventId: markedId, effective: values.effective, reason: text };
    default:
      return assertNever(name);
  }
}

/** A time alone, or words alone, is not a promise yet: both are asked for. */
function promiseOf({ what, due }: FormValues): Extract<IncidentAction, { readonly type: "update" }>["promise"] {
  if (what.trim() === "" && due === "") return null;
  const dueMs = Date.parse(due);
  return { what, dueMs: Number.isNaN(dueMs) ? 0 : dueMs };
}

/** Name under which what is typed in a form of an incident is kept. */
export function draftName(incidentId: string, name: FormName): string {
  return `incident ${incidentId} ${name}`;
}
