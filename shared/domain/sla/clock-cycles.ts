import type { IncidentEvent } from "../incident/incident-event.ts";
import type { IncidentHistory } from "../incident/incident-history.ts";
import { isOpen } from "../incident/incident.ts";
import type { ClockKind } from "./clock-kinds.ts";
import { endings, type Phase, reopenings } from "./phases.ts";
import type { SlaPolicyDefinition } from "./sla-policy.ts";
import type { ResponseJudgement } from "./sla-reading.ts";

/** `kept` = what the clock waits for came; `replaced` = the next cycle took its place; `over` = it ended without. */
export interface CycleEnd {
  readonly event: IncidentEvent;
  readonly how: "kept" | "replaced" | "over";
}

/** From the entry that starts a clock to the one that stops it, whatever it is promised by then. */
export interface Cycle {
  readonly start: IncidentEvent;
  /** null = it has not ended. */
  readonly end: CycleEnd | null;
}

/** What the log says to a clock. */
export interface ClockStory {
  readonly history: IncidentHistory;
  readonly phases: readonly Phase[];
  readonly responses: readonly ResponseJudgement[];
}

/** Cycles of a clock in the order of the log, by what starts and stops it alone. */
export function cyclesOf(clock: ClockKind, story: ClockStory, policy: Pick<SlaPolicyDefinition, "onReopen">): readonly Cycle[] {
  const [opening] = story.history.events;
  if (opening === undefined) return [];
  switch (clock) {
    case "first_response":
      return [{ start: opening, end: firstResponseEnd(story) }];
    case "next_update":
      return updateCycles(story);
    case "workaround":
      return [{ start: opening, end: workaroundEnd(story) }];
    case "resolution":
      return policy.onReopen === "reset" ? openStretches(story, opening) : [{ start: opening, end: lastEnding(story) }];
  }
}

/**
 * The first effective response; else the end of the incident. A log of several entries that names nobody at all cannot say who answered: the
 * clock ends with the second one.
 */
function firstResponseEnd({ history, phases, responses }: ClockStory): CycleEnd | null {
  const effective = new Set(responses.filter((response) => response.effective).map(({ eventId }) => eventId));
  const answer = history.events.find((event) => effective.has(event.id));
  const over = endings(phases)[0]?.event;
  if (answer !== undefined && (over === undefined || !isBefore(history, over, answer))) return { event: answer, how: "kept" };
  const [, second] = history.events;
  const anonymous = second !== undefined && history.events.every((event) => event.actor === null);
  const event = anonymous && (over === undefined || isBefore(history, second, over)) ? second : over;
  return event === undefined ? null : { event, how: "over" };
}

function workaroundEnd({ history, phases }: ClockStory): CycleEnd | null {
  const over = endings(phases)[0]?.event;
  const event = history.events.find((one) => one.type === "workaround_given" || one === over);
  return event === undefined ? null : { event, how: "kept" };
}

function lastEnding({ history, phases }: ClockStory): CycleEnd | null {
  const ending = history.endedMs === null ? undefined : endings(phases).at(-1);
  return ending === undefined ? null : { event: ending.event, how: "kept" };
}

function openStretches({ phases }: ClockStory, opening: IncidentEvent): readonly Cycle[] {
  const starts = [opening, ...reopenings(phases).map(({ event }) => event)];
  const ends = endings(phases);
  return starts.map((start, i) => {
    const end = ends[i];
    return { start, end: end === undefined ? null : { event: end.event, how: "kept" } };
  });
}

/**
 * The first cycle begins when the customer writes or is told something: a log that never speaks of him, such as an import, has none. His message
 * begins another, each update of ours stops one and begins the next, all while the incident is open; reopened, the clock begins again.
 */
function updateCycles({ history, phases }: ClockStory): readonly Cycle[] {
  const cycles: Cycle[] = [];
  const over = new Set(endings(phases).map(({ event }) => event));
  const reopened = new Set(reopenings(phases).map(({ event }) => event));
  let start: IncidentEvent | null = null;
  let begun = false;
  for (const event of history.events) {
    const told = event.type === "customer_update" || event.type === "workaround_given";
    const wrote = event.type === "customer_message";
    if (!told && !wrote && !over.has(event) && !reopened.has(event)) continue;
    if (start !== null) cycles.push({ start, end: { event, how: told ? "kept" : over.has(event) ? "over" : "replaced" } });
    begun ||= told || wrote;
    start = begun && isOpen(event.state) ? event : null;
  }
  if (start !== null) cycles.push({ start, end: null });
  return cycles;
}

function isBefore({ events }: IncidentHistory, a: IncidentEvent, b: IncidentEvent): boolean {
  return events.indexOf(a) < events.indexOf(b);
}
