import { orderEvents } from "../incident/incident-history.ts";
import type { IncidentEvent } from "../incident/incident-event.ts";

/**
 * A log as bytes: equal logs, in whatever order they come, give equal bytes, and any difference in what they say gives others. One entry a line,
 * as ordered, a JSON array of its fields in the order below; a field that is absent counts as null. Their SHA-256 is a verdict's `digest`; the
 * caller hashes.
 */
export function logBytes(events: readonly IncidentEvent[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(
    orderEvents(events)
      .map((event) => `${JSON.stringify(fieldsOf(event))}\n`)
      .join(""),
  );
}

function fieldsOf(event: IncidentEvent): readonly unknown[] {
  const { source, rung, promise } = event;
  return [
    event.id,
    event.accountId,
    event.incidentId,
    event.at,
    event.ordinal,
    event.type,
    event.state,
    event.severity,
    event.holderGroup,
    event.holderName,
    event.actor,
    event.text,
    source === null ? null : [source.file, source.line],
    event.marksId ?? null,
    event.effective ?? null,
    rung ? [rung.clock, rung.cycle, rung.index] : null,
    promise ? [promise.what, promise.dueAt] : null,
  ];
}
