import type { IncidentHistory } from "../../../../shared/domain/incident/incident-history.ts";
import { type ClockKind, clockKinds } from "../../../../shared/domain/sla/clock-kinds.ts";
import type { ClockSpan, SlaClock, SlaReading } from "../../../../shared/domain/sla/sla-reading.ts";
import { type AxisTick, axisTicks } from "./time-axis.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How a stretch of a clock is drawn: running by how much of its target is used by then, standing, or outside its hours. */
export type PieceLook = "good" | "watch" | "critical" | "paused" | "off_hours";

/** A stretch of a lane; `left` and `width` are shares of the strip. */
export interface LanePiece {
  readonly look: PieceLook;
  readonly left: number;
  readonly width: number;
  /** The entry that began it; null = the calendar did, or it changed by itself. */
  readonly eventId: string | null;
}

/** When a clock runs or ran out. `left` null = behind the end of the strip. */
export interface DueMark {
  readonly dueMs: number;
  readonly left: number | null;
  readonly state: SlaClock["state"];
}

export interface ReplayLane {
  readonly clock: ClockKind;
  readonly pieces: readonly LanePiece[];
  /** Of cycles that ran out, and of what runs now. */
  readonly dues: readonly DueMark[];
}

export interface ReplayModel {
  readonly startMs: number;
  readonly endMs: number;
  readonly ticks: readonly (AxisTick & { readonly left: number })[];
  readonly lanes: readonly ReplayLane[];
  /** By the order of `history.events`; null = lies behind the end of the strip. */
  readonly events: readonly (number | null)[];
  /** null = it is over. */
  readonly now: number | null;
}

/**
 * The strip of an incident from its opening: while it is open to now and on to what runs out next, at most half as long again; of one that is
 * over to its end and a quarter more, because systems close what was resolved days later. `readings`: lanes of each, on one axis.
 */
export function replayModel(
  history: IncidentHistory,
  readings: readonly SlaReading[],
  nowMs: number,
  zone: string,
): readonly ReplayModel[] {
  const startMs = history.openedMs;
  const endMs = Math.max(
    history.endedMs === null ? openEnd(history, readings, nowMs) : overEnd(history, history.endedMs),
    startMs + minuteMs,
  );
  const share = (ms: number): number => (Math.min(Math.max(ms, startMs), endMs) - startMs) / (endMs - startMs);
  const axis = {
    startMs,
    endMs,
    ticks: axisTicks(startMs, endMs, zone).map((tick) => ({ ...tick, left: share(tick.atMs) })),
    events: history.events.map(({ at }) => (Date.parse(at) > endMs ? null : share(Date.parse(at)))),
    now: history.endedMs === null ? share(nowMs) : null,
  };
  return readings.map((reading) => ({ ...axis, lanes: clockKinds.map((clock) => laneOf(clock, reading, endMs, share)) }));
}

function openEnd(history: IncidentHistory, readings: readonly SlaReading[], nowMs: number): number {
  const nowEndMs = Math.max(nowMs, history.lastUpdateMs);
  const furthestMs = nowEndMs + Math.max(hourMs / 2, (nowEndMs - history.openedMs) / 2);
  const dues = readings.flatMap(({ clocks }) =>
    clocks.flatMap(({ stoppedMs, dueMs }) => (stoppedMs === null && dueMs !== null ? [dueMs] : [])),
  );
  const inReach = dues.filter((ms) => ms > nowEndMs && ms <= furthestMs);
  const room = (furthestMs - nowEndMs) / 5;
  return Math.max(nowEndMs + room, ...inReach.map((ms) => Math.min(furthestMs, ms + room / 2)));
}

function overEnd(history: IncidentHistory, endedMs: number): number {
  const quarter = Math.max(hourMs, (endedMs - history.openedMs) / 4);
  return Math.max(endedMs, Math.min(history.lastUpdateMs, endedMs + quarter));
}

function laneOf(clock: ClockKind, reading: SlaReading, endMs: number, share: (ms: number) => number): ReplayLane {
  const cycles = reading.clocks.filter((one) => one.clock === clock);
  return {
    clock,
    pieces: cycles.flatMap((cycle) => joined(cycle.spans.flatMap((span) => piecesOf(span, cycle, share)))),
    dues: cycles.flatMap(({ stoppedMs, dueMs, state }) =>
      dueMs !== null && (stoppedMs === null || state === "missed") ? [{ dueMs, state, left: dueMs > endMs ? null : share(dueMs) }] : [],
    ),
  };
}

function piecesOf(span: ClockSpan, cycle: SlaClock, share: (ms: number) => number): readonly LanePiece[] {
  return partsOf(span, cycle)
    .map(({ fromMs, toMs, look }) => ({
      look,
      left: share(fromMs),
      width: share(toMs) - share(fromMs),
      eventId: fromMs === span.fromMs ? span.eventId : null,
    }))
    .filter(({ width }) => width > 0);
}

/** An entry that changes nothing of what the clock does begins no piece. */
function joined(pieces: readonly LanePiece[]): readonly LanePiece[] {
  const drawn: LanePiece[] = [];
  for (const piece of pieces) {
    const last = drawn.at(-1);
    if (last !== undefined && last.look === piece.look) drawn[drawn.length - 1] = { ...last, width: piece.left + piece.width - last.left };
    else drawn.push(piece);
  }
  return drawn;
}

/** A running span in up to three parts: before it begins to run out, from then on, and past its due time. */
function partsOf(
  { kind, fromMs, toMs }: ClockSpan,
  { warnMs, dueMs }: SlaClock,
): readonly { readonly fromMs: number; readonly toMs: number; readonly look: PieceLook }[] {
  if (kind !== "running") return [{ fromMs, toMs, look: kind }];
  const clamp = (ms: number | null): number => Math.min(toMs, Math.max(fromMs, ms ?? toMs));
  const [warn, due] = [clamp(warnMs), clamp(dueMs)];
  return [
    { fromMs, toMs: warn, look: "good" as const },
    { fromMs: warn, toMs: due, look: "watch" as const },
    { fromMs: due, toMs, look: "critical" as const },
  ].filter((part) => part.toMs > part.fromMs);
}
