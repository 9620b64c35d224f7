import type { IncidentEvent } from "../../../../shared/domain/incident/incident-event.ts";
import { type ClockKind, clockKinds } from "../../../../shared/domain/sla/clock-kinds.ts";
import type { SlaReading } from "../../../../shared/domain/sla/sla-reading.ts";

/** What clocks do at an instant, and the entry that began it (null = the calendar did, or time did). Those that do the same for the same reason are one. */
export interface Standing {
  readonly does: "broken" | "paused" | "off_hours" | "runs";
  readonly clocks: readonly ClockKind[];
  /** How long already: paused, or past due. */
  readonly sinceMs: number | null;
  /** What is left, of one that runs. */
  readonly leftMs: number | null;
  readonly event: IncidentEvent | null;
}

const order: readonly Standing["does"][] = ["broken", "paused", "runs", "off_hours"];

/** The clocks that are not stopped, the worst first: broken, paused, running out first, outside their hours. Empty = none is to be kept any more. */
export function standingsAt(reading: SlaReading, events: readonly IncidentEvent[]): readonly Standing[] {
  const found: Standing[] = [];
  for (const kind of clockKinds) {
    const clock = reading.current[kind];
    if (clock === null || clock.stoppedMs !== null) continue;
    const span = clock.spans.at(-1);
    const does =
      clock.state === "breached" ? "broken" : clock.state === "paused" ? "paused" : span?.kind === "off_hours" ? "off_hours" : "runs";
    const event = events.find(({ id }) => id === span?.eventId) ?? null;
    const sinceMs = does === "broken" ? clock.breachedMs : does === "paused" ? (span?.fromMs ?? null) : null;
    const same =
      does === "runs"
        ? -1
        : found.findIndex((one) => one.does === does && one.sinceMs === sinceMs && (does === "off_hours" || one.event === event));
    const before = found[same];
    if (before === undefined) found.push({ does, clocks: [kind], sinceMs, leftMs: does === "runs" ? clock.remainingMs : null, event });
    else found[same] = { ...before, clocks: [...before.clocks, kind] };
  }
  return found.toSorted((a, b) => order.indexOf(a.does) - order.indexOf(b.does) || (a.leftMs ?? 0) - (b.leftMs ?? 0));
}
