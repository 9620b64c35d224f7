import type { IcsEvent } from "./ics-model.ts";
import type { PlannedEvent } from "./planned-event.ts";

/** What reading a calendar would do to the events that are here. */
export interface IcsPlan<Event extends PlannedEvent> {
  readonly added: readonly IcsEvent[];
  /** Known by their UID: name or hours are others now. */
  readonly changed: readonly { readonly from: Event; readonly to: IcsEvent }[];
  /** Called off in the calendar. */
  readonly removed: readonly { readonly event: Event; readonly entry: IcsEvent }[];
  readonly same: number;
}

/** Holds a calendar's entries against an account's events by UID. An entry that was called off and is not here is nothing. */
export function icsPlan<Event extends PlannedEvent>(entries: readonly IcsEvent[], events: readonly Event[]): IcsPlan<Event> {
  const known = new Map(events.flatMap((event) => (event.icsUid == null ? [] : [[event.icsUid, event] as const])));
  const added = new Map<string, IcsEvent>();
  const changed = new Map<string, { readonly from: Event; readonly to: IcsEvent }>();
  const removed = new Map<string, { readonly event: Event; readonly entry: IcsEvent }>();
  let same = 0;
  for (const entry of entries) {
    const event = known.get(entry.uid);
    if (event === undefined) {
      if (!entry.cancelled) added.set(entry.uid, entry);
    } else if (entry.cancelled) removed.set(entry.uid, { event, entry });
    else if (event.name === entry.name && Date.parse(event.startsAt) === entry.startMs && Date.parse(event.endsAt) === entry.endMs)
      same += 1;
    else changed.set(entry.uid, { from: event, to: entry });
  }
  return { added: [...added.values()], changed: [...changed.values()], removed: [...removed.values()], same };
}
