import { z } from "zod";
import { instant } from "../../shared/domain/common.ts";
import type { IncidentEvent } from "../../shared/domain/incident/incident-event.ts";
import { causeCategories, incidentStates, isOpen, severities } from "../../shared/domain/incident/incident.ts";
import type { ImportRecord } from "../storage/import-store.ts";
import { stableId } from "./stable-id.ts";

/** A row of an incident log, read and checked; plain JSON, so that it can wait in a temporary file. */
export const incidentRow = z.object({
  file: z.number().int(),
  line: z.number().int(),
  accountId: z.string().nullable(),
  /** Whether the row says anything of the account: "?" does not take an incident away from the account that another row names. */
  accountTold: z.boolean(),
  fields: z.object({
    number: z.string(),
    kind: z.string().nullish(),
    title: z.string(),
    severity: z.enum(severities),
    state: z.enum(incidentStates),
    openedAt: instant.nullish(),
    resolvedAt: instant.nullish(),
    closedAt: instant.nullish(),
    region: z.string().nullish(),
    holderGroup: z.string().nullish(),
    holderName: z.string().nullish(),
    sourceMadeSla: z.boolean().nullish(),
    component: z.string().nullish(),
    cause: z.enum(causeCategories).nullish(),
    at: instant,
    ordinal: z.number().int().nullish(),
    actor: z.string().nullish(),
    text: z.string().nullish(),
  }),
});
export type IncidentRow = z.infer<typeof incidentRow>;
type Fields = IncidentRow["fields"];

export interface LoggedEvent {
  readonly row: IncidentRow;
  readonly record: ImportRecord;
}

export interface LoggedIncident {
  readonly incident: ImportRecord;
  /** In the order of time. */
  readonly events: readonly LoggedEvent[];
  readonly last: LoggedEvent;
  /** Rows that say, word for word, what an earlier row said. */
  readonly copies: readonly { readonly row: IncidentRow; readonly firstLine: number }[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

export interface LogContext {
  readonly source: string;
  readonly fileName: (file: number) => string;
  /** Whether the mapping names the field. */
  readonly mapped: (field: keyof Fields) => boolean;
}

/**
 * Makes an incident of its log. The order is the time of the update, then the source's own sequence, then file and line: a source whose states
 * contradict its times is not put right, and the line kept with every event proves the order of the file. The incident is what its last event
 * says; columns that the source fills in afterwards on every row (resolved, closed, cause) count only once the incident is resolved or closed.
 */
export function incidentOf(number: string, rows: readonly IncidentRow[], context: LogContext): LoggedIncident {
  const incidentId = stableId("inc", context.source, number);
  const ordered = rows.toSorted(
    (a, b) => compare(a.fields.at, b.fields.at) || (a.fields.ordinal ?? 0) - (b.fields.ordinal ?? 0) || a.file - b.file || a.line - b.line,
  );
  const accountId = ordered.findLast((row) => row.accountTold)?.accountId ?? null;
  const events: LoggedEvent[] = [];
  const copies: { row: IncidentRow; firstLine: number }[] = [];
  const lines = new Map<string, number>();
  let before: Fields | null = null;
  for (const row of ordered) {
    const { at, ordinal, state, severity, holderGroup, holderName, actor, text } = row.fields;
    const id = stableId(
      "iev",
      incidentId,
      at,
      ordinal ?? null,
      state,
      severity,
      holderGroup ?? null,
      holderName ?? null,
      actor ?? null,
      text ?? null,
    );
    const firstLine = lines.get(id);
    if (firstLine !== undefined) {
      copies.push({ row, firstLine });
      continue;
    }
    lines.set(id, row.line);
    const fields = {
      accountId,
      incidentId,
      at,
      ordinal: ordinal ?? events.length,
      type: eventType(before, row.fields),
      state,
      severity,
      holderGroup: holderGroup ?? null,
      holderName: holderName ?? null,
      actor: actor ?? null,
      text: text ?? "",
    };
    // A later export has the same event on another line: the line where it was first met stays.
    const record: ImportRecord = {
      kind: "incidentEvent",
      id,
      fields,
      defaults: { source: { file: context.fileName(row.file), line: row.line } },
    };
    events.push({ row, record });
    before = row.fields;
  }
  const last = events.at(-1);
  const first = events[0];
  if (last === undefined || first === undefined) throw new Error(`incident ${number} without a row`);
  const now = last.row.fields;
  const over = !isOpen(now.state);
  const resolvedAt = !over ? null : context.mapped("resolvedAt") ? (now.resolvedAt ?? null) : lastEntry(events, (state) => !isOpen(state));
  const closedAt =
    now.state !== "closed" ? null : context.mapped("closedAt") ? (now.closedAt ?? null) : lastEntry(events, (state) => state === "closed");
  const fields = {
    accountId,
    number,
    severity: now.severity,
    title: now.title,
    state: now.state,
    openedAt: now.openedAt ?? first.row.fields.at,
    resolvedAt,
    closedAt,
    holderGroup: now.holderGroup ?? null,
    holderName: now.holderName ?? null,
  };
  const said: Record<string, unknown> = { ...fields };
  const defaults: Record<string, unknown> = {};
  for (const [name, value, whenNew] of [
    ["kind", now.kind, "incident"],
    ["region", now.region, null],
    ["sourceMadeSla", now.sourceMadeSla, null],
  ] as const) {
    if (value === null || value === undefined) defaults[name] = whenNew;
    else said[name] = value;
  }
  // What the source does not say of them is for colleagues to say. A cause that stands on every row is one once the incident is over.
  const { component, cause } = now;
  if (component !== null && component !== undefined) said["component"] = component;
  if (over && cause !== null && cause !== undefined) said["cause"] = cause;
  const warnings = [];
  if (over && resolvedAt === null)
    warnings.push({
      code: "no-resolved-time",
      message: "incidents are resolved or closed, but the source does not say when they were resolved: left unknown",
    });
  if (ordered.some((row, i) => contradicts(ordered[i - 1], row))) {
    warnings.push({
      code: "out-of-order",
      message: "incidents whose lines or sequence numbers contradict their times: ordered by time, line and number are kept",
    });
  }
  if (accountId === null) warnings.push({ code: "no-account", message: "incidents that no account claims: kept for the whole tenant" });
  return { incident: { kind: "incident", id: incidentId, fields: said, defaults }, events, last, copies, warnings };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether two rows that follow each other in time stand the other way round in the files or in the source's own sequence. */
function contradicts(a: IncidentRow | undefined, b: IncidentRow): boolean {
  if (a === undefined) return false;
  return a.file > b.file || (a.file === b.file && a.line > b.line) || (a.fields.ordinal ?? 0) > (b.fields.ordinal ?? 0);
}

function lastEntry(events: readonly LoggedEvent[], inside: (state: Fields["state"]) => boolean): string | null {
  let entered: string | null = null;
  let was = false;
  for (const { row } of events) {
    const is = inside(row.fields.state);
    if (is && !was) entered = row.fields.at;
    was = is;
  }
  return entered;
}

/** What an update changed, the weightiest first. */
function eventType(before: Fields | null, now: Fields): IncidentEvent["type"] {
  if (before === null) return "opened";
  if (before.state !== now.state) return "state_changed";
  if (before.severity !== now.severity) return "severity_changed";
  if ((before.holderGroup ?? null) !== (now.holderGroup ?? null) || (before.holderName ?? null) !== (now.holderName ?? null))
    return "assigned";
  return "updated";
}
