/** Why a row was not taken. The text after the colon in docs/data-mapping.md explains each to the person who must mend the file. */
export const dropReasons = [
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
] as const;
export type DropReason = (typeof dropReasons)[number];

/** What is wrong with one row. `message` says what was expected and shows at most 40 characters of what was there. */
export interface Fault {
  readonly reason: DropReason;
  /** Name of the column in the file, or null when the row as a whole is at fault. */
  readonly column: string | null;
  readonly message: string;
}

/** A dropped row as it is reported: one line of the NDJSON report. */
export interface FaultReport extends Fault {
  readonly file: string;
  readonly line: number;
}

export function fault(reason: DropReason, column: string | null, message: string): Fault {
  return { reason, column, message };
}

/** A value as it may be shown in a report: short, one line, printable. */
export function shown(value: string): string {
  const short = value.length > 40 ? `${value.slice(0, 39)}…` : value;
  // eslint-disable-next-line no-control-regex -- control characters are what must not reach a terminal
  return `"${short.toWellFormed().replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, "�")}"`;
}

/** A file that cannot be read at all: one line, with the remedy. Rows read before it was found stay counted. */
export class FileError extends Error {
  override readonly name = "FileError";
}
