import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { type IncidentEvent, incidentEvent } from "../../shared/domain/incident/incident-event.ts";
import { jsonLines } from "../../shared/kernel/json-lines.ts";
import { type DropReason, type FaultReport, FileError, shown } from "../ingest/fault.ts";

/** The entries of one incident. */
export interface EventLog {
  readonly incidentId: string;
  /** The number that people know it by; null = the file does not say. */
  readonly number: string | null;
  /** In the order of the file. */
  readonly events: readonly IncidentEvent[];
}

type OnFault = (fault: FaultReport) => void;

/** Reads incident events of a file: one JSON object a line, or an array. Entries that are not valid are told of, the others count. */
export async function readEventLog(file: string, onFault: OnFault): Promise<readonly EventLog[]> {
  const text = (await readFile(file, "utf8")).replace(/^\ufeff/, "");
  const taken = new Set<string>();
  const events: IncidentEvent[] = [];
  const drop = (line: number, reason: DropReason, column: string | null, message: string): void =>
    onFault({ file, line, reason, column, message });
  for (const { value, line } of text.trimStart().startsWith("[") ? itemsOf(text) : linesOf(text, drop)) {
    const parsed = incidentEvent.safeParse(value);
    if (!parsed.success) {
      const { column, message } = explain(parsed.error);
      drop(line, "bad-value", column, message);
    } else if (taken.has(parsed.data.id)) drop(line, "duplicate", "id", `an entry before has the id ${shown(parsed.data.id)}`);
    else {
      taken.add(parsed.data.id);
      events.push(parsed.data);
    }
  }
  const logs = Map.groupBy(events, ({ incidentId }) => incidentId);
  return Array.from(logs, ([incidentId, own]) => ({ incidentId, number: null, events: own }));
}

interface Found {
  readonly value: unknown;
  readonly line: number;
}

function linesOf(text: string, drop: (line: number, reason: DropReason, column: null, message: string) => void): readonly Found[] {
  return text.split("\n").flatMap((one, i) => {
    if (one.trim() === "") return [];
    try {
      return [{ value: JSON.parse(one) as unknown, line: i + 1 }];
    } catch {
      drop(i + 1, "bad-json", null, "not a JSON object");
      return [];
    }
  });
}

function itemsOf(text: string): readonly Found[] {
  const { faultLine, lineOf } = jsonLines(text);
  if (faultLine !== null) throw new FileError(`it stops being JSON at line ${faultLine}`);
  const items = JSON.parse(text) as readonly unknown[];
  return items.map((value, i) => ({ value, line: lineOf([i]) }));
}

function explain(error: z.ZodError): { readonly column: string | null; readonly message: string } {
  const [issue] = error.issues;
  const path = issue?.path.join(".") ?? "";
  return { column: path === "" ? null : path, message: issue?.message ?? "not an entry of a log" };
}
