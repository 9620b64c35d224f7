import { type ClockKind, clockKinds } from "./clock-kinds.ts";
import type { ClockStory } from "./clock-cycles.ts";
import { type NumberedRun, creditsOf, readClock } from "./read-clock.ts";
import { handOffsOf } from "./hand-offs.ts";
import { clockRuns, storyOf } from "./sla-runs.ts";
import type { SlaClock, SlaInput, SlaReading } from "./sla-reading.ts";

/** No log reaches further: the years of an instant have four digits. */
const lastMs = Date.UTC(10_000, 0, 1);

/**
 * The promises of an incident as of an instant (UTC, ms), from its log and a policy alone: the same log in whatever order gives the same reading,
 * and what was written later than the instant does not matter to it. Formulas and rules: docs/sla.md. Total: a calendar that never works, a key
 * that no calendar has, an empty log give a reading too.
 */
export function readSla(input: SlaInput, atMs: number): SlaReading {
  const readMs = Math.min(atMs, lastMs);
  const story = storyOf(input, readMs);
  return story === null ? emptyReading(input, atMs) : { ...readStory(story, input, readMs), atMs };
}

function readStory(story: ClockStory, input: SlaInput, atMs: number): SlaReading {
  const { policy, workCalendarOf } = input;
  const runs = clockRuns(story, input);
  const context = {
    policy: policy.definition,
    escalations: story.history.events.filter(({ type }) => type === "escalated"),
    atMs,
  };
  const clocks = runs.map((run) => readClock(run, context)).toSorted(byStart);
  const credits = runs.flatMap((run) => creditsOf(run, policy.definition));
  const { limitMs, ...handOffs } = handOffsOf({ ...story, policy: policy.definition, workCalendarOf, atMs });
  return {
    incidentId: input.incidentId,
    policy: policy.ref,
    atMs,
    clocks,
    current: currentOf(clocks),
    next: nextOf(clocks),
    changesMs: firstAfter(atMs, [
      ...clocks.flatMap(changesOf),
      ...runs.flatMap((run) => spanEnd(run, atMs)),
      ...credits.map(({ owedMs }) => owedMs),
      limitMs,
    ]),
    responses: story.responses,
    ...handOffs,
    credits: credits.filter(({ owedMs }) => owedMs <= atMs),
  };
}

function emptyReading({ incidentId, policy }: SlaInput, atMs: number): SlaReading {
  return {
    incidentId,
    policy: policy.ref,
    atMs,
    clocks: [],
    current: currentOf([]),
    next: null,
    changesMs: null,
    responses: [],
    handOffs: [],
    handOffCount: 0,
    kickedAbout: false,
    credits: [],
  };
}

function byStart(a: SlaClock, b: SlaClock): number {
  const order = ({ startedMs, clock, cycle }: SlaClock): readonly number[] => [startedMs, clockKinds.indexOf(clock), cycle];
  return compareEach(order(a), order(b));
}

function currentOf(clocks: readonly SlaClock[]): SlaReading["current"] {
  const last = (clock: ClockKind): SlaClock | null => clocks.findLast((one) => one.clock === clock) ?? null;
  return {
    first_response: last("first_response"),
    next_update: last("next_update"),
    workaround: last("workaround"),
    resolution: last("resolution"),
  };
}

const going: readonly SlaClock["state"][] = ["running", "warning", "breached"];

/** Of two that run out together the first in the order of clockKinds. */
function nextOf(clocks: readonly SlaClock[]): SlaClock | null {
  const order = ({ dueMs, clock, cycle }: SlaClock): readonly number[] => [dueMs ?? 0, clockKinds.indexOf(clock), cycle];
  const open = clocks.filter(({ state, dueMs }) => going.includes(state) && dueMs !== null);
  return open.toSorted((a, b) => compareEach(order(a), order(b)))[0] ?? null;
}

function compareEach(a: readonly number[], b: readonly number[]): number {
  return a.map((value, i) => value - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** Instants at which a clock that is not stopped changes by itself, past ones among them. */
function changesOf({ stoppedMs, warnMs, dueMs, ladder }: SlaClock): readonly (number | null)[] {
  return stoppedMs === null ? [warnMs, dueMs, ...ladder.map((rung) => rung.dueMs)] : [];
}

/** Where a going clock's calendar begins or ends its work next. */
function spanEnd({ end, legs }: NumberedRun, atMs: number): readonly (number | null)[] {
  const leg = legs.at(-1);
  return end !== null || leg === undefined || leg.standing ? [] : [leg.time.stretchAt(atMs).toMs];
}

function firstAfter(atMs: number, instants: readonly (number | null)[]): number | null {
  return instants.reduce<number | null>((first, ms) => (ms !== null && ms > atMs && (first === null || ms < first) ? ms : first), null);
}
