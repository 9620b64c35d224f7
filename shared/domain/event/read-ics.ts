import { err, ok, type Result } from "../../kernel/result.ts";
import { type IcsBlock, icsBlocks, uidOf } from "./ics-blocks.ts";
import { icsZones } from "./ics-clock.ts";
import { icsLimits, type IcsEvent, type IcsFault, type IcsReading, type IcsWindow } from "./ics-model.ts";
import { icsOccurrences } from "./ics-occurrences.ts";

/**
 * Reads the entries of an iCalendar file (RFC 5545). An entry that cannot be read is left out and said; the others are read all the same. Nothing
 * in a file makes it throw or run long.
 */
export function readIcs(text: string, window: IcsWindow): Result<IcsReading, IcsFault> {
  if (text.length > icsLimits.characters) return err({ code: "too_large" });
  if (!/^\s*\uFEFF?\s*BEGIN:VCALENDAR/i.test(text)) return err({ code: "not_a_calendar" });
  const blocks = icsBlocks(text);
  const entries = blocks.filter((block) => block.kind === "VEVENT");
  if (entries.length === 0) return err({ code: "no_entries" });
  if (entries.length > icsLimits.entries) return err({ code: "too_many_entries" });
  const zones = icsZones(blocks);
  const events: IcsEvent[] = [];
  const skipped: IcsReading["skipped"][number][] = [];
  let outside = 0;
  let cut = 0;
  const recurring = new Set(entries.filter((entry) => /^RRULE[:;]/im.test(entry.text)).map((entry) => uidOf(entry.text)));
  // A changed occurrence belongs to its recurring entry; without one it stands for itself.
  const [changes, whole] = [new Map<string, IcsBlock[]>(), [] as IcsBlock[]];
  for (const entry of entries) {
    const uid = uidOf(entry.text);
    if (!/^RECURRENCE-ID[:;]/im.test(entry.text) || !recurring.has(uid)) whole.push(entry);
    else changes.set(uid, [...(changes.get(uid) ?? []), entry]);
  }
  for (const entry of whole) {
    try {
      const found = icsOccurrences(entry.text, changes.get(uidOf(entry.text)) ?? [], window, zones);
      if (found.code !== null) skipped.push({ line: entry.line, name: found.name, code: found.code });
      else if (found.events.length === 0) outside += 1;
      else events.push(...found.events);
      if (found.cut) cut += 1;
    } catch {
      skipped.push({ line: entry.line, name: null, code: "unreadable" });
    }
  }
  return ok({
    events: events.toSorted((a, b) => a.startMs - b.startMs || (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0)),
    skipped,
    outside,
    cut,
  });
}
