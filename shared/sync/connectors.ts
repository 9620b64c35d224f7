import { z } from "zod";

/** Where rows come from without anybody's hand. */
export const connectorKinds = ["prometheus", "folder", "webhook"] as const;
export type ConnectorKind = (typeof connectorKinds)[number];

/** Why a run ended before its time; each is told in the reader's language. */
export const connectorFaultCodes = [
  "unreachable",
  "timed-out",
  "credentials-refused",
  "too-many-requests",
  "source-failed",
  "redirected",
  "bad-query",
  "bad-answer",
  "answer-too-large",
  "no-secret",
  "no-mapping",
  "folder-missing",
  "folder-denied",
  "disk-full",
  "store-unavailable",
  "internal",
] as const;
export type ConnectorFaultCode = (typeof connectorFaultCodes)[number];

/** Why a row or a sample did not go in: those of an import, and what only a sample can be. */
export const rowReasons = [
  "line-too-long",
  "broken-quotes",
  "too-few-cells",
  "too-many-cells",
  "bad-encoding",
  "control-character",
  "missing-value",
  "bad-number",
  "bad-date",
  "bad-value",
  "unknown-value",
  "unknown-account",
  "unknown-region",
  "skipped-hour",
  "doubled-hour",
  "duplicate",
  "bad-json",
  "not-finite",
  "histogram",
] as const;
export type RowReason = (typeof rowReasons)[number];

/** What wants a person's look although the run went on. */
export const connectorNoteCodes = [
  "partial-answer",
  "file-failed",
  "file-refused",
  "file-denied",
  "file-changed",
  "delivery-failed",
  "delivery-ignored",
] as const;
export type ConnectorNoteCode = (typeof connectorNoteCodes)[number];

/** `slowed`: less is asked for at a time, because storing takes longer than reading; `full`: the sender is told to wait. */
export const connectorPressures = ["none", "slowed", "full"] as const;
export type ConnectorPressure = (typeof connectorPressures)[number];

export const connectorStates = ["new", "running", "ok", "attention", "failing", "paused"] as const;
export type ConnectorState = (typeof connectorStates)[number];

const count = z.number().int().nonnegative();
const instant = z.iso.datetime();

/** `read = stored + unchanged + dropped`, always. */
export const rowCounts = z.object({
  read: count,
  stored: count,
  unchanged: count,
  dropped: count,
  byReason: z.partialRecord(z.enum(rowReasons), count),
});
export type RowCounts = z.infer<typeof rowCounts>;

/** A row that was left out: where it stands and why. */
export const rowFault = z.object({
  place: z.string().max(400),
  line: z.number().int().nullable(),
  reason: z.enum(rowReasons),
  message: z.string().max(600),
});
export type ConnectorRowFault = z.infer<typeof rowFault>;

export const connectorNote = z.object({ code: z.enum(connectorNoteCodes), detail: z.string().max(600), count });
export type ConnectorNote = z.infer<typeof connectorNote>;

/** What the last run did and left; kept with the connector. */
export const connectorReport = z.object({
  startedAt: instant,
  endedAt: instant,
  rows: rowCounts,
  faults: z.array(rowFault).max(20),
  notes: z.array(connectorNote).max(50),
  /** Why it ended early; `detail` is the source's own word. `failures`: runs in a row that ended so. */
  fault: z.object({ code: z.enum(connectorFaultCodes), detail: z.string().max(600), failures: count }).nullable(),
  /** How much waits: hours, files or deliveries, by the kind. */
  backlog: count,
  pressure: z.enum(connectorPressures),
});
export type ConnectorReport = z.infer<typeof connectorReport>;

/** A connector as it is told of; no secret is among it. */
export const connectorStatus = z.object({
  name: z.string(),
  kind: z.enum(connectorKinds),
  /** Address or folder that it reads; of a webhook the path that senders post to. */
  source: z.string(),
  state: z.enum(connectorStates),
  /** Up to when its data reaches; null = nothing has come. */
  dataUpTo: instant.nullable(),
  nextRunAt: instant.nullable(),
  /** Somebody asked for a run that has not begun. */
  runAsked: z.boolean(),
  lastGoodAt: instant.nullable(),
  last: connectorReport.nullable(),
  /** Since it was made. */
  total: rowCounts,
});
export type ConnectorStatus = z.infer<typeof connectorStatus>;

/** `asOf`: the backend's clock, by which ages are told. */
export const connectorList = z.object({ asOf: instant, connectors: z.array(connectorStatus) });
export type ConnectorList = z.infer<typeof connectorList>;

export const connectorName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/);
